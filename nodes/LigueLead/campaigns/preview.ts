import { describeRecipients } from './results';
import type { ItemResult } from './results';
import type { Placement, Plan } from './types';

/**
 * What Send would do with each placed item, by item index: the content, who would get it, the
 * credits, and in which campaigns (numbered from 1, in the order of sending) with how many
 * recipients.
 */
export function previewResults({ campaigns, placements }: Plan): Map<number, ItemResult> {
	const sizes = campaigns.map(({ phones }) => phones.length);
	return new Map(
		[...placements].map(([item, placement]) => [
			item,
			{ kind: 'success', json: describePlacement(placement, sizes) },
		]),
	);
}

function describePlacement(
	{ draft, shares, duplicates }: Placement,
	sizes: readonly number[],
): Record<string, unknown> {
	const { content, creditsPerRecipient, idempotencyKey } = draft;
	const phones = shares.flatMap((share) => share.phones);
	const numbers = new Set([...shares, ...duplicates].map(({ campaign }) => campaign));
	return {
		...(content.title !== undefined && { title: content.title }),
		message: content.message,
		...(content.groupId !== undefined && { group_id: content.groupId }),
		is_flash: content.flash,
		...(content.statusWebhookUrl !== undefined && { webhook_url: content.statusWebhookUrl }),
		...(idempotencyKey !== undefined && { idempotency_key: idempotencyKey }),
		recipients: describeRecipients(draft, phones, duplicates),
		credits: { per_recipient: creditsPerRecipient, total: creditsPerRecipient * phones.length },
		campaigns: [...numbers].map((index) => ({
			number: index + 1,
			recipients: shares
				.filter(({ campaign }) => campaign === index)
				.reduce((sum, share) => sum + share.phones.length, 0),
			campaign_recipients: sizes[index],
		})),
	};
}
