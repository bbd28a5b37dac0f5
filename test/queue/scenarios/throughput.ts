import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuSeconds } from '../../../bench/processFacts';
import { activate } from '../../support/workflow';
import { CONCURRENCY } from '../support/cluster';
import { allEnded } from '../support/executions';
import { eachOf, phone, post } from '../support/load';
import type { Measured } from '../../../docs/measured';
import type { Stand } from '../support/stand';
import { fillHistory, HISTORY, keyedOrders, unkeyedOrders } from '../support/workflows';

const END_MS = 200_000;
const BATCH = 50;

interface Load {
	/** Milliseconds until LigueLead answers. */
	latency: number;
	calls: number;
	/** Items of a call, one unless told otherwise. */
	items?: number;
	/** Whether each has an idempotency key. */
	keyed?: boolean;
}

interface Rate {
	/** Executions a second, from the first SMS to the last. */
	rate: number;
	/** Seconds of processor time an execution, by process. */
	cpu: Record<string, number>;
	/** Processors busy on average, all n8n processes and the two servers together. */
	busy: number;
}

/**
 * Executions of one SMS each, with two workers and with one: first LigueLead takes two seconds to
 * answer, so that workers mostly wait, then it answers at once, so that they compute; then with
 * an idempotency key each, all of one node that remembers as many as it can.
 */
export async function throughput(stand: Stand): Promise<Partial<Measured>> {
	const slow = { latency: 2_000, calls: 160 };
	const fast = { latency: 0, calls: 300 };
	const keyed = { ...fast, keyed: true };
	const two = {
		slow: await measure(stand, slow),
		fast: await measure(stand, fast),
		keyed: await measure(stand, keyed),
	};
	await stand.cluster.workers[1]?.stop();
	const one = {
		slow: await measure(stand, slow),
		fast: await measure(stand, fast),
		keyed: await measure(stand, keyed),
		batch: await measure(stand, { latency: 80, calls: 40, items: BATCH }),
	};
	await stand.cluster.startWorker(1);

	report(stand, 'an answer takes 2 s', one.slow, two.slow);
	report(stand, 'an answer takes no time', one.fast, two.fast);
	report(stand, 'the same, with idempotency keys', one.keyed, two.keyed);
	const bound = CONCURRENCY / 2;
	stand.checks.note(`limit if an answer takes 2 s: ${bound}/s a worker (its concurrency / 2 s)`);
	const ratio = two.slow.rate / one.slow.rate;
	stand.checks.check('waiting workers: two do at least 1.6 times as much', ratio >= 1.6, ratio);
	stand.checks.note(
		`${BATCH} personalised items an execution, an answer takes 80 ms: ` +
			`${one.batch.rate.toFixed(1)} executions/s with one worker`,
	);
	return {
		throughput: {
			slow: { one: round(one.slow.rate), two: round(two.slow.rate) },
			fast: { one: round(one.fast.rate), two: round(two.fast.rate) },
			keyed: { one: round(one.keyed.rate), two: round(two.keyed.rate) },
			batch: { items: BATCH, rate: round(one.batch.rate) },
		},
	};
}

function round(rate: number): number {
	return Math.round(rate * 10) / 10;
}

async function measure(
	stand: Stand,
	{ latency, calls, items = 1, keyed = false }: Load,
): Promise<Rate> {
	const { cluster, sandbox, credential } = stand;
	const path = randomUUID();
	const { id } = await activate(
		cluster.client,
		(keyed ? keyedOrders : unkeyedOrders)(path, credential),
	);
	const send = (call: number) =>
		post(cluster.webhook.url, path, {
			items: Array.from({ length: items }, (_, n) => ({
				order: `${call}-${n}`,
				name: 'Maria',
				phone: phone(call * items + n),
			})),
		});
	const filled = keyed ? await fillHistory(stand, { path, id }, HISTORY) : 0;
	// Orders of their own: with keys, none of them is sent again.
	await eachOf([calls, calls + 1, calls + 2, calls + 3], 4, send);
	await allEnded(cluster, id, filled + 4, END_MS);
	sandbox.control.reset();
	sandbox.control.setLatency(latency);

	const before = cpu(stand);
	const start = Date.now();
	await eachOf([...Array(calls).keys()], 16, send);
	await allEnded(cluster, id, filled + calls + 4, END_MS);
	const seconds = (Date.now() - start) / 1_000;
	const used = Object.entries(cpu(stand)).map(([name, now]): [string, number] => [
		name,
		now - (before[name] ?? 0),
	]);
	await cluster.client.deactivateWorkflow(id);
	return {
		rate: rateOf(await acceptedAt(stand, calls * items)) / items,
		cpu: Object.fromEntries(used.map(([name, spent]) => [name, spent / calls])),
		busy: used.reduce((sum, [, spent]) => sum + spent, 0) / seconds,
	};
}

async function acceptedAt({ sandbox }: Stand, limit: number): Promise<number[]> {
	await sleep(100);
	const { campaigns } = sandbox.control.campaigns({ limit });
	return campaigns.map(({ accepted_at }) => Date.parse(accepted_at));
}

function rateOf(times: number[]): number {
	const first = Math.min(...times);
	return ((times.length - 1) * 1_000) / (Math.max(...times) - first);
}

function cpu({ cluster }: Stand): Record<string, number> {
	const processes = {
		main: cluster.main.pid,
		webhook: cluster.webhook.pid,
		...Object.fromEntries(cluster.workers.map(({ pid }, n) => [`worker ${n + 1}`, pid])),
	};
	return Object.fromEntries(
		Object.entries(processes).map(([name, pid]) => [name, cpuSeconds(pid) || 0]),
	);
}

function report({ checks }: Stand, what: string, one: Rate, two: Rate): void {
	const ratio = (two.rate / one.rate).toFixed(2);
	const milliseconds = Object.entries(two.cpu)
		.map(([name, seconds]) => `${name} ${Math.round(seconds * 1_000)} ms`)
		.join(', ');
	checks.note(
		`${what}: ${one.rate.toFixed(1)}/s with one worker, ${two.rate.toFixed(1)}/s with two ` +
			`(ratio ${ratio}); n8n keeps ${one.busy.toFixed(1)} and ${two.busy.toFixed(1)} processors busy; ` +
			`an execution costs ${milliseconds} of processor time`,
	);
}
