import { countReason } from '../recipients';
import type { SkippedPhone, SkipReason } from '../recipients';
import type { Steps } from '../steps';
import type { ItemFailure, ItemResult } from './results';

/** A run in a sentence or two, for the output pane. */
export interface RunSummary {
	readonly text: string;
	/** Whether every item and number got its message. */
	readonly isComplete: boolean;
}

interface Output {
	readonly sent?: boolean;
	readonly skipped?: boolean;
	readonly reason?: string;
	readonly data?: { readonly campaign_id?: string };
	readonly campaigns?: ReadonlyArray<{ readonly campaign_id?: string; readonly number?: number }>;
	readonly recipients?: {
		readonly phones?: readonly string[];
		readonly skipped?: readonly SkippedPhone[];
	};
	readonly credits?: { readonly total?: number };
}

interface SummaryOptions {
	readonly isPreview?: boolean;
	readonly isTest?: boolean;
	readonly hasInput?: boolean;
}

/** What has been counted so far. */
class Counts {
	items = 0;

	recipients = 0;

	credits = 0;

	readonly campaigns = new Set<string | number>();

	/** Reasons why items did not go out, and how many did not. */
	readonly others = new Map<string, number>();

	/** Numbers that kept their items from going out, by reason. */
	readonly phones = new Map<SkipReason, number>();

	/** Numbers that were left out of items that went out. */
	readonly leftOut = new Map<SkipReason, number>();
}

/**
 * Sums up a run: how many items, recipients, campaigns and credits, and why the others did not go out. Takes a result
 * for each item; `isPreview`: what would be sent; `isTest`: what the test phone got is told elsewhere; `hasInput`:
 * whether the items that did not go out show their fields anyway. Undefined if nothing is left to tell. In steps.
 */
export function* summariseRunSteps(
	results: readonly ItemResult[],
	{ isPreview = false, isTest = false, hasInput = false }: SummaryOptions = {},
): Steps<RunSummary | undefined> {
	const counts = new Counts();
	for (const result of results) {
		yield;
		if (isTest && isHeldBack(result)) continue;
		if (result.kind === 'failure') countFailure(counts, result.failure);
		else countOutput(counts, result.json as Output, isPreview);
	}
	const reasons = [
		...countPhones(counts.phones),
		...[...counts.others].map(([reason, count]) => `${number(count)} ${reason}`),
	];
	const isComplete = counts.items === results.length && counts.leftOut.size === 0;
	const sent = describeSent(counts, results.length, isPreview);
	if (isTest && reasons.length === 0 && counts.leftOut.size === 0) return undefined;
	return {
		isComplete,
		text: [
			...(isTest ? [] : [sent]),
			...(reasons.length > 0 ? [`Not sent: ${reasons.join(', ')}.`] : []),
			...(counts.leftOut.size > 0
				? [`Numbers left out: ${countPhones(counts.leftOut).join(', ')}.`]
				: []),
			...(reasons.length > 0 && !hasInput && !isPreview ? [LIST_THEM] : []),
		].join(' '),
	};
}

const LIST_THEM =
	"To list them with their data: On Error → Continue (using error output), or Options → 'Include Input Fields'.";

function isHeldBack(result: ItemResult): boolean {
	return result.kind === 'success' && result.json.reason === 'testPhone';
}

function describeSent(counts: Counts, items: number, isPreview: boolean): string {
	const { recipients, credits, campaigns } = counts;
	const of = `${number(counts.items)} of ${plural(items, 'item', 'items')}`;
	if (counts.items === 0)
		return isPreview
			? 'Would send nothing.'
			: `Sent nothing: 0 of ${plural(items, 'item', 'items')}.`;
	const what = `to ${plural(recipients, 'recipient', 'recipients')} in ${plural(campaigns.size, 'campaign', 'campaigns')}, ${plural(credits, 'credit', 'credits')}`;
	return isPreview ? `Would send ${of} ${what}.` : `${of} sent ${what}.`;
}

function countOutput(counts: Counts, json: Output, isPreview: boolean): void {
	const skipped = json.recipients?.skipped ?? [];
	if (isPreview ? json.skipped === true : json.sent !== true) {
		const isOfPhones = json.reason === undefined || PHONE_REASONS.has(json.reason);
		if (isOfPhones && skipped.length > 0) addAll(counts.phones, skipped);
		else add(counts.others, REASONS[json.reason ?? ''] ?? 'held back');
		return;
	}
	counts.items++;
	counts.recipients += json.recipients?.phones?.length ?? 0;
	counts.credits += json.credits?.total ?? 0;
	const ids = json.campaigns?.map(({ campaign_id, number: place }) => campaign_id ?? place);
	for (const id of ids ?? [json.data?.campaign_id]) if (id !== undefined) counts.campaigns.add(id);
	addAll(counts.leftOut, skipped);
}

function countFailure(counts: Counts, { details }: ItemFailure): void {
	const { outcome, parameter, skipped, send_after: sendAfter } = details;
	if (Array.isArray(skipped) && skipped.length > 0)
		addAll(counts.phones, skipped as SkippedPhone[]);
	else if (sendAfter !== undefined) add(counts.others, REASONS.sendingHours);
	else if (typeof parameter === 'string') add(counts.others, `refused for '${parameter}'`);
	else add(counts.others, OUTCOMES[String(outcome)] ?? 'failed');
}

const PHONE_REASONS: ReadonlySet<string> = new Set([
	'noValidPhone',
	'doNotSend',
	'notAllowed',
	'refused',
]);

const REASONS: Readonly<Record<string, string>> & { readonly sendingHours: string } = {
	sendingHours: 'outside their sending hours',
	noValidPhone: 'without a number that can receive it',
	idempotencyKeyUsed: 'whose idempotency key was used before',
	idempotencyKeyUnsettled: 'whose idempotency key is in doubt',
	idempotencyKeyOfOtherItem: 'with the idempotency key of another item',
	refused: 'that would be refused',
};

const OUTCOMES: Readonly<Record<string, string>> = {
	rejected: 'rejected by LigueLead',
	throttled: 'turned away for too many requests',
	unreachable: 'that did not reach LigueLead',
	unknown: 'of unknown outcome',
	notSent: 'whose turn did not come',
};

function addAll(counts: Map<SkipReason, number>, skipped: readonly SkippedPhone[]): void {
	for (const { reason } of skipped) add(counts, reason);
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
	counts.set(key, (counts.get(key) ?? 0) + 1);
}

function countPhones(counts: ReadonlyMap<SkipReason, number>): string[] {
	return [...counts]
		.sort(([, one], [, other]) => other - one)
		.map(([reason, count]) => countReason(reason, count));
}

function number(count: number): string {
	return count.toLocaleString('en-US');
}

function plural(count: number, one: string, many: string): string {
	return `${number(count)} ${count === 1 ? one : many}`;
}
