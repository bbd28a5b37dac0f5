import type { Accepted } from '../outcomes';
import { describeReason } from '../recipients';
import type { SkippedPhone } from '../recipients';
import type { SentPart } from './sent';
import type { Content, Draft, Duplicate, Skip } from './types';

/** The output of an item whose recipients were all accepted: its own, and those it shares. */
export function describeSuccess(
	draft: Draft,
	duplicates: readonly Duplicate[],
	own: readonly SentPart[],
	others: readonly SentPart[],
): Record<string, unknown> {
	const accepted = [...own, ...others].map(({ outcome }) => outcome as Accepted);
	const phones = own.flatMap((part) => part.phones);
	const campaigns = listCampaigns(own);
	// With Retry On Fail, n8n runs the node again for a key `error` in the first output, whatever else
	// it says, and what was sent well would be sent twice.
	const { error: _, message, ...answer } = accepted[0]?.answer ?? {};
	const facts = {
		sent: true,
		...(draft.insteadOf !== undefined && { test: true }),
		text: draft.content.text,
		...draft.content.facts,
	};
	return {
		...(message !== undefined && { message }),
		...facts,
		...answer,
		...facts,
		recipients: describeRecipients(draft, phones, duplicates),
		credits: describeCredits(draft.content, phones.length),
		...(campaigns.length > 1 && { campaigns }),
	};
}

/** The output of an item that an earlier run has sent; its campaign's id went with that run. */
export function describeSentBefore(draft: Draft): Record<string, unknown> {
	return {
		sent: true,
		text: draft.content.text,
		reason: 'sentBefore',
		message:
			'Sent before: an earlier execution with the same text and recipients, which did not end well, has sent this message, and it was accepted',
		recipients: describeRecipients(draft, draft.phones, []),
		credits: describeCredits(draft.content, draft.phones.length),
	};
}

/** The output of an item that sends nothing, and why. */
export function describeSkip(
	{ reason, message }: { readonly reason: string; readonly message: string },
	{
		skipped,
		creditsPerRecipient,
		test,
		sendAfter,
	}: Pick<Skip, 'skipped' | 'creditsPerRecipient' | 'test' | 'sendAfter'>,
	more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
	return {
		message,
		sent: false,
		...(test !== undefined && { test: true }),
		text: test?.text ?? '',
		skipped: true,
		reason,
		...(sendAfter !== undefined && { send_after: sendAfter }),
		...more,
		recipients: {
			phones: [],
			...(test !== undefined && { instead_of: test.insteadOf }),
			skipped,
		},
		credits: describeCredits({ creditsPerRecipient }, 0),
	};
}

/** `recipients` of an item's output: who gets it, who does not and why, and mended numbers. */
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
	const skipped = [...draft.skipped, ...shared];
	return {
		phones,
		...(draft.insteadOf !== undefined && { instead_of: draft.insteadOf }),
		// n8n shows an empty list in red.
		...(skipped.length > 0 && { skipped }),
		...(draft.adjusted.length > 0 && { adjusted: draft.adjusted }),
	};
}

/** `credits` of an item's output: of one recipient, and of all; `certainty` if they are not certain. */
export function describeCredits(
	{ creditsPerRecipient: each, creditsAre }: Pick<Content, 'creditsPerRecipient' | 'creditsAre'>,
	recipients: number,
) {
	const isOpen = creditsAre !== undefined && recipients > 0;
	return {
		per_recipient: each,
		total: each * recipients,
		...(isOpen && { certainty: creditsAre }),
	};
}

/** The accepted campaigns among parts, each with the number of its recipients among them. */
export function listCampaigns(parts: readonly SentPart[]) {
	const campaigns = new Map<string, { accepted_at?: string; recipients: number }>();
	for (const { phones, outcome } of parts) {
		if (outcome.outcome !== 'accepted') continue;
		const known = campaigns.get(outcome.campaignId);
		campaigns.set(outcome.campaignId, {
			...(outcome.acceptedAt !== undefined && { accepted_at: outcome.acceptedAt }),
			recipients: (known?.recipients ?? 0) + phones.length,
		});
	}
	return [...campaigns].map(([campaign_id, facts]) => ({ campaign_id, ...facts }));
}
