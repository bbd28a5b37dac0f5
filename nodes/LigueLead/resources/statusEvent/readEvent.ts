import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { StatusEvent } from '../../statusEvents';
import { findExcess, MAX_EVENT_BYTES, parseEvent } from '../../statusEvents';
import { refuse, refuseOwner } from './answer';
import { ownerOf } from './appId';
import { hasSecret } from './urlSecret';

/** A status event of ours, or the answer to a call that brought none. */
export type ReadEvent =
	{ readonly event: StatusEvent } | { readonly refusal: IWebhookResponseData };

/**
 * Reads the status event that a call of one of our URLs brings. Answers everything else:
 * - 413 more than 64 KB;
 * - 400 no status event, or one that is nested too deeply;
 * - 403 another app id, and any if there is no credential; a URL without the secret that it should have;
 * - 503 the credential cannot be read.
 *
 * Looks at what is cheap to see first, so that a stranger's call costs next to nothing. Never throws.
 */
export async function readEvent(context: IWebhookFunctions): Promise<ReadEvent> {
	if (sizeOf(context) > MAX_EVENT_BYTES) {
		return { refusal: refuse(context, 413, 'The body is too large') };
	}
	const body = await readBody(context);
	if (sizeOf(context) > MAX_EVENT_BYTES) {
		return { refusal: refuse(context, 413, 'The body is too large') };
	}
	const parsed = parseEvent(body);
	if ('problem' in parsed) return { refusal: refuse(context, 400, parsed.problem) };
	const { event } = parsed;
	const owner = await ownerOf(context, event.app_id);
	if (owner !== 'ours') return { refusal: refuseOwner(context, owner) };
	if (!hasSecret(context)) return { refusal: refuse(context, 403, 'The URL lacks its secret') };
	const excess = findExcess(event);
	return excess === undefined ? { event } : { refusal: refuse(context, 400, excess) };
}

// As the call says, and as n8n has read it: a call in chunks says nothing.
function sizeOf(context: IWebhookFunctions): number {
	const { headers, rawBody } = context.getRequestObject() as {
		headers?: Record<string, unknown>;
		rawBody?: { length?: unknown };
	};
	return Math.max(Number(headers?.['content-length']) || 0, Number(rawBody?.length) || 0);
}

// n8n reads JSON under its own content type only; LigueLead documents none.
async function readBody(context: IWebhookFunctions): Promise<unknown> {
	const body: unknown = context.getBodyData();
	if (typeof body === 'object' && body !== null && Object.keys(body).length > 0) return body;
	const request = context.getRequestObject() as unknown as {
		rawBody?: Uint8Array;
		readRawBody?: () => Promise<void>;
	};
	try {
		await request.readRawBody?.();
		const bytes = request.rawBody;
		if (bytes === undefined || bytes.length > MAX_EVENT_BYTES) return body;
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch {
		return body;
	}
}
