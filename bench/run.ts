import { callWebhook } from '../n8n/src/client';
import type { Execution, NodeRun } from '../n8n/src/types';
import type { Contender } from './contenders';
import { cpuSeconds, forgetPeakMemory, memory, peakMemory } from './processFacts';
import type { Stand } from './stand';
import { benchWorkflow } from './workflow';

/** What is sent: `items` of one person each, or one item with a list of `items` phones. */
export interface Load {
	readonly items: number;
	readonly oneItem?: boolean;
	/** Milliseconds that the sandbox waits before each answer. */
	readonly latency: number;
}

/** One run of one contender. */
export interface Run {
	/** Milliseconds that the contender's nodes took, by n8n's execution record. */
	readonly ms: number;
	/** Milliseconds of the whole execution, by n8n's record; NaN outside n8n. */
	readonly wholeMs: number;
	readonly requests: number;
	/** The most requests in flight at once, as the sandbox saw them. */
	readonly inFlight: number;
	/** Processor time of the n8n process during the execution, saving included; NaN outside n8n. */
	readonly cpuMs: number;
	/** Megabytes (RSS) that n8n had at most until the last node was done, and before the run. */
	readonly memory?: { readonly peak: number; readonly before: number };
	/** When the bench began to read the record, in milliseconds since 1970; that is no part of it. */
	readonly readAt?: number;
	/** The part of this time in which the sandbox kept a processor busy. */
	readonly sandboxLoad: number;
}

type TimedExecution = Execution & { startedAt?: string; stoppedAt?: string };
type TimedNodeRun = NodeRun & { executionTime?: number };

/** A contender that is ready to run, any number of times. */
export interface Runner {
	readonly contender: Contender;
	run(): Promise<Run>;
	/** Takes its workflow out of service; what n8n has recorded stays until n8n's data go. */
	close(): Promise<unknown>;
}

/** A contender and what it is to send. */
export interface Wanted {
	readonly contender: Contender;
	readonly load: Load;
}

/** Prepares contenders, lets them be used and closes them. */
export async function withRunners<T>(
	stand: Stand,
	wanted: readonly Wanted[],
	use: (runners: Runner[]) => Promise<T>,
): Promise<T> {
	const runners: Runner[] = [];
	try {
		for (const one of wanted) {
			runners.push(await prepareRunner(stand, one));
		}
		return await use(runners);
	} finally {
		for (const runner of runners) await runner.close();
	}
}

/** Prepares a contender: saves and activates its workflow. */
async function prepareRunner(stand: Stand, { contender, load }: Wanted): Promise<Runner> {
	const { nodes = [], bare, before, silent } = contender;
	if (bare !== undefined) {
		const run = () => measure(stand, load, load.items, () => runBare(stand, bare, load));
		return { contender, run, close: async () => {} };
	}
	const path = `bench-${crypto.randomUUID()}`;
	const source = { count: load.items, oneItem: load.oneItem ?? false };
	const workflow = benchWorkflow(path, nodes, stand.credential, source);
	const { id } = await stand.client.createWorkflow(workflow);
	if (before !== undefined) await runBefore(stand, id, path, before);
	if (before !== undefined) await stand.client.updateWorkflow(id, workflow);
	await stand.client.activateWorkflow(id);
	const names = nodes.map(({ name }) => name);
	return {
		contender,
		run: () =>
			measure(stand, load, silent ? 0 : load.items, () => runWorkflow(stand, id, path, names)),
		close: () => stand.client.deactivateWorkflow(id),
	};
}

/** Runs other nodes in a workflow's place, whose ids and with them their memory are the same. */
async function runBefore(
	stand: Stand,
	id: string,
	path: string,
	{ nodes, items }: NonNullable<Contender['before']>,
) {
	const { client, credential, sandbox } = stand;
	const source = { count: items, oneItem: false };
	await client.updateWorkflow(id, benchWorkflow(path, nodes, credential, source));
	await client.activateWorkflow(id);
	await sandbox.prepare(0);
	const names = nodes.map(({ name }) => name);
	for (let times = 0; times < 2; times++) await runWorkflow(stand, id, path, names);
	await client.deactivateWorkflow(id);
}

async function measure(
	{ sandbox }: Stand,
	{ latency }: Load,
	expected: number,
	run: () => Promise<Pick<Run, 'ms' | 'wholeMs' | 'cpuMs' | 'memory' | 'readAt'>>,
): Promise<Run> {
	await sandbox.prepare(latency);
	const before = sandbox.cpuSeconds();
	const times = await run();
	const { answers, requests, maxConcurrent } = await sandbox.stats();
	const busy = sandbox.cpuSeconds() - before;
	const { recipients, messages } = await sandbox.sent();
	const accepted = answers['202'] ?? 0;
	if (recipients !== expected || messages !== expected || accepted !== requests) {
		throw new Error(
			`${messages} messages to ${recipients} of ${expected}; answers: ${JSON.stringify(answers)}`,
		);
	}
	return { ...times, requests, inFlight: maxConcurrent, sandboxLoad: (busy * 1000) / times.ms };
}

async function runBare({ bare: child, sandbox }: Stand, bare: object, { items }: Load) {
	const { headers, apiUrl } = sandbox;
	child.tell(JSON.stringify({ url: `${apiUrl}/sms`, headers, count: items, ...bare }));
	return { ms: Number(await child.line()), wholeMs: NaN, cpuMs: NaN };
}

async function runWorkflow({ n8n, client }: Stand, id: string, path: string, nodes: string[]) {
	forgetPeakMemory(n8n.pid);
	const before = memory(n8n.pid);
	const cpuBefore = cpuSeconds(n8n.pid);
	const { status } = await callWebhook(n8n.url, path, {});
	const peak = peakMemory(n8n.pid);
	const cpuMs = (cpuSeconds(n8n.pid) - cpuBefore) * 1000;
	if (status !== 200) throw new Error(`The webhook answered ${status}`);
	const [latest] = await client.listExecutions(id);
	if (latest === undefined) throw new Error('n8n has no record of the execution');
	const readAt = Date.now();
	const execution: TimedExecution = await client.finishedExecution(latest.id);
	if (execution.status !== 'success') {
		const { error } = execution.data.resultData;
		throw new Error(`The execution ended with ${execution.status}: ${error?.message ?? ''}`);
	}
	const { runData } = execution.data.resultData;
	return {
		memory: { peak, before },
		readAt,
		cpuMs,
		ms: nodes.map((name) => executionTime(runData[name])).reduce((sum, ms) => sum + ms, 0),
		wholeMs: Date.parse(execution.stoppedAt ?? '') - Date.parse(execution.startedAt ?? ''),
	};
}

function executionTime(runs: TimedNodeRun[] | undefined): number {
	return runs?.[0]?.executionTime ?? NaN;
}
