import type { Series } from './rounds';
import { median, medianRatio } from './statistics';

/** A goal and what was measured for it. */
export interface Goal {
	readonly goal: string;
	readonly measured: string;
	readonly met: boolean;
}

/**
 * This node, the first series, is so many times as fast as the quickest of the others that match.
 *
 * @param wanted the ratio to reach
 * @param what names the others
 */
export function atLeast(
	wanted: number,
	what: string,
	series: readonly Series[],
	others: RegExp,
): Goal {
	const ratio = ratioTo(series, others);
	return {
		goal: `at least ${wanted} × as fast as ${what}`,
		measured: `${ratio.toFixed(2)} ×`,
		met: ratio >= wanted,
	};
}

/** This node, the first series, takes at most so many times as long as the others that match. */
export function atMost(
	wanted: number,
	what: string,
	series: readonly Series[],
	others: RegExp,
): Goal {
	const ratio = 1 / ratioTo(series, others);
	return {
		goal: `at most ${wanted} × ${what}`,
		measured: `${ratio.toFixed(2)} ×`,
		met: ratio <= wanted,
	};
}

function ratioTo([own, ...series]: readonly Series[], others: RegExp): number {
	const [quickest] = series
		.filter(({ name }) => others.test(name))
		.sort((a, b) => median(times(a)) - median(times(b)));
	return medianRatio(times(quickest), times(own));
}

/** Milliseconds that the contender's nodes took, by round. */
export function times(series: Series | undefined): number[] {
	return (series?.runs ?? []).map(({ ms }) => ms);
}
