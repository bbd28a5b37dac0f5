import { findGap, findMarkup } from '../message';
import type { Steps } from '../steps';
import type { Repeat } from './sent';
import type { Prepared } from './prepare';
import type { Draft, Grouping } from './types';

/**
 * What a user should look at in a run, in sentences: messages that seem to hold HTML or to lack a value, the
 * same message to the same phone, items without the protection of a key, items that their key held back.
 * Takes the run as planned and what the keys said of its items (nothing for a preview). In steps.
 */
export function* describeHintsSteps(
	prepared: Prepared,
	grouping: Grouping,
	repeats: ReadonlyMap<number, Repeat> = new Map(),
): Steps<string[]> {
	const drafts = prepared.planned.filter((one) => one.kind === 'draft');
	const sent = prepared.drafts.filter(({ item }) => !repeats.has(item));
	return [
		...(yield* describeDoubts(drafts)),
		...(grouping === 'perItem' ? yield* describeSameMessages(sent) : []),
		...describeLackingKeys(drafts),
		...describeUsedKeys(prepared, repeats),
	];
}

function* describeDoubts(drafts: readonly Draft[]): Steps<string[]> {
	const texts = drafts.map(({ content }) => content.text);
	const markup = yield* findAll(texts, findMarkup);
	const gaps = yield* findAll(texts, findGap);
	return [
		...(markup.example !== undefined
			? [
					`${plural(markup.count, 'message holds', 'messages hold')} HTML, which a phone shows as it is written: ${markup.example}`,
				]
			: []),
		...(gaps.example !== undefined
			? [
					`${plural(gaps.count, 'message looks', 'messages look')} as if a value is missing: "${gaps.example}". To refuse such messages, set Options → 'Unfinished Message' to 'Fail, Also if a Value Is Empty'.`,
				]
			: []),
	];
}

function* findAll(
	texts: readonly string[],
	find: (text: string) => string | undefined,
): Steps<{ count: number; example?: string }> {
	const known = new Map<string, string | undefined>();
	let count = 0;
	let example: string | undefined;
	for (const text of texts) {
		yield;
		if (!known.has(text)) known.set(text, find(text));
		const found = known.get(text);
		if (found === undefined) continue;
		example ??= found;
		count++;
	}
	return { count, ...(example !== undefined && { example }) };
}

function* describeSameMessages(drafts: readonly Draft[]): Steps<string[]> {
	const counts = new Map<string, Map<string, number>>();
	for (const { contentKey, phones } of drafts) {
		const times = counts.get(contentKey) ?? new Map<string, number>();
		counts.set(contentKey, times);
		for (const phone of phones) times.set(phone, (times.get(phone) ?? 0) + 1);
		yield;
	}
	let first: [string, number] | undefined;
	let others = -1;
	for (const times of counts.values()) {
		yield;
		for (const entry of times) {
			if (entry[1] < 2) continue;
			first ??= entry;
			others++;
		}
	}
	if (first === undefined) return [];
	const more = others > 0 ? `, and so ${plural(others, 'other number', 'other numbers')}` : '';
	return [
		`${first[0]} gets the same message ${first[1]} times${more}: set Execute Once in this node's settings, or set 'Combine Items' to 'Yes'`,
	];
}

function describeLackingKeys(drafts: readonly Draft[]): string[] {
	const count = drafts.filter(({ lacksKey }) => lacksKey === true).length;
	if (count === 0) return [];
	const their = count === 1 ? 'its' : 'their';
	return [
		`${plural(count, 'item is', 'items are')} not protected from being sent twice: ${their} Idempotency Key is empty`,
	];
}

function describeUsedKeys(
	{ planned, followers }: Prepared,
	repeats: ReadonlyMap<number, Repeat>,
): string[] {
	const isUsed = (item: number) => repeats.get(followers.get(item)?.leader ?? item) === 'used';
	const count = planned.filter(({ item }) => isUsed(item)).length;
	if (count === 0) return [];
	const their = count === 1 ? 'its' : 'their';
	return [
		`${count} of ${plural(planned.length, 'item', 'items')} sent nothing: ${their} Idempotency Key was used before. To test again, use another order.`,
	];
}

function plural(count: number, one: string, many: string): string {
	return `${count} ${count === 1 ? one : many}`;
}
