import { keyedNode, PERSONALISED, thisNode } from '../contenders';
import type { Goal } from '../goals';
import { times } from '../goals';
import type { Log } from '../log';
import { DEFAULT_HISTORY } from '../nodeDefaults';
import { afterQuiet } from '../quiet';
import { milliseconds, number } from '../report/markdown';
import type { Section } from '../report/section';
import { takeTurns } from '../rounds';
import type { Series } from '../rounds';
import { withRunners } from '../run';
import type { Load } from '../run';
import type { Stand } from '../stand';
import { median, medianRatio } from '../statistics';
import { count } from '../workloads';

const ONE_ORDER_GOAL_MS = 150;
const KEYS_GOAL = 2.5;
const GROWTH_GOAL = 1.5;

// More than that need none: the others have run before.
const WARM_UP_ITEMS = 1_000;

const HEADER = [
	'Contender',
	'Median',
	'Fastest–slowest',
	'Per item',
	'Against no keys',
	'Processor',
];

/** How often what is run. */
export interface KeyedRounds {
	readonly orders: number;
	/** By number of items, the lowest first. */
	readonly batches: ReadonlyArray<{ readonly items: number; readonly rounds: number }>;
	/** Milliseconds that the sandbox waits before each answer. */
	readonly latency: number;
}

/** What idempotency keys cost with a full history, as long as the node's default allows. */
export async function measureKeyed(
	stand: Stand,
	{ orders, batches, latency }: KeyedRounds,
	log: Log,
): Promise<Section[]> {
	const section = (id: string, title: string, rows: string[][], goals: Goal[]): Section => ({
		...{ group: 'Keyed sends', id, title, header: HEADER, rows, goals },
	});
	const history = `history of ${count(DEFAULT_HISTORY)} keys`;
	const one = await turns(stand, { items: 1, latency }, orders, log, true);
	const sections = [
		section('keyed', `One order, ${latency} ms latency, ${history}`, rowsOf(one, 1), [
			orderGoal(one.full),
		]),
	];
	const costs: number[] = [];
	for (const { items, rounds } of batches) {
		const series = await turns(stand, { items, latency }, rounds, log);
		costs.push(median(times(series.full)) / items);
		const goals = [keysGoal(series)];
		if (costs.length > 1) goals.push(growthGoal(costs, batches));
		const title = `${count(items)} personalised messages, ${latency} ms latency, ${history}`;
		sections.push(section('keyed', title, rowsOf(series, items), goals));
	}
	return sections;
}

interface KeyedSeries {
	readonly all: readonly Series[];
	readonly none: Series;
	readonly full: Series;
}

// A history that is short at first is not for long when thousands are sent.
async function turns(
	stand: Stand,
	load: Load,
	rounds: number,
	log: Log,
	quiet = false,
): Promise<KeyedSeries> {
	const contenders = [
		thisNode(PERSONALISED, 'perItem'),
		...(load.items === 1 ? [keyedNode(PERSONALISED)] : []),
		keyedNode(PERSONALISED, DEFAULT_HISTORY),
	];
	const wanted = contenders.map((contender) => ({ contender, load }));
	const all = await withRunners(stand, wanted, async (runners) => {
		const own = quiet ? runners.map(afterQuiet) : runners;
		if (load.items <= WARM_UP_ITEMS) await takeTurns(own, 1);
		return takeTurns(own, rounds, log);
	});
	const [none, full] = [all[0], all.at(-1)];
	if (none === undefined || full === undefined) throw new Error('A contender is missing');
	return { all, none, full };
}

function rowsOf({ all, none }: KeyedSeries, items: number): string[][] {
	return all.map((series) => {
		const ms = times(series);
		return [
			series.name,
			milliseconds(median(ms)),
			`${milliseconds(Math.min(...ms))}–${milliseconds(Math.max(...ms))}`,
			`${number(median(ms) / items, 3)} ms`,
			series === none ? '' : `${number(medianRatio(ms, times(none)), 2)} ×`,
			milliseconds(median(series.runs.map(({ cpuMs }) => cpuMs))),
		];
	});
}

function orderGoal(full: Series): Goal {
	const ms = median(times(full));
	return {
		goal: `a key with a full history: at most ${ONE_ORDER_GOAL_MS} ms in the node`,
		measured: milliseconds(ms),
		met: ms <= ONE_ORDER_GOAL_MS,
	};
}

function keysGoal({ full, none }: KeyedSeries): Goal {
	const ratio = medianRatio(times(full), times(none));
	return {
		goal: `keys with a full history: at most ${KEYS_GOAL} × the same without`,
		measured: `${number(ratio, 2)} ×`,
		met: ratio <= KEYS_GOAL,
	};
}

function growthGoal(costs: readonly number[], batches: KeyedRounds['batches']): Goal {
	const fewest = batches[0]?.items ?? NaN;
	const ratio = (costs.at(-1) ?? NaN) / (costs[0] ?? NaN);
	return {
		goal: `a keyed item costs at most ${GROWTH_GOAL} × that of ${count(fewest)}`,
		measured: `${number(ratio, 2)} ×`,
		met: ratio <= GROWTH_GOAL,
	};
}
