import { NodeApiError } from 'n8n-workflow';
import type { IExecuteFunctions, ILoadOptionsFunctions, JsonObject } from 'n8n-workflow';

import { checkBaseUrl } from './baseUrl';
import { CREDENTIAL } from './request';

const TIMEOUT = 15_000;

/**
 * Reads a list from LigueLead: `GET` on a path below the Base URL, such as `/voice/uploads`. Takes both shapes that are
 * known, a list and `{data: [...]}` (which one, LigueLead does not document). Throws n8n's error for an answer that is
 * none of them, and for no answer.
 */
export async function fetchList(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	path: string,
): Promise<Array<Record<string, unknown>>> {
	const { url, problem } = checkBaseUrl((await context.getCredentials(CREDENTIAL)).baseUrl);
	const fail = (message: string, cause: JsonObject = {}) =>
		new NodeApiError(context.getNode(), cause, { message });
	if (problem !== undefined) throw fail(problem);
	let body: unknown;
	try {
		body = await context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL, {
			method: 'GET',
			url: `${url}${path}`,
			headers: { accept: 'application/json' },
			json: true,
			timeout: TIMEOUT,
			disableFollowRedirect: true,
		});
	} catch (cause) {
		throw new NodeApiError(context.getNode(), cause as JsonObject);
	}
	const list = Array.isArray(body) ? body : (body as { data?: unknown } | null)?.data;
	if (!Array.isArray(list)) throw fail('LigueLead answered without a list');
	return list.filter((one) => typeof one === 'object' && one !== null);
}
