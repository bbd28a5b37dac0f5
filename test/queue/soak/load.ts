import { setTimeout as sleep } from 'node:timers/promises';
import { phone, post } from '../support/load';
import { readVerdict } from '../support/told';
import type { Verdict } from '../support/told';

/** Every such order has an idempotency key. */
export const KEYED_OF = 4;

/**
 * *Idempotency Keys Remembered* of the node: at 10,000, the row that holds the keys would decide how fast
 * everything is.
 */
export const KEYED_HISTORY = 500;

/** Milliseconds in which the sandbox answers. */
export const LATENCY = 80;

/** What a workflow answered to one call. */
export interface Call {
	/** The numbers it was to send to. */
	phones: readonly string[];
	/** `none`: no answer, or not one of the node. */
	verdict: Verdict | 'none';
	milliseconds: number;
	/** What came instead of an answer of the node. */
	answer?: string;
}

/** What is called, and how often. */
export interface LoadPlan {
	url: string;
	/** Webhook of the workflow for one order, and of the one for a list. */
	paths: { order: string; bulk: string };
	/** Calls a second with one order. */
	rate: number;
	/** Numbers in each of the bulk calls, one a minute. */
	bulk: number;
	seconds: number;
}

/**
 * Calls webhooks at a steady rate, whatever the answers take, and waits for the last answer. No
 * number comes twice. Returns how many calls were waiting for their answer when the time was over.
 */
export async function runLoad(plan: LoadPlan, calls: Call[]): Promise<number> {
	const open = new Set<Promise<void>>();
	let next = 0;
	const send = (path: string, count: number) => {
		const phones = Array.from({ length: count }, () => phone(next++));
		const done = callOnce(plan.url, path, phones).then((call) => {
			calls.push(call);
			open.delete(done);
		});
		open.add(done);
	};
	const start = Date.now();
	let orders = 0;
	let bulks = 0;
	for (let passed = 0; passed < plan.seconds; passed = (Date.now() - start) / 1_000) {
		for (; orders < passed * plan.rate; orders++) send(plan.paths.order, 1);
		// In the middle of each minute.
		for (; bulks < passed / 60 - 0.5; bulks++) send(plan.paths.bulk, plan.bulk);
		await sleep(10);
	}
	const waiting = open.size;
	await Promise.all(open);
	return waiting;
}

async function callOnce(url: string, path: string, phones: string[]): Promise<Call> {
	const start = Date.now();
	const items = phones.map((number) => {
		const key = Number(number) % KEYED_OF === 0 ? number : '';
		return { order: number, key, name: 'Maria', phone: number };
	});
	const { status, body } = await post(url, path, { items });
	const milliseconds = Date.now() - start;
	const json = typeof body === 'object' && body !== null ? body : {};
	const answered = status === 200 && ('data' in json || 'error' in json || 'skipped' in json);
	if (answered) return { phones, verdict: readVerdict({ ...json }), milliseconds };
	const answer = `${status} ${JSON.stringify(body)}`.slice(0, 200);
	return { phones, verdict: 'none', milliseconds, answer };
}
