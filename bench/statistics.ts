/** The middle of some numbers; the mean of the two middle ones of an even count. NaN for none. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	const upper = sorted[middle] ?? NaN;
	return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/**
 * The median of the ratios of runs that stood side by side, which a change of the machine's load
 * between rounds does not touch.
 *
 * @param values one per round
 * @param base one per round, in the same order
 */
export function medianRatio(values: readonly number[], base: readonly number[]): number {
	return median(values.map((value, round) => value / (base[round] ?? NaN)));
}
