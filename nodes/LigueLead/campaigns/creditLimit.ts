import type { Steps } from '../steps';
import type { Prepared } from './prepare';
import { refuseDrafts } from './prepare';
import { refuse } from './refuse';
import { asText } from './values';
import type { Draft, Grouping } from './types';

const LIMIT = 'Maximum Credits per Run';

/** Reads a limit of credits: a whole number, also as text; 0 or nothing is none. Undefined for any other value. */
export function readCreditLimit(value: unknown): number | undefined {
	const text = asText(value)?.trim();
	if (text === undefined) return undefined;
	const limit = Number(text);
	return Number.isInteger(limit) && limit >= 0 ? limit : undefined;
}

/**
 * Refuses all drafts of a run that would cost more credits than the option allows, or whose limit cannot be
 * read. Takes the run as prepared, how items become campaigns, and the option as read. What idempotency keys or
 * an earlier try hold back is counted: what it will be, nobody knows yet. In steps.
 */
export function* limitCreditsSteps(
	prepared: Prepared,
	grouping: Grouping,
	option: unknown,
): Steps<Prepared> {
	const limit = readCreditLimit(option);
	if (limit === 0) return prepared;
	if (limit === undefined) {
		const message = `'${LIMIT}' is not a whole number of 0 or more`;
		return refuseDrafts(
			prepared,
			refuse(LIMIT, message, 'Use 0 for no limit, or a number such as 500.'),
		);
	}
	const { credits, recipients } = yield* costOf(prepared.drafts, grouping);
	if (credits <= limit) return prepared;
	const message = `This run would cost ${count(credits)} credits for ${count(recipients)} recipients, more than the ${count(limit)} of '${LIMIT}'`;
	return refuseDrafts(
		prepared,
		refuse(
			LIMIT,
			message,
			`Raise Options → '${LIMIT}' if that is what you want, or send to fewer recipients in a run.`,
		),
	);
}

// Items that share a campaign pay once for a phone that several of them name.
function* costOf(
	drafts: readonly Draft[],
	grouping: Grouping,
): Steps<{ credits: number; recipients: number }> {
	const known = new Map<string, Set<string>>();
	let credits = 0;
	let recipients = 0;
	for (const { content, contentKey, phones } of drafts) {
		yield;
		let paid = phones.length;
		if (grouping === 'perMessage') {
			const before = known.get(contentKey) ?? new Set();
			known.set(contentKey, before);
			const { size } = before;
			for (const phone of phones) before.add(phone);
			paid = before.size - size;
		}
		recipients += paid;
		credits += paid * content.creditsPerRecipient;
	}
	return { credits, recipients };
}

function count(number: number): string {
	return number.toLocaleString('en-US');
}
