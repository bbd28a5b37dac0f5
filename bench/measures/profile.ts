import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { floor, httpRequest, PERSONALISED, thisNode } from '../contenders';
import type { Contender } from '../contenders';
import type { Log } from '../log';
import { selfTimes } from '../profile/selfTimes';
import type { CpuProfile, SelfTime } from '../profile/selfTimes';
import { number } from '../report/markdown';
import type { Section } from '../report/section';
import { withRunners } from '../run';
import { CACHE } from '../stand';
import type { Stand } from '../stand';
import { count, DEFAULT_PARALLEL } from '../workloads';

const MODULES = 22;
const FUNCTIONS = 20;
const FILE_MS = 60_000;

/** Where the processor time of n8n's main thread goes, with this node and with others. */
export async function measureProfile(stand: Stand, items: number, log: Log): Promise<Section[]> {
	const contenders = [
		thisNode(PERSONALISED, 'perItem'),
		floor(DEFAULT_PARALLEL, 1),
		httpRequest(stand, PERSONALISED),
	];
	const profiles: SelfTime[][] = [];
	for (const contender of contenders) {
		profiles.push(await profileRun(stand, contender, items));
		log(`    ${contender.name}`);
	}
	const title = `${count(items)} personalised messages, 0 ms latency: self time, ms per item`;
	const names = contenders.map(({ name }) => name);
	const perItem = (ms: number) => number(ms / items, 3);
	const byModule = profiles.map((profile) => summed(profile, ({ module }) => module));
	const byFunction = profiles.map((profile) =>
		summed(profile, ({ module, name }) => `\`${name}\` (${module})`),
	);
	const section = (id: string, group: string, what: string, sums: Sums[], rows: number) => ({
		...{ group, id, title, goals: [] },
		header: [what, ...names],
		rows: leading(sums, rows).map((key) => [key, ...sums.map((sum) => perItem(sum.get(key) ?? 0))]),
	});
	return [
		section('profile', 'Profile by module', 'Module', byModule, MODULES),
		section('profile', 'Profile by function', 'Function', byFunction, FUNCTIONS),
	];
}

type Sums = ReadonlyMap<string, number>;

function summed(profile: readonly SelfTime[], key: (one: SelfTime) => string): Sums {
	const sums = new Map<string, number>();
	for (const one of profile) sums.set(key(one), (sums.get(key(one)) ?? 0) + one.ms);
	return sums;
}

function leading([own]: readonly Sums[], rows: number): string[] {
	return [...(own ?? [])]
		.sort(([, a], [, b]) => b - a)
		.slice(0, rows)
		.map(([key]) => key);
}

async function profileRun(stand: Stand, contender: Contender, items: number): Promise<SelfTime[]> {
	mkdirSync(CACHE, { recursive: true });
	const file = join(CACHE, 'run.cpuprofile');
	rmSync(file, { force: true });
	await stand.restart(file);
	const wanted = [1_000, items].map((size) => ({ contender, load: { items: size, latency: 0 } }));
	await withRunners(stand, wanted, async ([warmUp, measured]) => {
		await warmUp?.run();
		process.kill(stand.n8n.pid, 'SIGUSR2');
		await measured?.run();
		process.kill(stand.n8n.pid, 'SIGUSR2');
	});
	const deadline = Date.now() + FILE_MS;
	while (!existsSync(file) && Date.now() < deadline) await sleep(200);
	return selfTimes(JSON.parse(readFileSync(file, 'utf8')) as CpuProfile);
}
