import type { HttpResponse } from './answer';
import type { OutcomeDetails } from './outcome';
import { readReason } from './reason';

const MAX_ANSWER_LENGTH = 500;

/** An answer's text as `details` shows it: its first 500 characters. */
export function cut(text: string): string {
	return text.slice(0, MAX_ANSWER_LENGTH);
}

/** Reads `data.campaign_id` of an answer; undefined where it is missing, empty or no text. */
export function readCampaignId(body: unknown): string | undefined {
	const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;
	if (typeof data !== 'object' || data === null || !('campaign_id' in data)) return undefined;
	const id = data.campaign_id;
	return typeof id === 'string' && id.trim() !== '' ? id : undefined;
}

/** Collects the facts of a response that was no acceptance. */
export function describe(
	outcome: OutcomeDetails['outcome'],
	{ status, headers, body }: HttpResponse,
	safe: boolean,
): OutcomeDetails {
	const { fields } = readReason(body);
	const ids = readRequestIds(headers);
	const text = (typeof body === 'string' ? body : JSON.stringify(body)) ?? '';
	const campaignId = readCampaignId(body);
	return {
		outcome,
		status,
		...(fields.length > 0 && { fields }),
		safe_to_send_again: safe,
		...(Object.keys(ids).length > 0 && { request_ids: ids }),
		...(text !== '' && { answer: cut(text) }),
		...(campaignId !== undefined && { campaign_id: campaignId }),
	};
}

const REQUEST_ID_HEADERS =
	/^(x-)?(request|correlation|trace|amzn-requestid|amz-cf|amzn-trace)(-?id)?$|^cf-ray$/;

function readRequestIds(headers: HttpResponse['headers']): Record<string, string> {
	const ids = Object.entries(headers).filter(([name]) => REQUEST_ID_HEADERS.test(name));
	return Object.fromEntries(ids.map(([name, value]) => [name, String(value)]));
}
