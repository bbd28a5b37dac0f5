/** How a value went over time. */
export interface Growth {
	mean: number;
	/** What the straight line through the points rises from the first to the last. */
	rise: number;
	/** Standard deviation of the points around that line. */
	noise: number;
}

/**
 * Fits a straight line by least squares.
 *
 * @param points `[x, y]`, two at least, of different x
 */
export function growth(points: ReadonlyArray<readonly [number, number]>): Growth {
	const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
	const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
	const varianceX = mean(points.map(([x]) => (x - meanX) ** 2));
	const slope = mean(points.map(([x, y]) => (x - meanX) * (y - meanY))) / varianceX;
	const residuals = points.map(([x, y]) => (y - meanY - slope * (x - meanX)) ** 2);
	const [first, last] = [points[0]?.[0] ?? 0, points.at(-1)?.[0] ?? 0];
	return { mean: meanY, rise: slope * (last - first), noise: Math.sqrt(mean(residuals)) };
}

/** Whether a rise is more than the points' own scatter (twice its deviation) and 10 % of the mean. */
export function isGrowth({ mean, rise, noise }: Growth): boolean {
	return rise > 2 * noise && rise > mean / 10;
}
