import type { RefusedItem } from './types';

const SHOWN_REASONS = 10;
const SHOWN_ITEMS = 5;

/** What the user reads if planning stops a run: nothing was sent. */
export interface RefusalSummary {
	readonly message: string;
	readonly description: string;
	/** The first item to look at. */
	readonly item: number;
}

/**
 * Sums up all items that cannot be sent, for a workflow that stops on failure: by reason, the most frequent ones
 * first, each with its first items and an example, and the ways to go on. Takes at least one refusal, and
 * whether an earlier try of the run has sent something.
 */
export function summariseRefusals(
	refusals: readonly RefusedItem[],
	items: number,
	sentBefore: boolean,
): RefusalSummary {
	const nothing = sentBefore ? 'nothing more' : 'nothing';
	const [first] = refusals;
	if (first === undefined) throw new RangeError('There is no refusal to sum up');
	const { item, message, remedy } = first;
	if (refusals.length === 1) {
		return {
			message: `${message} [item ${item}]`,
			description: `${nothing.replace('n', 'N')} was sent. ${remedy}${items > 1 ? ` ${WAYS_ON}` : ''}`,
			item,
		};
	}
	const groups = groupByReason(refusals);
	const shown = groups.slice(0, SHOWN_REASONS).map(describeGroup);
	const more = groups.slice(SHOWN_REASONS).reduce((sum, { length }) => sum + length, 0);
	const rest = more > 0 ? `; and ${more} more ${more === 1 ? 'item' : 'items'}` : '';
	return {
		message: `${refusals.length} of ${items} items cannot be sent, so ${nothing} was sent. First: ${message} [item ${item}]`,
		description: `${shown.join('; ')}${rest}. ${remedy} ${WAYS_ON}`,
		item,
	};
}

const WAYS_ON =
	"To send the other items, set On Error in this node's settings to 'Continue (using error output)'.";

// What is wrong with a phone is the same for many items, and the phone is another one in each.
function reasonOf({ parameter, message, skipped }: RefusedItem): string {
	if (skipped === undefined) return message;
	return `${parameter} ${[...new Set(skipped.map(({ reason }) => reason))].sort().join()}`;
}

function groupByReason(refusals: readonly RefusedItem[]): RefusedItem[][] {
	const groups = new Map<string, RefusedItem[]>();
	for (const refusal of refusals) {
		const reason = reasonOf(refusal);
		const group = groups.get(reason);
		if (group === undefined) groups.set(reason, [refusal]);
		else group.push(refusal);
	}
	return [...groups.values()].sort((one, other) => other.length - one.length);
}

function describeGroup(group: readonly RefusedItem[]): string {
	const shown = group.slice(0, SHOWN_ITEMS).map(({ item }) => item);
	const more = group.length - shown.length;
	const items = `${group.length === 1 ? 'item' : 'items'} ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
	return `[${items}] ${group[0]?.message}`;
}
