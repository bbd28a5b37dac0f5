import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';
import type { WorkflowNode } from '../../../n8n/src/types';
import { node } from './workflow';

/** A local server that counts how often each key was reported to it. */
export interface Counter {
	counts: Map<string, number>;
	/** An HTTP Request node, named `Count`, that reports the event of its item. */
	node: WorkflowNode;
	close: () => void;
}

/** What the counter knows an event by. */
export function keyOf(event: ReturnType<typeof loadEvent>): string {
	return `${event.campaign.id} ${event.campaign.phone} ${event.campaign.status}`;
}

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

export async function startCounter(): Promise<Counter> {
	const counts = new Map<string, number>();
	const server = createServer((request, response) => {
		const key = new URL(request.url ?? '', 'http://localhost').searchParams.get('key') ?? '';
		counts.set(key, (counts.get(key) ?? 0) + 1);
		response.setHeader('content-type', 'application/json').end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	server.unref();
	const { port } = server.address() as AddressInfo;
	const key = '$json.campaign.id + " " + $json.campaign.phone + " " + $json.campaign.status';
	const url = `=http://127.0.0.1:${port}/?key={{ encodeURIComponent(${key}) }}`;
	return {
		counts,
		node: node('Count', 'n8n-nodes-base.httpRequest', { url, options: {} }, { typeVersion: 4.2 }),
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}

/** How a series of posts was answered. */
export interface Answers {
	statuses: Record<number, number>;
	/** Milliseconds, ascending. */
	times: number[];
}

/** Posts bodies in bursts: so many at once, the next ones when all of these are answered. */
export async function postInBursts(
	url: string,
	bodies: readonly object[],
	burst: number,
): Promise<Answers> {
	const httpAgent = new Agent({ keepAlive: true, maxSockets: burst });
	const answers: Answers = { statuses: {}, times: [] };
	const post = async (body: object) => {
		const started = performance.now();
		const config = { httpAgent, proxy: false, validateStatus: () => true } as const;
		const { status } = await axios.post(url, body, config);
		answers.times.push(performance.now() - started);
		answers.statuses[status] = (answers.statuses[status] ?? 0) + 1;
	};
	for (let at = 0; at < bodies.length; at += burst) {
		await Promise.all(bodies.slice(at, at + burst).map(post));
	}
	httpAgent.destroy();
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
