import type { SkippedPhone } from '../recipients';
import type { Steps } from '../steps';
import { describeCredits, describeRecipients, describeSkip } from './shapes';
import type { ItemResult } from './results';
import type { Placement, Plan } from './types';

/**
 * What Send would do with each placed item, by item index: the content, who would get it, the
 * credits, and in which campaigns (numbered from 1, in the order of sending) with how many
 * recipients. In steps.
 */
export function* previewResultsSteps({
	campaigns,
	placements,
}: Plan): Steps<Map<number, ItemResult>> {
	const sizes = campaigns.map(({ phones }) => phones.length);
	const results = new Map<number, ItemResult>();
	for (const [item, placement] of placements) {
		results.set(item, { kind: 'success', json: describePlacement(placement, sizes) });
		yield;
	}
	return results;
}

/**
 * What Preview says of an item that Send would refuse: its reason, and no failure. To look at who would not get a
 * message is what a preview is for. Takes the results of a preview.
 */
export function showRefusals(results: readonly ItemResult[]): ItemResult[] {
	return results.map((result) => {
		if (result.kind === 'success') return result;
		const { message, remedy, details } = result.failure;
		const { parameter, skipped = [], send_after: sendAfter } = details;
		const why = { reason: 'refused', message: `Would not be sent: ${message}` };
		const none = { skipped: skipped as readonly SkippedPhone[], creditsPerRecipient: 0 };
		const more = { parameter, remedy, ...(sendAfter !== undefined && { send_after: sendAfter }) };
		return { kind: 'success', json: describeSkip(why, none, more) };
	});
}

function describePlacement(
	{ draft, shares, duplicates }: Placement,
	sizes: readonly number[],
): Record<string, unknown> {
	const { content, idempotencyKey } = draft;
	const phones = shares.flatMap((share) => share.phones);
	const numbers = new Set([...shares, ...duplicates].map(({ campaign }) => campaign));
	return {
		...content.preview,
		sent: false,
		text: content.text,
		...content.facts,
		...(idempotencyKey !== undefined && { idempotency_key: idempotencyKey }),
		recipients: describeRecipients(draft, phones, duplicates),
		credits: describeCredits(content, phones.length),
		campaigns: [...numbers].map((index) => ({
			number: index + 1,
			recipients: shares
				.filter(({ campaign }) => campaign === index)
				.reduce((sum, share) => sum + share.phones.length, 0),
			campaign_recipients: sizes[index],
		})),
	};
}
