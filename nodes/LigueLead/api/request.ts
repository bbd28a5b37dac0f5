import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';

import type { Campaign } from '../campaigns';
import type { HttpResponse, Mask, Outcome, RawAnswer } from '../outcomes';
import { judge, readNetworkCause, TIMED_OUT, unanswered } from '../outcomes';
import { setDeadline } from './deadline';
import { readBody } from './readBody';
import { maskFor } from './secrets';

/** Name of the credential type. */
export const CREDENTIAL = 'ligueLeadApi';

/** A credential, decrypted once for a whole run. */
export interface Account {
	readonly credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>;
	/** Base URL without a trailing slash. */
	readonly baseUrl: string;
}

/**
 * Sends one campaign with one request and judges what comes back.
 *
 * Takes n8n's execution context, the account, the campaign and the longest time for the whole
 * exchange, in milliseconds. Never throws, and never takes longer than that: whatever goes wrong
 * becomes an outcome.
 */
export async function postCampaign(
	context: IExecuteFunctions,
	account: Account,
	campaign: Campaign,
	timeout: number,
): Promise<Outcome> {
	const mask = maskOf(account);
	try {
		const options = optionsOf(account, campaign, timeout);
		const answer = await askInTime(context, options, account.credential);
		return judge(answer, Date.now(), { mask, timeout });
	} catch (cause) {
		return unanswered(mask(cause instanceof Error ? cause.message : String(cause)).slice(0, 500));
	}
}

function optionsOf(
	{ baseUrl }: Account,
	{ content, phones }: Campaign,
	timeout: number,
): IHttpRequestOptions {
	return {
		method: 'POST',
		url: `${baseUrl}${content.path}`,
		headers: { 'content-type': 'application/json', accept: 'application/json' },
		body: { ...content.body, phones: [...phones] },
		timeout,
		json: true,
		returnFullResponse: true,
		// Otherwise the helper reads a body of any size to its end.
		encoding: 'stream',
		// Every status comes back as it is: if n8n throws, it sends a request that got a 401 twice.
		ignoreHttpStatusErrors: true,
		// A redirect would carry the API token to another host, and a 307 would post again.
		disableFollowRedirect: true,
	};
}

/** What is known of an exchange while it lasts. */
interface Exchange {
	status?: number;
}

async function askInTime(
	context: IExecuteFunctions,
	options: IHttpRequestOptions,
	credential: ICredentialsDecrypted,
): Promise<RawAnswer> {
	const cancelled = context.getExecutionCancelSignal();
	const deadline = setDeadline(options.timeout ?? 0, cancelled);
	const exchange: Exchange = {};
	const end = async (): Promise<RawAnswer> => {
		const code = (await deadline.over) === 'timedOut' ? TIMED_OUT : 'ERR_CANCELED';
		return { kind: 'noResponse', cause: { code, text: '', ...exchange } };
	};
	// n8n's helper takes the signal from the context, whatever the options say.
	const own = Object.create(context, {
		getExecutionCancelSignal: { value: () => deadline.signal },
	}) as IExecuteFunctions;
	try {
		return await Promise.race([end(), ask(own, options, credential, exchange)]);
	} finally {
		deadline.release();
	}
}

async function ask(
	context: IExecuteFunctions,
	options: IHttpRequestOptions,
	credential: ICredentialsDecrypted,
	exchange: Exchange,
): Promise<RawAnswer> {
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			options,
			{ credentialsDecrypted: credential },
		)) as { statusCode: number; headers: HttpResponse['headers']; body: unknown };
		const { statusCode: status, headers } = response;
		exchange.status = status;
		const body = await readBody(response.body);
		return { kind: 'response', response: { status, headers, body } };
	} catch (thrown) {
		return { kind: 'noResponse', cause: { ...readNetworkCause(thrown), ...exchange } };
	}
}

// By credential, because a run makes thousands of requests with one.
const masks = new WeakMap<object, Mask>();

function maskOf({ credential }: Account): Mask {
	const { apiToken, appId } = credential.data ?? {};
	const mask = masks.get(credential) ?? maskFor([apiToken, appId]);
	masks.set(credential, mask);
	return mask;
}
