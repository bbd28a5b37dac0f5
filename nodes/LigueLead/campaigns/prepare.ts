import { parseDoNotSend, splitPhones } from '../recipients';
import type { DoNotSendList, SkippedPhone } from '../recipients';
import { checkItem } from './check';
import { isRefusal } from './content';
import { followKeys, type Leaders } from './followers';
import { planCampaigns } from './plan';
import { asText } from './values';
import type { Draft, ItemRequest, Plan, PlannedItem, Refusal } from './types';

/** All that is known before the first request. */
export interface Prepared {
	/** By item. */
	readonly planned: readonly PlannedItem[];
	readonly refusals: readonly Refusal[];
	readonly plan: Plan;
	readonly followers: Leaders['followers'];
	/** Entries of 'Do Not Send' that block nobody, because they cannot be read. */
	readonly unreadableDoNotSend: readonly SkippedPhone[];
}

/**
 * Plans a run: checks every item, then distributes those that can be sent over campaigns. Takes the
 * items as read, in order. Never throws.
 */
export function prepare(
	requests: ReadonlyArray<ItemRequest | Refusal>,
	mode: 'perItem' | 'perMessage',
): Prepared {
	const lists = new DoNotSendLists();
	const planned = requests.map((request) =>
		isRefusal(request) ? request : checkItem(request, lists.read(request.options.doNotSend)),
	);
	const leaders = followKeys(planned.filter(isDraft));
	return {
		planned,
		refusals: planned.filter(isRefusal),
		plan: planCampaigns(leaders.drafts, mode),
		followers: leaders.followers,
		unreadableDoNotSend: lists.unreadable,
	};
}

function isDraft(planned: PlannedItem): planned is Draft {
	return planned.kind === 'draft';
}

const PLAIN = new Set(['string', 'number']);

/** Reads each distinct list once: as a rule all items have the same one, of any length. */
class DoNotSendLists {
	readonly unreadable: SkippedPhone[] = [];

	private readonly lists = new Map<string, DoNotSendList>();

	read(value: unknown): DoNotSendList {
		const key = keyOf(value);
		let list = this.lists.get(key);
		if (list === undefined) {
			list = parseDoNotSend(value);
			this.unreadable.push(...list.invalid);
			this.lists.set(key, list);
		}
		return list;
	}
}

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
