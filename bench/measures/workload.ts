import type { Contender } from '../contenders';
import { times } from '../goals';
import type { Log } from '../log';
import { milliseconds, number } from '../report/markdown';
import type { Section } from '../report/section';
import { takeTurns } from '../rounds';
import type { Series } from '../rounds';
import { withRunners } from '../run';
import type { Load } from '../run';
import type { Stand } from '../stand';
import { median, medianRatio } from '../statistics';
import type { Workload } from '../workloads';

const TRIAL_ITEMS = 1_000;

const HEADER = [
	'Contender',
	'Median',
	'Fastest–slowest',
	'Per item',
	'This node is faster by',
	'Whole execution',
	'Processor',
	'Requests',
	'In flight',
	'Sandbox busy',
];

/** Measures one workload: warms each contender up, then lets them take turns. */
export async function measureWorkload(
	stand: Stand,
	workload: Workload,
	log: Log,
): Promise<Section> {
	const { id, title, load, rounds } = workload;
	const contenders = [...workload.contenders(stand), ...(await best(stand, workload))];
	await turns(stand, contenders, trial(load), 1);
	const series = await turns(stand, contenders, load, rounds, log);
	return {
		group: 'Speed',
		id,
		title,
		header: HEADER,
		rows: series.map((one) => row(one, series, load.items)),
		goals: workload.goals(series),
	};
}

async function best(stand: Stand, { load, variants }: Workload): Promise<Contender[]> {
	const candidates = variants?.(stand) ?? [];
	const series = await turns(stand, candidates, trial(load), 2);
	const [quickest] = candidates
		.map((candidate, index) => ({ candidate, ms: median(times(series[index])) }))
		.sort((a, b) => a.ms - b.ms);
	return quickest === undefined ? [] : [quickest.candidate];
}

function trial(load: Load): Load {
	return { ...load, items: Math.min(TRIAL_ITEMS, load.items) };
}

function turns(
	stand: Stand,
	contenders: readonly Contender[],
	load: Load,
	rounds: number,
	log?: Log,
): Promise<Series[]> {
	const wanted = contenders.map((contender) => ({ contender, load }));
	return withRunners(stand, wanted, (runners) => takeTurns(runners, rounds, log));
}

function row(one: Series, all: readonly Series[], items: number): string[] {
	const own = times(all[0]);
	const ms = times(one);
	const middle = (pick: (run: Series['runs'][number]) => number) => median(one.runs.map(pick));
	return [
		one.name,
		milliseconds(median(ms)),
		`${milliseconds(Math.min(...ms))}–${milliseconds(Math.max(...ms))}`,
		`${number(median(ms) / items, 3)} ms`,
		one === all[0] ? '' : `${number(medianRatio(ms, own), 2)} ×`,
		milliseconds(middle(({ wholeMs }) => wholeMs)),
		milliseconds(middle(({ cpuMs }) => cpuMs)),
		number(
			middle(({ requests }) => requests),
			0,
		),
		number(
			middle(({ inFlight }) => inFlight),
			0,
		),
		`${number(100 * middle(({ sandboxLoad }) => sandboxLoad), 0)} %`,
	];
}
