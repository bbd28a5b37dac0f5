import type { RefusedItem } from './types';

const SHOWN_REFUSALS = 10;

/** What the user reads if planning stops a run: nothing was sent. */
export interface RefusalSummary {
	readonly message: string;
	readonly description: string;
	/** The first item to look at. */
	readonly item: number;
}

/**
 * Sums up all items that cannot be sent, for a workflow that stops on failure: each of the first ten
 * with its reason, how many more there are, and the ways to go on. Takes at least one refusal, and
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
	const shown = refusals.slice(0, SHOWN_REFUSALS);
	const lines = shown.map((refusal) => `[item ${refusal.item}] ${refusal.message}`);
	const more = refusals.length - shown.length;
	const rest = more > 0 ? `; and ${more} more ${more === 1 ? 'item' : 'items'}` : '';
	return {
		message: `${refusals.length} of ${items} items cannot be sent, so ${nothing} was sent. First: ${message} [item ${item}]`,
		description: `${lines.join('; ')}${rest}. ${remedy} ${WAYS_ON}`,
		item,
	};
}

const WAYS_ON =
	"To send the other items, set On Error in this node's settings to 'Continue (using error output)'.";
