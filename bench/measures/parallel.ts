import { BATCH_SIZES, httpRequest, PERSONALISED, thisNode } from '../contenders';
import { times } from '../goals';
import type { Log } from '../log';
import { DEFAULT_PARALLEL } from '../nodeDefaults';
import { milliseconds, number } from '../report/markdown';
import type { Section } from '../report/section';
import { takeTurns } from '../rounds';
import type { Series } from '../rounds';
import { withRunners } from '../run';
import type { Load } from '../run';
import type { Stand } from '../stand';
import { median, medianRatio } from '../statistics';
import { count } from '../workloads';

const IN_FLIGHT = [50, 100, 150, 200, 300];
const GOAL = 1.6;

const HEADER = [
	'Contender',
	'Median',
	'Fastest–slowest',
	"HTTP Request's better setting",
	'Processor',
	'In flight',
];

/** What more requests in flight bring, against HTTP Request's better setting in the same round. */
export async function measureParallel(
	stand: Stand,
	load: Load,
	rounds: number,
	log: Log,
): Promise<Section> {
	const settings = [...new Set([...IN_FLIGHT, DEFAULT_PARALLEL])].sort((a, b) => a - b);
	const contenders = [
		...settings.map((inFlight) => thisNode(PERSONALISED, 'perItem', inFlight)),
		httpRequest(stand, PERSONALISED),
		...BATCH_SIZES.map((size) => httpRequest(stand, PERSONALISED, size)),
	];
	const wanted = contenders.map((contender) => ({ contender, load }));
	const series = await withRunners(stand, wanted, async (runners) => {
		await takeTurns(runners, 1);
		return takeTurns(runners, rounds, log);
	});
	const [better] = series
		.slice(settings.length)
		.sort((a, b) => median(times(a)) - median(times(b)));
	const ratios = series.map((one) => medianRatio(times(better), times(one)));
	const atDefault = ratios[settings.indexOf(DEFAULT_PARALLEL)] ?? NaN;
	return {
		group: 'Parallel requests',
		id: 'parallel',
		title: `${count(load.items)} personalised messages, ${load.latency} ms latency`,
		header: HEADER,
		rows: series.map((one, index) => row(one, index < settings.length ? ratios[index] : undefined)),
		goals: [
			{
				goal: `the default of ${DEFAULT_PARALLEL} at least ${GOAL} × as fast as HTTP Request's better setting`,
				measured: `${number(atDefault, 2)} ×`,
				met: atDefault >= GOAL,
			},
		],
	};
}

function row({ name, runs }: Series, ratio: number | undefined): string[] {
	const ms = runs.map((run) => run.ms);
	return [
		name,
		milliseconds(median(ms)),
		`${milliseconds(Math.min(...ms))}–${milliseconds(Math.max(...ms))}`,
		ratio === undefined ? '' : `${number(ratio, 2)} ×`,
		milliseconds(median(runs.map(({ cpuMs }) => cpuMs))),
		number(median(runs.map(({ inFlight }) => inFlight)), 0),
	];
}
