/**
 * Work that is done step by step, with its result at the end. Whoever drives it may do something else between
 * two steps, so that a long list keeps nobody waiting; the work itself asks no clock.
 */
export type Steps<Result> = Generator<void, Result, void>;

/** Does all steps in one go and returns the result. */
export function finish<Result>(steps: Steps<Result>): Result {
	for (;;) {
		const { done, value } = steps.next();
		if (done === true) return value;
	}
}

/** The list with each of its entries changed, one a step. */
export function* mapInSteps<Entry, Changed>(
	list: readonly Entry[],
	change: (entry: Entry, index: number) => Changed,
): Steps<Changed[]> {
	const changed: Changed[] = [];
	for (const [index, entry] of list.entries()) {
		changed.push(change(entry, index));
		yield;
	}
	return changed;
}
