import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';

import type { Campaign } from '../campaigns';
import type { HttpResponse, Outcome, RawAnswer } from '../outcomes';
import { judge, readNetworkCause } from '../outcomes';

/** Name of the credential type. */
export const CREDENTIAL = 'ligueLeadApi';

// A shorter one is no token, and would be found everywhere.
const MIN_SECRET = 4;

/** A credential, decrypted once for a whole run. */
export interface Account {
	readonly credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>;
	/** Base URL without a trailing slash. */
	readonly baseUrl: string;
}

/** The body of `POST /sms` (the guide, "Request Parameters"); optional fields are left out. */
export function smsBody({ content, phones }: Campaign) {
	return {
		...(content.title !== undefined && { title: content.title }),
		message: content.message,
		phones: [...phones],
		...(content.groupId !== undefined && { group_id: content.groupId }),
		...(content.flash && { is_flash: true }),
		...(content.statusWebhookUrl !== undefined && { webhook_url: content.statusWebhookUrl }),
	};
}

/**
 * Sends one campaign with one request and judges what comes back.
 *
 * Takes n8n's execution context, the account, the campaign and the longest time to wait for an
 * answer, in milliseconds. Never throws: whatever n8n's helper throws becomes an outcome.
 */
export async function postCampaign(
	context: IExecuteFunctions,
	{ credential, baseUrl }: Account,
	campaign: Campaign,
	timeout: number,
): Promise<Outcome> {
	const options: IHttpRequestOptions = {
		method: 'POST',
		url: `${baseUrl}/sms`,
		headers: { 'content-type': 'application/json', accept: 'application/json' },
		body: smsBody(campaign),
		timeout,
		json: true,
		returnFullResponse: true,
		// Every status comes back as it is: where n8n throws, it sends a request that got a 401 twice.
		ignoreHttpStatusErrors: true,
		// A redirect would carry the API token to another host, and a 307 would post again.
		disableFollowRedirect: true,
	};
	const answer = await ask(context, options, credential);
	return judge(withoutSecrets(answer, credential.data?.apiToken), Date.now());
}

async function ask(
	context: IExecuteFunctions,
	options: IHttpRequestOptions,
	credential: ICredentialsDecrypted,
): Promise<RawAnswer> {
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			options,
			{ credentialsDecrypted: credential },
		)) as { statusCode: number; headers: HttpResponse['headers']; body: unknown };
		const { statusCode: status, headers, body } = response;
		return { kind: 'response', response: { status, headers, body } };
	} catch (thrown) {
		return { kind: 'noResponse', cause: readNetworkCause(thrown) };
	}
}

// A gateway's page may quote the request's headers; what it says ends up in outputs and logs.
function withoutSecrets(answer: RawAnswer, token: unknown): RawAnswer {
	// As the header has it: without the space that came along when it was pasted.
	const secret = String(token ?? '').trim();
	if (secret.length < MIN_SECRET) return answer;
	const written = JSON.stringify(secret).slice(1, -1);
	if (!JSON.stringify(answer).includes(written)) return answer;
	return redact(answer, secret) as RawAnswer;
}

function redact(value: unknown, secret: string): unknown {
	if (typeof value === 'string') return value.replaceAll(secret, '***');
	if (typeof value === 'number') return String(value).includes(secret) ? '***' : value;
	if (Array.isArray(value)) return value.map((one) => redact(one, secret));
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([key, one]) => [
		key.replaceAll(secret, '***'),
		redact(one, secret),
	]);
	return Object.fromEntries(entries);
}
