import { join } from 'node:path';
import { sandboxCredential } from '../../n8n/src/seed';
import { startChild } from '../childLines';
import { httpRequest, PERSONALISED, thisNode } from '../contenders';
import { times } from '../goals';
import type { Log } from '../log';
import { milliseconds, number } from '../report/markdown';
import type { Section } from '../report/section';
import { takeTurns } from '../rounds';
import type { Series } from '../rounds';
import { withRunners } from '../run';
import type { Runner } from '../run';
import type { Stand } from '../stand';
import { median, medianRatio } from '../statistics';
import { count } from '../workloads';

const HEADER = ['Contender', 'Median', 'Fastest–slowest', 'Against HTTP', 'Processor', 'TLS costs'];
const SCHEMES = ['http', 'https'] as const;

/** What TLS costs: the same messages through the same front, with and without it. */
export async function measureHttps(
	stand: Stand,
	{ items, latency, rounds }: { items: number; latency: number; rounds: number },
	log: Log,
): Promise<Section> {
	const { key, cert } = stand.certificate;
	const script = join(__dirname, '..', 'https', 'front.mjs');
	const target = new URL(stand.sandbox.url).port;
	const front = startChild(process.execPath, [script, target, key, cert], __dirname);
	try {
		const ports = (await front.line()).split(' ');
		const stands = await Promise.all(
			SCHEMES.map((scheme, index) => through(stand, scheme, ports[index] ?? '')),
		);
		const series = await withAllRunners(stands, { items, latency }, async (runners) => {
			await takeTurns(runners, 1);
			return takeTurns(runners, rounds, log);
		});
		return {
			group: 'HTTPS',
			id: `https-${latency}ms`,
			title: `${count(items)} personalised messages, ${latency} ms latency`,
			header: HEADER,
			rows: rowsOf(series, items),
			goals: [],
		};
	} finally {
		await front.stop();
	}
}

async function through(stand: Stand, scheme: string, port: string): Promise<Stand> {
	const apiUrl = `${scheme}://127.0.0.1:${port}/v1`;
	const access = { ...stand.sandbox, apiUrl };
	const credential = await sandboxCredential(stand.client, access, `Sandbox by ${scheme}`);
	return { ...stand, sandbox: access, credential };
}

async function withAllRunners<T>(
	[stand, ...rest]: readonly Stand[],
	load: { items: number; latency: number },
	use: (runners: readonly Runner[]) => Promise<T>,
): Promise<T> {
	if (stand === undefined) return use([]);
	const scheme = new URL(stand.sandbox.apiUrl).protocol.replace(':', '').toUpperCase();
	const wanted = [thisNode(PERSONALISED, 'perItem'), httpRequest(stand, PERSONALISED)].map(
		(contender) => ({ contender: { ...contender, name: `${contender.name}, ${scheme}` }, load }),
	);
	return withRunners(stand, wanted, (runners) =>
		withAllRunners(rest, load, (others) => use([...runners, ...others])),
	);
}

function rowsOf(series: readonly Series[], items: number): string[][] {
	const contenders = series.length / SCHEMES.length;
	return series.map((one, index) => {
		const plain = index < contenders ? undefined : series[index - contenders];
		const ms = times(one);
		return [
			one.name,
			milliseconds(median(ms)),
			`${milliseconds(Math.min(...ms))}–${milliseconds(Math.max(...ms))}`,
			plain === undefined ? '' : `${number(medianRatio(ms, times(plain)), 2)} ×`,
			milliseconds(cpu(one)),
			plain === undefined ? '' : `${number((cpu(one) - cpu(plain)) / items, 2)} ms a request`,
		];
	});
}

function cpu({ runs }: Series): number {
	return median(runs.map(({ cpuMs }) => cpuMs));
}
