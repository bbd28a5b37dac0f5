import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { whileAsking } from '../blocks/health';
import { longestBlocks } from '../blocks/longest';
import type { Longest, Stretch } from '../blocks/longest';
import { editFields, floor, ONE_MESSAGE, PERSONALISED, thisNode } from '../contenders';
import type { Contender } from '../contenders';
import type { Goal } from '../goals';
import type { Log } from '../log';
import { DEFAULT_PARALLEL } from '../nodeDefaults';
import { milliseconds, number } from '../report/markdown';
import type { Section } from '../report/section';
import { withRunners } from '../run';
import type { Run, Runner } from '../run';
import { CACHE } from '../stand';
import type { Stand } from '../stand';
import { median, medianRatio } from '../statistics';
import { count, MAX_RECIPIENTS } from '../workloads';

const PRELOAD = join(__dirname, '..', 'blocks', 'preload.cjs');
const FILE = join(CACHE, 'blocks.jsonl');

const BLOCK_GOAL_MS = 100;
const TIME_GOAL = 1.05;
const WARM_UP_ITEMS = 1_000;

const HEADER = [
	'Contender',
	'Longest block in the node',
	'Computed in one',
	"n8n's own longest block",
	'Longest wait for /healthz',
	'Median time of the node',
	'Against the floor',
];

const CONTENDERS: readonly Contender[] = [
	thisNode(ONE_MESSAGE, 'perMessage'),
	floor(DEFAULT_PARALLEL, MAX_RECIPIENTS, ONE_MESSAGE),
	thisNode(PERSONALISED, 'perItem'),
	editFields(PERSONALISED),
];

/** By number of items, the lowest first. */
export type BlockSizes = ReadonlyArray<{ readonly items: number; readonly rounds: number }>;

/** How long n8n answers nobody while many items go through the node. Leaves n8n started anew. */
export async function measureBlocks(stand: Stand, sizes: BlockSizes, log: Log): Promise<Section[]> {
	mkdirSync(CACHE, { recursive: true });
	await stand.restart({ NODE_OPTIONS: `--require=${PRELOAD}`, BENCH_BLOCKS: FILE });
	await seriesOf(stand, WARM_UP_ITEMS, 1, () => {});
	const sections: Section[] = [];
	for (const { items, rounds } of sizes) {
		const all = await seriesOf(stand, items, rounds, log);
		// A contender, and behind it the floor of what it does.
		const pairs = all.map((series, index) => [series, index === 0 ? all[1] : undefined] as const);
		sections.push({
			group: 'Blocks',
			id: 'blocks',
			title: `${count(items)} items, 0 ms latency`,
			header: HEADER,
			rows: pairs.map(([series, base]) => row(series, base)),
			goals: items === sizes.at(-1)?.items ? goalsOf(pairs) : [],
		});
	}
	await stand.restart();
	return sections;
}

type BlockedRun = Longest & { readonly healthMs: number; readonly ms: number };

interface BlockedSeries {
	readonly name: string;
	readonly runs: readonly BlockedRun[];
}

async function seriesOf(
	stand: Stand,
	items: number,
	rounds: number,
	log: Log,
): Promise<BlockedSeries[]> {
	const wanted = CONTENDERS.map((contender) => ({ contender, load: { items, latency: 0 } }));
	return withRunners(stand, wanted, async (runners) => {
		const all = runners.map(({ contender }) => ({
			name: contender.name,
			runs: [] as BlockedRun[],
		}));
		for (let round = 1; round <= rounds; round++) {
			for (const [index, runner] of runners.entries()) {
				const run = await blockedRun(stand, runner);
				all[index]?.runs.push(run);
				const { node, busy, others } = run;
				log(
					`    ${items}, ${runner.contender.name}: ${Math.round(node)} (${Math.round(busy)}) + ${Math.round(others)} ms`,
				);
			}
		}
		return all;
	});
}

async function blockedRun({ n8n }: Stand, runner: Runner): Promise<BlockedRun> {
	// n8n has it open.
	writeFileSync(FILE, '');
	const { answers, result } = await whileAsking<Run>(n8n.url, () => runner.run());
	const lines = readFileSync(FILE, 'utf8').trimEnd().split('\n');
	const stretches = lines.map((line) => JSON.parse(line) as Stretch);
	const inTime = ({ start }: Stretch) => start < (result.readAt ?? NaN);
	const waits = answers.filter(inTime).map(({ start, end }) => end - start);
	const name = runner.contender.nodes?.[0]?.name ?? '';
	const longest = longestBlocks(stretches.filter(inTime), name);
	return { ...longest, healthMs: Math.max(...waits), ms: result.ms };
}

function row(series: BlockedSeries, base: BlockedSeries | undefined): string[] {
	const most = (pick: (run: BlockedRun) => number) => Math.max(...series.runs.map(pick));
	return [
		series.name,
		milliseconds(most(({ node }) => node)),
		milliseconds(most(({ busy }) => busy)),
		milliseconds(most(({ others }) => others)),
		milliseconds(most(({ healthMs }) => healthMs)),
		milliseconds(median(times(series))),
		base === undefined ? '' : `${number(medianRatio(times(series), times(base)), 2)} ×`,
	];
}

function goalsOf(
	pairs: ReadonlyArray<readonly [BlockedSeries, BlockedSeries | undefined]>,
): Goal[] {
	return pairs.flatMap(([series, base]) => {
		if (!series.name.startsWith('this node')) return [];
		const longest = Math.max(...series.runs.map(({ busy }) => busy));
		const block = {
			goal: `${series.name}: computes for under ${BLOCK_GOAL_MS} ms before n8n's event loop turns`,
			measured: milliseconds(longest),
			met: longest < BLOCK_GOAL_MS,
		};
		if (base === undefined) return [block];
		const ratio = medianRatio(times(series), times(base));
		const time = {
			goal: `${series.name}: at most ${TIME_GOAL} × the floor, which does all in one go`,
			measured: `${number(ratio, 2)} ×`,
			met: ratio <= TIME_GOAL,
		};
		return [block, time];
	});
}

function times({ runs }: BlockedSeries): number[] {
	return runs.map(({ ms }) => ms);
}
