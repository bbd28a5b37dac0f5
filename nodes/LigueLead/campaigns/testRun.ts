import { mapInSteps, type Steps } from '../steps';
import type { Prepared } from './prepare';
import type { Draft, Grouping, PlannedItem, Skip } from './types';

// Enough to see that a message differs from item to item, and few enough to be no nuisance.
const MOST_MESSAGES = 3;

/**
 * Turns a run into a test: its first three messages go to the test phone in place of their recipients,
 * and nothing goes to anybody else. Takes the run as prepared, all its checks done, how items become
 * campaigns, and 11 national digits. No idempotency key is left in it, so none is used up. In steps.
 */
export function* addressToTestPhoneSteps(
	prepared: Prepared,
	grouping: Grouping,
	phone: string,
): Steps<Prepared> {
	const drafts = firstMessages(prepared.drafts, grouping).map((draft) => readdress(draft, phone));
	const chosen = new Map(drafts.map((draft) => [draft.item, draft]));
	const { followers } = prepared;
	const planned = yield* mapInSteps(prepared.planned, (one): PlannedItem => {
		if (one.kind !== 'draft') return one;
		const draft = chosen.get(one.item);
		if (draft !== undefined) return draft;
		const leader = followers.get(one.item)?.leader;
		return leader !== undefined && chosen.has(leader) ? one : hold(one);
	});
	const recipients = prepared.drafts.reduce((sum, { phones }) => sum + phones.length, 0);
	return { ...prepared, planned, drafts, test: { phone, recipients } };
}

// Items that share a campaign are one message: a phone gets it once.
function firstMessages(drafts: readonly Draft[], grouping: Grouping): Draft[] {
	if (grouping === 'perItem') return drafts.slice(0, MOST_MESSAGES);
	const first = new Map<string, Draft>();
	for (const draft of drafts) {
		if (!first.has(draft.contentKey)) first.set(draft.contentKey, draft);
		if (first.size === MOST_MESSAGES) break;
	}
	return [...first.values()];
}

function readdress({ idempotencyKey: _, ...draft }: Draft, phone: string): Draft {
	return { ...draft, phones: [phone], insteadOf: draft.phones };
}

function hold({ item, phones, skipped, content }: Draft): Skip {
	return {
		kind: 'skip',
		item,
		reason: 'testPhone',
		message:
			"Not sent: this is a test, which sends its first three messages to the credential's Test Phone and nothing to anybody else",
		skipped,
		creditsPerRecipient: content.creditsPerRecipient,
		test: { insteadOf: phones, text: content.text },
	};
}
