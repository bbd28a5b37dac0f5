import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { N8N_FOLDER } from '../../../n8n/src/install';
import { n8nVersion } from '../../../n8n/src/runtime';
import type { Series } from './chart';
import { lineChart } from './chart';
import { growth, isGrowth } from './growth';
import { KEYED_HISTORY, KEYED_OF, LATENCY } from './load';
import type { Call } from './load';
import type { Tally } from './verdicts';
import { percentile } from './verdicts';

const FOLDER = join(__dirname, '..', '..', '..', 'deploy', 'queue-mode');

/** What a long run has seen. */
export interface SoakResult {
	minutes: number;
	/** Calls a second, and numbers a bulk, that were asked for. */
	rate: number;
	bulk: number;
	/** Executions at once, a worker. */
	concurrency: number;
	calls: readonly Call[];
	/** Calls that were waiting for their answer when the time was over. */
	waiting: number;
	/** Answers of the sandbox by HTTP status; `none`: cut off. */
	answers: Record<string, number>;
	tally: Tally;
	memory: readonly Series[];
}

/** A process's memory after the warm-up, which is the first third. */
export function afterWarmUp({ points }: Series): Array<[number, number]> {
	const end = points.at(-1)?.[0] ?? 0;
	return points.filter(([minute]) => minute >= end / 3);
}

/** Writes `soak.md` and `soak.svg` beside the guide to the queue mode. */
export function writeReport(result: SoakResult): void {
	const labels = { title: 'Memory of each process (RSS)', x: 'minutes', y: 'MB' };
	writeFileSync(join(FOLDER, 'soak.svg'), lineChart(result.memory, labels));
	writeFileSync(join(FOLDER, 'soak.md'), reportText(result));
}

/** The report as Markdown. */
export function reportText(result: SoakResult): string {
	const { minutes, rate, bulk, concurrency, calls, waiting, answers, tally, memory } = result;
	const single = calls.filter(({ phones }) => phones.length === 1);
	const bulks = calls.filter(({ phones }) => phones.length > 1);
	const times = (list: readonly Call[]) => {
		const all = list.map(({ milliseconds }) => milliseconds);
		return `${count(percentile(all, 0.5))} ms at the median, ${count(percentile(all, 0.95))} ms at the 95th percentile`;
	};
	return `# A long run

\`npm run test:soak -- --minutes ${minutes} --keep\` on ${new Date().toISOString().slice(0, 10)}, ${machine()}: n8n ${n8nVersion(N8N_FOLDER)} in queue mode
(main, webhook process, two workers of ${concurrency} executions at once), ${rate} calls a second with one order each, one in ${KEYED_OF} of them with an idempotency
key (*Idempotency Keys Remembered* ${KEYED_HISTORY}), and a list of ${count(bulk)} numbers every minute, sent as one campaign. The sandbox answers in
${LATENCY} ms and spoils 1 % of all requests.

![Memory over time](soak.svg)

| Process | Memory after warm-up | Rise from then to the end | Scatter |
| --- | --- | --- | --- |
${memory.map((series) => memoryRow(series)).join('\n')}

*none*: a rise of at most twice the scatter; *small*: more than that, and at most a tenth of the memory; *growth*: more.

- ${count(calls.length)} executions: ${count(single.length)} with one number, ${count(bulks.length)} with ${count(bulk)}. ${count(waiting)} of them were
  under way when the time was over.
- Recipients by what the workflow said: ${list(tally.told)}.
- Doubled: ${tally.doubled}. Reported as accepted and not sent: ${tally.lost}. Reported as not sent and sent: ${tally.denied}. Not answered: ${tally.unanswered}.
- Answers of the sandbox: ${list(answers)}.
- From the call to the answer: ${times(single)} for one number; ${times(bulks)} for ${count(bulk)}.
`;
}

function memoryRow(series: Series): string {
	const facts = growth(afterWarmUp(series));
	const verdict = isGrowth(facts) ? 'growth' : facts.rise > 2 * facts.noise ? 'small' : 'none';
	return `| ${series.name} | ${facts.mean.toFixed(0)} MB | ${facts.rise.toFixed(1)} MB, ${verdict} | ±${facts.noise.toFixed(1)} MB |`;
}

function list(counts: Record<string, number>): string {
	return Object.entries(counts)
		.map(([name, number]) => `${name} ${count(number)}`)
		.join(', ');
}

function machine(): string {
	return `${availableParallelism()} processors (${cpus()[0]?.model ?? 'unknown'}), ${count(totalmem() / 2 ** 30)} GiB`;
}

function count(value: number): string {
	return Math.round(value).toLocaleString('en-US');
}
