import { NOT_STARTED } from '../outcomes';
import type { Accepted, Delivered, Failed, NotSent, Repeat } from '../outcomes';
import { describeReason } from '../recipients';
import type { SkippedPhone } from '../recipients';
import { PieceFinder, type Piece } from './pieces';
import type { Draft, Duplicate, Placement, Plan, Skip } from './types';

/** What one item's output says. */
export type ItemResult =
	| { readonly kind: 'success'; readonly json: Record<string, unknown> }
	| { readonly kind: 'failure'; readonly failure: ItemFailure };

/** Why an item was not sent, or not wholly. */
export interface ItemFailure {
	readonly message: string;
	readonly remedy: string;
	/** `outcome` is always among them; `campaigns` where some of the item's recipients went out. */
	readonly details: Record<string, unknown>;
}

/**
 * Says for each draft of a plan what became of it, by item index: a success once all its recipients
 * were accepted, in this try or an earlier one; a success marked `skipped` where its idempotency key
 * was used before; a failure otherwise, with the ids of the campaigns that took part of it.
 */
export function readResults(plan: Plan, delivered: Delivered): Map<number, ItemResult> {
	const finder = new PieceFinder(plan, delivered);
	const adopters = new Map<string, number>();
	const results = new Map<number, ItemResult>();
	for (const [item, placement] of plan.placements) {
		const repeat = delivered.repeats.get(item);
		const result =
			repeat === undefined
				? readItem(ownAdopted(placement, delivered, adopters), finder)
				: repeated(placement.draft, repeat);
		results.set(item, result);
	}
	return results;
}

/** The output of an item that asks for nothing to be sent. */
export function skipResult(skip: Skip): ItemResult {
	return {
		kind: 'success',
		json: {
			skipped: true,
			reason: skip.reason,
			message: skip.message,
			recipients: { phones: [], skipped: skip.skipped },
			credits: { per_recipient: skip.creditsPerRecipient, total: 0 },
		},
	};
}

/** The output of an item whose idempotency key another item of this run has. */
export function followResult(draft: Draft, leader: number, result: ItemResult): ItemResult {
	if (result.kind === 'failure') return result;
	const { skipped, reason, message } = result.json;
	if (skipped === true) return skippedResult(draft, String(reason), String(message));
	return skippedResult(
		draft,
		'idempotencyKeyOfOtherItem',
		`Not sent: item ${leader} has the same idempotency key, and one SMS goes out for both`,
	);
}

// A recipient that a repeated item had before it belongs to the first other item that wants it.
function ownAdopted(
	placement: Placement,
	{ repeats }: Delivered,
	adopters: Map<string, number>,
): Placement {
	if (repeats.size === 0 || placement.duplicates.length === 0) return placement;
	const { draft } = placement;
	const shares = [...placement.shares];
	const duplicates: Duplicate[] = [];
	for (const duplicate of placement.duplicates) {
		const { phone, campaign, item } = duplicate;
		const key = `${campaign}:${phone}`;
		const adopter = adopters.get(key);
		if (!repeats.has(item)) duplicates.push(duplicate);
		else if (adopter !== undefined) duplicates.push({ ...duplicate, item: adopter });
		else {
			adopters.set(key, draft.item);
			shares.push({ campaign, phones: [phone] });
		}
	}
	return { draft, shares, duplicates };
}

function readItem(placement: Placement, finder: PieceFinder): ItemResult {
	const own = placement.shares.flatMap(({ campaign, phones }) => finder.find(campaign, phones));
	const others = placement.duplicates.flatMap(({ campaign, phone }) =>
		finder.find(campaign, [phone]),
	);
	const failed = [...own, ...others].filter(({ outcome }) => outcome.outcome !== 'accepted');
	if (failed.length > 0)
		return { kind: 'failure', failure: describeFailure([...own, ...others], failed) };
	return { kind: 'success', json: describeSuccess(placement, own, others) };
}

function describeSuccess(
	placement: Placement,
	own: readonly Piece[],
	others: readonly Piece[],
): Record<string, unknown> {
	const { draft } = placement;
	const accepted = [...own, ...others].map(({ outcome }) => outcome as Accepted);
	const phones = own.flatMap((piece) => piece.phones);
	const campaigns = listCampaigns(own);
	// With Retry On Fail, n8n runs the node again for a key `error` in the first output, whatever else
	// it says, and what was sent well would be sent twice.
	const { error: _, ...answer } = accepted[0]?.answer ?? {};
	return {
		...answer,
		recipients: describeRecipients(draft, phones, placement.duplicates),
		credits: {
			per_recipient: draft.creditsPerRecipient,
			total: draft.creditsPerRecipient * phones.length,
		},
		...(campaigns.length > 1 && { campaigns }),
	};
}

/** `recipients` of an item's output: who gets the SMS, who does not and why, and mended numbers. */
export function describeRecipients(
	draft: Draft,
	phones: readonly string[],
	duplicates: readonly Duplicate[],
) {
	const shared = duplicates.map(({ phone, item }): SkippedPhone => ({
		phone,
		reason: 'duplicate',
		message: `${describeReason('duplicate')} (item ${item})`,
	}));
	return {
		phones,
		skipped: [...draft.skipped, ...shared],
		...(draft.adjusted.length > 0 && { adjusted: draft.adjusted }),
	};
}

function listCampaigns(pieces: readonly Piece[]) {
	const campaigns = new Map<string, { accepted_at?: string; recipients: number }>();
	for (const { phones, outcome } of pieces) {
		if (outcome.outcome !== 'accepted') continue;
		const known = campaigns.get(outcome.campaignId);
		campaigns.set(outcome.campaignId, {
			...(outcome.acceptedAt !== undefined && { accepted_at: outcome.acceptedAt }),
			recipients: (known?.recipients ?? 0) + phones.length,
		});
	}
	return [...campaigns].map(([campaign_id, facts]) => ({ campaign_id, ...facts }));
}

function describeFailure(pieces: readonly Piece[], failed: readonly Piece[]): ItemFailure {
	const outcomes = failed.map(({ outcome }) => outcome as Failed | NotSent);
	// Doubt comes first: it is the one that a user must not answer by sending again.
	const worst = outcomes.find(({ outcome }) => outcome === 'unknown') ?? outcomes[0] ?? NOT_STARTED;
	const campaigns = listCampaigns(pieces);
	if (campaigns.length > 0) {
		const sent = campaigns.reduce((sum, { recipients }) => sum + recipients, 0);
		return {
			message: worst.message,
			remedy: `${worst.remedy} ${sent} of this item's recipients are in accepted campaigns: a retry of the execution sends to the others only.`,
			// To be sent again is the item, and the item has been sent in part.
			details: { ...worst.details, safe_to_send_again: false, campaigns },
		};
	}
	const nothing = worst.details.safe_to_send_again ? ' Nothing was sent for this item.' : '';
	return {
		message: worst.message,
		remedy: `${worst.remedy}${nothing}`,
		details: { ...worst.details },
	};
}

function repeated(draft: Draft, repeat: Repeat): ItemResult {
	return repeat === 'used'
		? skippedResult(
				draft,
				'idempotencyKeyUsed',
				'Not sent: an SMS with this idempotency key was accepted before',
			)
		: skippedResult(
				draft,
				'idempotencyKeyUnsettled',
				'Not sent: an earlier execution took this idempotency key and has recorded no outcome. It is still running, was stopped, or got no answer, so the SMS may have been sent',
			);
}

function skippedResult(draft: Draft, reason: string, message: string): ItemResult {
	return {
		kind: 'success',
		json: {
			skipped: true,
			reason,
			message,
			idempotency_key: draft.idempotencyKey,
			...(reason === 'idempotencyKeyUnsettled' && { outcome: 'unknown' }),
			recipients: { phones: [], skipped: draft.skipped },
			credits: { per_recipient: draft.creditsPerRecipient, total: 0 },
		},
	};
}
