import { NodeApiError } from 'n8n-workflow';
import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import { askApi } from './askApi';

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
	const body = await askApi(context, { method: 'GET', path, timeout: TIMEOUT });
	const list = Array.isArray(body) ? body : (body as { data?: unknown } | null)?.data;
	if (Array.isArray(list)) return list.filter((one) => typeof one === 'object' && one !== null);
	const message = 'LigueLead answered without a list';
	throw new NodeApiError(context.getNode(), { message }, { message });
}
