import { followResult, skipResult } from './results';
import type { ItemFailure, ItemResult } from './results';
import type { Prepared } from './prepare';
import type { Refusal } from './types';

/**
 * Puts the results of a run in the order of its items: one for each, whether it was sent, skipped,
 * refused or follows another item. Takes the results of what was placed in the plan, by item.
 */
export function collectResults(
	{ planned, followers }: Prepared,
	placed: ReadonlyMap<number, ItemResult>,
): ItemResult[] {
	return planned.map((one): ItemResult => {
		if (one.kind === 'refusal') return { kind: 'failure', failure: refusalFailure(one) };
		if (one.kind === 'skip') return skipResult(one);
		const follower = followers.get(one.item);
		const result = placed.get(follower?.leader ?? one.item);
		if (result === undefined) throw new RangeError(`Item ${one.item} was planned and not placed`);
		return follower === undefined ? result : followResult(one, follower.leader, result);
	});
}

function refusalFailure({ message, remedy, parameter, skipped }: Refusal): ItemFailure {
	return {
		message,
		remedy: `${remedy} Nothing was sent for this item.`,
		details: {
			outcome: 'notSent',
			parameter,
			safe_to_send_again: true,
			...(skipped !== undefined && { skipped }),
		},
	};
}
