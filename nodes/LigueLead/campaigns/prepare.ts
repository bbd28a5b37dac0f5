import { parseDoNotSendSteps, parseOnlySendToSteps, splitPhones } from '../recipients';
import type { SkippedPhone } from '../recipients';
import { finish, type Steps } from '../steps';
import { checkItemSteps } from './check';
import { isRefusal } from './refuse';
import { followKeys, type Leaders } from './followers';
import { HoursKeeper } from './sendingHours';
import { asText } from './values';
import type { Channel, Draft, ItemRequest, PlannedItem, RefusedItem, Refusal } from './types';

/** All that is known before the first request. */
export interface Prepared {
	/** By item. */
	readonly planned: readonly PlannedItem[];
	readonly refusals: readonly RefusedItem[];
	/** What is to be sent: of each idempotency key, the first draft. */
	readonly drafts: readonly Draft[];
	readonly followers: Leaders['followers'];
	/** Entries of 'Opt-Out Numbers' that block nobody, because they hold too few digits for a phone. */
	readonly unreadableDoNotSend: readonly SkippedPhone[];
	/** Of a run that goes to a test phone alone: the phone, and how many recipients get nothing. */
	readonly test?: { readonly phone: string; readonly recipients: number };
}

/**
 * Checks every item of a run. Takes the items as read, in order, their channel, and the
 * time, in milliseconds since 1970. Never throws.
 */
export function prepare(
	requests: ReadonlyArray<ItemRequest | RefusedItem>,
	channel: Channel,
	now: number,
): Prepared {
	return finish(prepareSteps(requests, channel, now));
}

/** The same in steps: one for each item, phone and opt-out. */
export function* prepareSteps(
	requests: ReadonlyArray<ItemRequest | RefusedItem>,
	channel: Channel,
	now: number,
): Steps<Prepared> {
	const hours = new HoursKeeper(now);
	const optOuts = new KnownLists(parseDoNotSendSteps);
	const allowed = new KnownLists((value) => parseOnlySendToSteps(value, channel.landlines));
	const planned: PlannedItem[] = [];
	for (const request of requests) {
		yield;
		if (isRefusal(request)) planned.push(request);
		else {
			const { options } = request;
			const doNotSend = yield* optOuts.read(options.doNotSend);
			const onlySendTo =
				'onlySendTo' in options ? yield* allowed.read(options.onlySendTo) : undefined;
			const one = yield* checkItemSteps(request, channel, doNotSend, onlySendTo, now);
			const kept = one.kind === 'draft' ? hours.keep(one, options.sendingHours) : one;
			planned.push({ ...kept, item: request.item });
		}
	}
	const leaders = followKeys(planned.filter(isDraft));
	return {
		planned,
		refusals: planned.filter((one) => one.kind === 'refusal'),
		drafts: leaders.drafts,
		followers: leaders.followers,
		unreadableDoNotSend: optOuts.all.flatMap(({ invalid }) => invalid),
	};
}

/** Refuses all that a run would send. */
export function refuseDrafts(prepared: Prepared, refusal: Refusal): Prepared {
	const planned = prepared.planned.map((one) =>
		one.kind === 'draft' ? { ...refusal, item: one.item } : one,
	);
	const refusals = planned.filter((one) => one.kind === 'refusal');
	return { ...prepared, planned, refusals, drafts: [], followers: new Map() };
}

function isDraft(planned: PlannedItem): planned is Draft {
	return planned.kind === 'draft';
}

/** Reads each distinct list once: as a rule all items have the same one, of any length. */
class KnownLists<List> {
	private readonly lists = new Map<string, List>();

	private last: { readonly value: unknown; readonly list: List } | undefined;

	constructor(private readonly parse: (value: unknown) => Steps<List>) {}

	*read(value: unknown): Steps<List> {
		if (this.last !== undefined && isSame(value, this.last.value)) return this.last.list;
		const key = keyOf(value);
		let list = this.lists.get(key);
		if (list === undefined) {
			list = yield* this.parse(value);
			this.lists.set(key, list);
		}
		this.last = { value, list };
		return list;
	}

	get all(): List[] {
		return [...this.lists.values()];
	}
}

// A key of a long list takes milliseconds, and ten thousand items have it: it is compared first, which takes none.
function isSame(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
	for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
	return true;
}

const PLAIN = new Set(['string', 'number']);

// JSON only of plain lists, which it is quickest for: in JSON a Set is empty, a big integer impossible,
// and a list may hold itself.
function keyOf(value: unknown): string {
	if (typeof value === 'string') return value;
	if (Array.isArray(value) && value.every((entry) => PLAIN.has(typeof entry))) {
		return JSON.stringify(value);
	}
	const entries = splitPhones(value).map((entry) => asText(entry) ?? `(${typeof entry})`);
	return JSON.stringify(entries);
}
