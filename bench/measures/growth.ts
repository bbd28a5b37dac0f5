import { floor, ONE_MESSAGE, PERSONALISED, thisNode } from '../contenders';
import type { Contender } from '../contenders';
import { times } from '../goals';
import type { Goal } from '../goals';
import type { Log } from '../log';
import { milliseconds, number } from '../report/markdown';
import type { Section } from '../report/section';
import { takeTurns } from '../rounds';
import type { Series } from '../rounds';
import { withRunners } from '../run';
import type { Stand } from '../stand';
import { median } from '../statistics';
import { count, DEFAULT_PARALLEL } from '../workloads';

const HEADER = ['Contender', 'Items', 'Median', 'Per item', 'Against the fewest'];
const GOAL = 1.3;

/** What an item costs as their number grows. Takes the numbers, the lowest first. */
export async function measureGrowth(
	stand: Stand,
	sizes: readonly number[],
	rounds: number,
	log: Log,
): Promise<Section> {
	const contenders = [
		thisNode(PERSONALISED, 'perItem'),
		thisNode(ONE_MESSAGE, 'perMessage'),
		floor(DEFAULT_PARALLEL, 1),
	];
	const rows: string[][] = [];
	const goals: Goal[] = [];
	for (const contender of contenders) {
		const series = await grow(stand, contender, sizes, rounds, log);
		const costs = series.map((one, index) => median(times(one)) / (sizes[index] ?? NaN));
		const ratios = costs.map((cost) => cost / (costs[0] ?? NaN));
		sizes.forEach((size, index) =>
			rows.push([
				contender.name,
				count(size),
				milliseconds(median(times(series[index]))),
				`${number(costs[index] ?? NaN, 3)} ms`,
				`${number(ratios[index] ?? NaN, 2)} ×`,
			]),
		);
		if (contender.name.startsWith('this node')) goals.push(goal(contender, sizes, ratios));
	}
	return {
		group: 'Growth',
		id: 'growth',
		title: 'Cost of an item, 0 ms latency',
		header: HEADER,
		rows,
		goals,
	};
}

function grow(
	stand: Stand,
	contender: Contender,
	sizes: readonly number[],
	rounds: number,
	log: Log,
): Promise<Series[]> {
	const wanted = sizes.map((items) => ({
		contender: { ...contender, name: `${contender.name}, ${items} items` },
		load: { items, latency: 0 },
	}));
	return withRunners(stand, wanted, async (runners) => {
		await takeTurns(runners.slice(0, 1), 1);
		return takeTurns(runners, rounds, log);
	});
}

function goal({ name }: Contender, sizes: readonly number[], ratios: readonly number[]): Goal {
	const ratio = ratios.at(-1) ?? NaN;
	return {
		goal: `${name}: at ${count(sizes.at(-1) ?? 0)} items at most ${GOAL} × that at ${count(sizes[0] ?? 0)}`,
		measured: `${number(ratio, 2)} ×`,
		met: ratio <= GOAL,
	};
}
