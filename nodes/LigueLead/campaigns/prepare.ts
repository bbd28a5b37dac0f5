import { parseDoNotSend } from '../recipients';
import type { SkippedPhone } from '../recipients';
import { checkItem } from './check';
import { isRefusal } from './content';
import { followKeys, type Leaders } from './followers';
import { planCampaigns } from './plan';
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

/** Reads each distinct list once: as a rule all items have the same one, of any length. */
class DoNotSendLists {
	readonly unreadable: SkippedPhone[] = [];

	private readonly lists = new Map<unknown, ReadonlySet<string>>();

	read(value: unknown): ReadonlySet<string> {
		const key = typeof value === 'object' ? JSON.stringify(value) : value;
		let list = this.lists.get(key);
		if (list === undefined) {
			const { phones, invalid } = parseDoNotSend(value);
			list = phones;
			this.unreadable.push(...invalid);
			this.lists.set(key, list);
		}
		return list;
	}
}
