import { PERSONALISED, thisNode } from '../contenders';
import type { Contender } from '../contenders';
import type { Goal } from '../goals';
import { times } from '../goals';
import type { Log } from '../log';
import { afterQuiet } from '../quiet';
import { milliseconds, number } from '../report/markdown';
import type { Section } from '../report/section';
import { takeTurns } from '../rounds';
import type { Series } from '../rounds';
import { withRunners } from '../run';
import type { Stand } from '../stand';
import { median, medianRatio } from '../statistics';
import { unremembered } from '../unremembered';
import { count } from '../workloads';

const ORDER_GOAL_MS = 20;
const MANY_GOAL = 1.1;

/** How often an order and a run of many items are sent. */
export interface NotesRounds {
	readonly orders: number;
	readonly many: { readonly items: number; readonly rounds: number };
}

const NODE = thisNode(PERSONALISED, 'perItem');
const CONTENDERS: readonly Contender[] = [
	NODE,
	{ name: 'the same, remembering no run', nodes: (NODE.nodes ?? []).map(unremembered) },
];

/** What it costs to remember a run without idempotency keys until it has ended. */
export async function measureNotes(
	stand: Stand,
	{ orders, many }: NotesRounds,
	log: Log,
): Promise<Section[]> {
	const one = await turns(stand, 1, orders, log);
	const all = await turns(stand, many.items, many.rounds, log);
	return [
		section('One order, after a pause', 1, one, orderGoal(one)),
		section(`${count(many.items)} personalised messages`, many.items, all, manyGoal(all)),
	];
}

async function turns(stand: Stand, items: number, rounds: number, log: Log): Promise<Series[]> {
	const load = { items, latency: 0 };
	const wanted = CONTENDERS.map((contender) => ({ contender, load }));
	return await withRunners(stand, wanted, async (runners) => {
		const own = items === 1 ? runners.map(afterQuiet) : runners;
		await takeTurns(own, 1);
		return takeTurns(own, rounds, log);
	});
}

function section(title: string, items: number, series: Series[], goal: Goal): Section {
	return {
		...{ group: 'What is remembered without a key', id: 'notes', title, goals: [goal] },
		header: ['Contender', 'Median', 'Fastest–slowest', 'Per item', 'Processor'],
		rows: series.map((one) => {
			const ms = times(one);
			return [
				one.name,
				milliseconds(median(ms)),
				`${milliseconds(Math.min(...ms))}–${milliseconds(Math.max(...ms))}`,
				`${number(median(ms) / items, 3)} ms`,
				milliseconds(median(one.runs.map(({ cpuMs }) => cpuMs))),
			];
		}),
	};
}

function orderGoal([own, other]: Series[]): Goal {
	const others = times(other);
	const more = median(times(own).map((ms, round) => ms - (others[round] ?? NaN)));
	return {
		goal: `remembering a run takes at most ${ORDER_GOAL_MS} ms`,
		measured: milliseconds(more),
		met: more <= ORDER_GOAL_MS,
	};
}

function manyGoal([own, other]: Series[]): Goal {
	const ratio = medianRatio(times(own), times(other));
	return {
		goal: `remembering a run takes at most ${MANY_GOAL} × the time without`,
		measured: `${number(ratio, 2)} ×`,
		met: ratio <= MANY_GOAL,
	};
}
