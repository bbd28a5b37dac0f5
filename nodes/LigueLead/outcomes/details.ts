import type { HttpResponse } from './answer';
import type { Mask } from './bounded';
import type { OutcomeDetails } from './outcome';
import { readReason } from './reason';
import { withoutHalf } from './shorten';

const MAX_ANSWER_LENGTH = 500;
const MAX_ID_LENGTH = 200;
const MAX_REQUEST_IDS = 10;

/** An answer's text as `details` shows it: its first 500 characters. */
export function cut(text: string): string {
	return withoutHalf(text.slice(0, MAX_ANSWER_LENGTH));
}

/** Reads `data.campaign_id` of an answer; undefined if it is missing, empty, or no short text. */
export function readCampaignId(body: unknown): string | undefined {
	const id = readData(body).campaign_id;
	return typeof id === 'string' && id.trim() !== '' && id.length <= MAX_ID_LENGTH ? id : undefined;
}

/** Reads `data.accepted_at` of an answer; undefined if it is missing, or no short text. */
export function readAcceptedAt(body: unknown): string | undefined {
	const at = readData(body).accepted_at;
	return typeof at === 'string' && at.length <= MAX_ID_LENGTH ? at : undefined;
}

function readData(body: unknown): Record<string, unknown> {
	const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;
	return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
}

/**
 * Collects the facts of a response that was no acceptance. Takes one with a bounded body, and the
 * campaign id it carries, if any.
 */
export function describe(
	outcome: OutcomeDetails['outcome'],
	{ status, headers, body }: HttpResponse,
	{ campaignId, mask }: { campaignId?: string; mask: Mask },
): OutcomeDetails {
	const { fields } = readReason(body);
	const ids = readRequestIds(headers, mask);
	const text = (typeof body === 'string' ? body : JSON.stringify(body)) ?? '';
	return {
		outcome,
		status,
		...(fields.length > 0 && { fields }),
		safe_to_send_again: outcome !== 'unknown',
		...(Object.keys(ids).length > 0 && { request_ids: ids }),
		...(text !== '' && { answer: cut(text) }),
		...(campaignId !== undefined && { campaign_id: campaignId }),
	};
}

const REQUEST_ID_HEADERS =
	/^(x-)?(request|correlation|trace|amzn-requestid|amz-cf|amzn-trace)(-?id)?$|^cf-ray$/;

function readRequestIds(headers: HttpResponse['headers'], mask: Mask): Record<string, string> {
	const ids = Object.entries(headers).filter(
		([name, value]) => REQUEST_ID_HEADERS.test(name) && typeof value === 'string',
	);
	return Object.fromEntries(
		ids
			.slice(0, MAX_REQUEST_IDS)
			.map(([name, value]) => [name, mask(String(value).slice(0, MAX_ID_LENGTH))]),
	);
}
