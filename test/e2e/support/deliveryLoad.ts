import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import type { N8nClient } from '../../../n8n/src/client';
import { run } from '../../support/workflow';

/** The n-th of many different events. */
export function loadEvent(appId: string, n: number) {
	return {
		event: 'campaign.status',
		app_id: appId,
		occurred_at: new Date(Date.UTC(2026, 1, 2) + n).toISOString(),
		campaign: {
			id: `00000000-0000-4000-8000-${String(Math.floor(n / 100)).padStart(12, '0')}`,
			type: 'sms',
			source: 'api',
			phone: `+55119${80_000_000 + n}`,
			credits_required: 1,
			sent_at: '2026-02-02',
			status: ['delivered', 'undelivered', 'failed'][n % 3],
			message: 'Seu pedido saiu para entrega',
			is_flash: false,
		},
	};
}

/** How a series of posts was answered. */
export interface Answers {
	statuses: Record<number, number>;
	/** Milliseconds, ascending. */
	times: number[];
	/** The bodies that started an execution, as the answers say. */
	started: object[];
}

/** Posts bodies in bursts: so many at once, the next ones when all of these are answered. */
export async function postInBursts(
	url: string,
	bodies: readonly object[],
	burst: number,
): Promise<Answers> {
	return await collect(url, async (post) => {
		for (let at = 0; at < bodies.length; at += burst) {
			await Promise.all(bodies.slice(at, at + burst).map(post));
		}
	});
}

/** Posts bodies one by one, so many a second, whatever the answers take. */
export async function postSteadily(
	url: string,
	bodies: readonly object[],
	perSecond: number,
): Promise<Answers> {
	return await collect(url, async (post) => {
		const open: Array<Promise<void>> = [];
		const start = performance.now();
		for (const [n, body] of bodies.entries()) {
			const due = start + (n * 1_000) / perSecond;
			await sleep(Math.max(0, due - performance.now()));
			open.push(post(body));
		}
		await Promise.all(open);
	});
}

type Post = (body: object) => Promise<void>;

async function collect(url: string, send: (post: Post) => Promise<void>): Promise<Answers> {
	// A connection each: one that is kept may be closed by n8n at the moment it is used again.
	const httpAgent = new Agent({ keepAlive: false });
	const answers: Answers = { statuses: {}, times: [], started: [] };
	await send(async (body) => {
		const started = performance.now();
		const config = { httpAgent, proxy: false, validateStatus: () => true } as const;
		const { status, data } = await axios.post<{ repeated?: boolean }>(url, body, config);
		answers.times.push(performance.now() - started);
		answers.statuses[status] = (answers.statuses[status] ?? 0) + 1;
		if (status === 200 && data.repeated !== true) answers.started.push(body);
	});
	answers.times.sort((a, b) => a - b);
	return answers;
}

/** The value that `share` (0 to 1) of ascending numbers do not exceed, rounded. */
export function percentile(ascending: readonly number[], share: number): number {
	return Math.round(ascending[Math.ceil(share * ascending.length) - 1] ?? Number.NaN);
}

/** The same list in an order that depends on the seed alone. */
export function shuffled<T>(list: readonly T[], seed: number): T[] {
	const result = [...list];
	let state = seed;
	for (let at = result.length - 1; at > 0; at--) {
		// Park and Miller's generator.
		state = (state * 48_271) % 2_147_483_647;
		const other = state % (at + 1);
		[result[at], result[other]] = [result[other] as T, result[at] as T];
	}
	return result;
}

/**
 * What the executions numbered from 1 put out: the {@link identityOf} of each event, sorted. Read a
 * few at a time, because there are thousands.
 */
export async function eventsThatRan(client: N8nClient, count: number): Promise<string[]> {
	const events: string[] = [];
	let next = 1;
	const read = async () => {
		while (next <= count) {
			const execution = await client.getExecution(String(next++));
			const { items } = run({ status: 200, body: '' }, execution);
			events.push(...items('After').map(({ json }) => identityOf(json)));
		}
	};
	await Promise.all(Array.from({ length: 8 }, read));
	return events.sort();
}

/** What an event is told apart by; `json` as posted or as put out by the trigger. */
export function identityOf(json: object): string {
	const { campaign, occurred_at } = json as ReturnType<typeof loadEvent>;
	return [campaign.id, campaign.phone, campaign.status, occurred_at].join(' ');
}
