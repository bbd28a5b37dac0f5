import { NodeApiError } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	JsonObject,
} from 'n8n-workflow';

import type { Mask } from '../outcomes';
import { checkBaseUrl } from './baseUrl';
import { CREDENTIAL } from './request';
import { maskFor } from './secrets';

/** A request that sends no message, below the Base URL. */
export interface ApiQuestion extends Pick<IHttpRequestOptions, 'method' | 'body' | 'timeout'> {
	/** Such as `/voice/uploads`. */
	readonly path: string;
}

/**
 * Makes a request that sends no message, such as for a list, and returns the body of the answer. Whatever LigueLead or a
 * gateway quotes in it or in an error holds no secret of the credential. Throws n8n's error for anything but success;
 * takes the item that it is about, if there is one.
 */
export async function askApi(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	{ path, ...options }: ApiQuestion,
	itemIndex?: number,
): Promise<unknown> {
	const { baseUrl, apiToken, appId } = await context.getCredentials(CREDENTIAL);
	const { url, problem } = checkBaseUrl(baseUrl);
	const fail = (cause: JsonObject) =>
		new NodeApiError(context.getNode(), cause, {
			...(itemIndex !== undefined && { itemIndex }),
			message: String(cause.message),
			description: String(cause.description ?? ''),
		});
	if (problem !== undefined) throw fail({ message: problem });
	const mask = maskFor([apiToken, appId]);
	try {
		const body: unknown = await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			{
				...options,
				url: `${url}${path}`,
				headers: { accept: 'application/json' },
				disableFollowRedirect: true,
			},
		);
		return maskTexts(body, mask);
	} catch (cause) {
		throw fail(told(new NodeApiError(context.getNode(), cause as JsonObject), mask));
	}
}

/** What n8n makes of a failure, without secrets: an error made of it holds nothing else of the answer. */
function told({ message, description, httpCode }: NodeApiError, mask: Mask): JsonObject {
	return {
		message: mask(message),
		description: mask(description ?? ''),
		...(httpCode !== null && { httpCode }),
	};
}

const MAX_DEPTH = 20;

// A number is no secret, and a list is passed on whole, however long it is.
function maskTexts(value: unknown, mask: Mask, depth = 0): unknown {
	if (typeof value === 'string') return mask(value);
	if (typeof value !== 'object' || value === null) return value;
	if (depth === MAX_DEPTH) return undefined;
	if (Array.isArray(value)) return value.map((one) => maskTexts(one, mask, depth + 1));
	return Object.fromEntries(
		Object.entries(value).map(([key, one]) => [mask(key), maskTexts(one, mask, depth + 1)]),
	);
}
