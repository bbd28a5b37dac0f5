import { NOT_STARTED } from '../outcomes';
import type { Failed, NotSent } from '../outcomes';
import { finish, mapInSteps, type Steps } from '../steps';
import { PartFinder } from './parts';
import type { Prepared } from './prepare';
import type { Repeat, Sent, SentPart } from './sent';
import { describeSentBefore, describeSkip, describeSuccess, listCampaigns } from './shapes';
import type { Draft, Placement, Plan, Refusal, Skip } from './types';

/** What one item's output says. */
export type ItemResult =
	| { readonly kind: 'success'; readonly json: Record<string, unknown> }
	| { readonly kind: 'failure'; readonly failure: ItemFailure };

/** Why an item was not sent, or not wholly. */
export interface ItemFailure {
	readonly message: string;
	readonly remedy: string;
	/** `outcome` is always among them; `campaigns` if some of the item's recipients went out. */
	readonly details: Record<string, unknown>;
}

/**
 * Says for each draft of a plan what became of it, by item index: a success once all its recipients
 * were accepted, in this try or an earlier one; a failure otherwise, with the ids of the campaigns
 * that took part of it.
 */
export function readResults(plan: Plan, sent: Sent): Map<number, ItemResult> {
	return finish(readResultsSteps(plan, sent));
}

/** The same in steps. */
export function* readResultsSteps(plan: Plan, sent: Sent): Steps<Map<number, ItemResult>> {
	const finder = new PartFinder(plan, sent);
	const results = new Map<number, ItemResult>();
	for (const [item, placement] of plan.placements) {
		results.set(item, readPlacement(placement, finder));
		yield;
	}
	return results;
}

/** The result of a draft for which no request is made; takes what keeps it back. */
export function notSentResult(draft: Draft, outcome: Failed | NotSent): ItemResult {
	const parts = [{ phones: draft.phones, outcome }];
	return { kind: 'failure', failure: describeFailure(parts, parts) };
}

/** The result of a draft that an earlier run has sent. */
export function sentBeforeResult(draft: Draft): ItemResult {
	return { kind: 'success', json: describeSentBefore(draft) };
}

/** The result of a draft whose idempotency key was used before. */
export function repeatResult(draft: Draft, repeat: Repeat): ItemResult {
	return skipDraft(draft, REPEATS[repeat], repeat === 'unsettled' ? { outcome: 'unknown' } : {});
}

/** Whether the tries of an execution so far have sent something of an item, or may have. */
export type EarlierTries = (item: number) => 'accepted' | 'unknown' | undefined;

const NOTHING_SENT: EarlierTries = () => undefined;

/**
 * Puts the results of a run in the order of its items: one for each, whether it was sent, skipped,
 * refused or follows another item. Takes the results of the drafts, by item, and of which items this
 * execution has sent anything: "nothing was sent" is said of the others only.
 */
export function collectResults(
	{ planned, followers }: Pick<Prepared, 'planned' | 'followers'>,
	results: ReadonlyMap<number, ItemResult>,
	earlier: EarlierTries = NOTHING_SENT,
): ItemResult[] {
	return finish(collectResultsSteps({ planned, followers }, results, earlier));
}

/** The same in steps. */
export function* collectResultsSteps(
	{ planned, followers }: Pick<Prepared, 'planned' | 'followers'>,
	results: ReadonlyMap<number, ItemResult>,
	earlier: EarlierTries = NOTHING_SENT,
): Steps<ItemResult[]> {
	return yield* mapInSteps(planned, (one): ItemResult => {
		if (one.kind === 'skip') return skipResult(one);
		if (one.kind === 'refusal') {
			return tellWhatWasSent(refusalResult(one), earlier, [one.item]);
		}
		const leader = followers.get(one.item)?.leader ?? one.item;
		const result = results.get(leader);
		if (result === undefined) throw new RangeError(`Item ${one.item} has no result`);
		const due = skipLate(one, result);
		const own = leader === one.item ? due : followResult(one, leader, due);
		return tellWhatWasSent(own, earlier, [one.item, leader]);
	});
}

function readPlacement({ draft, shares, duplicates }: Placement, finder: PartFinder): ItemResult {
	const own = shares.flatMap(({ campaign, phones }) => finder.find(campaign, phones));
	const others = duplicates.flatMap(({ campaign, phone }) => finder.find(campaign, [phone]));
	const failed = [...own, ...others].filter(({ outcome }) => outcome.outcome !== 'accepted');
	return failed.length > 0
		? { kind: 'failure', failure: describeFailure([...own, ...others], failed) }
		: { kind: 'success', json: describeSuccess(draft, duplicates, own, others) };
}

function describeFailure(parts: readonly SentPart[], failed: readonly SentPart[]): ItemFailure {
	const outcomes = failed.map(({ outcome }) => outcome as Failed | NotSent);
	// Doubt comes first: it is the one that a user must not answer by sending again.
	const worst = outcomes.find(({ outcome }) => outcome === 'unknown') ?? outcomes[0] ?? NOT_STARTED;
	const campaigns = listCampaigns(parts);
	if (campaigns.length > 0) {
		const sent = campaigns.reduce((sum, { recipients }) => sum + recipients, 0);
		return {
			message: worst.message,
			remedy: `${worst.remedy} ${sent} of this item's recipients are in accepted campaigns: a retry of the execution sends to the others only.`,
			// To be sent again is the item, and the item has been sent in part.
			details: { ...worst.details, safe_to_send_again: false, campaigns },
		};
	}
	return { message: worst.message, remedy: worst.remedy, details: { ...worst.details } };
}

/** Says of an item that failed whether anything was sent for it, also in earlier tries. */
function tellWhatWasSent(result: ItemResult, earlier: EarlierTries, items: number[]): ItemResult {
	if (result.kind === 'success' || result.failure.details.safe_to_send_again !== true)
		return result;
	const sent = items.flatMap((item) => earlier(item) ?? []);
	const { message, remedy, details } = result.failure;
	if (sent.length === 0) {
		const failure = { message, remedy: `${remedy} Nothing was sent for this item.`, details };
		return { kind: 'failure', failure };
	}
	const verb = sent.includes('accepted') ? 'has sent' : 'may have sent';
	return {
		kind: 'failure',
		failure: {
			message,
			remedy: `${remedy} An earlier try ${verb} a message for this item.`,
			details: { ...details, safe_to_send_again: false },
		},
	};
}

function refusalResult({ message, remedy, parameter, skipped, sendAfter }: Refusal): ItemResult {
	const details = {
		outcome: 'notSent',
		parameter,
		safe_to_send_again: true,
		...(skipped !== undefined && { skipped }),
		...(sendAfter !== undefined && { send_after: sendAfter }),
	};
	return { kind: 'failure', failure: { message, remedy, details } };
}

/** Of an item that its hours keep back and that is to be skipped then: the same as before the run. */
function skipLate({ window, skipped, content }: Draft, result: ItemResult): ItemResult {
	if (window?.outside !== 'skip' || result.kind === 'success') return result;
	const { message, details } = result.failure;
	if (details.send_after === undefined || details.campaigns !== undefined) return result;
	const { creditsPerRecipient } = content;
	const sendAfter = String(details.send_after);
	const why = { reason: 'sendingHours', message: `Not sent: ${message}` };
	return {
		kind: 'success',
		json: describeSkip(why, { skipped, creditsPerRecipient, sendAfter }),
	};
}

function skipResult(skip: Skip): ItemResult {
	return { kind: 'success', json: describeSkip(skip, skip) };
}

function followResult(draft: Draft, leader: number, result: ItemResult): ItemResult {
	if (result.kind === 'failure') return result;
	const { skipped, reason, message } = result.json;
	const why =
		skipped === true
			? { reason: String(reason), message: String(message) }
			: {
					reason: 'idempotencyKeyOfOtherItem',
					message: `Not sent: item ${leader} has the same idempotency key, and one message goes out for both`,
				};
	return skipDraft(
		draft,
		why,
		why.reason === 'idempotencyKeyUnsettled' ? { outcome: 'unknown' } : {},
	);
}

function skipDraft(
	{ skipped, content, idempotencyKey }: Draft,
	why: { readonly reason: string; readonly message: string },
	more: Readonly<Record<string, unknown>>,
): ItemResult {
	const { creditsPerRecipient } = content;
	return {
		kind: 'success',
		json: describeSkip(
			why,
			{ skipped, creditsPerRecipient },
			{ idempotency_key: idempotencyKey, ...more },
		),
	};
}

const REPEATS = {
	used: {
		reason: 'idempotencyKeyUsed',
		message: 'Not sent: this idempotency key was used before, and the campaign was accepted',
	},
	unsettled: {
		reason: 'idempotencyKeyUnsettled',
		message:
			'Not sent: an earlier execution claimed this idempotency key and never recorded the outcome (still running, stopped, or unanswered). The message may have been sent',
	},
} as const;
