import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowDocument } from '../../../n8n/src/types';
import { activate } from '../../e2e/support/workflow';
import { allEnded } from '../support/executions';
import { eachOf, phone, post } from '../support/load';
import type { Stand } from '../support/stand';
import { keyedOrders } from '../support/workflows';

const END_MS = 120_000;

/** What became of orders whose webhook was called twice in the same moment. */
export interface Race {
	/** Pairs of calls, each with a key of its own. */
	pairs: number;
	/** Pairs of which both executions sent. */
	both: number;
	/** Pairs of which none did. */
	none: number;
	/** Orders that were sent once more when they were delivered a third time, long after. */
	forgotten: number;
}

/**
 * Calls a workflow's webhook twice at once for each of many orders, `atOnce` orders together, then
 * once more each when all is quiet, and counts what was sent.
 */
export async function race(
	stand: Stand,
	document: (path: string) => WorkflowDocument,
	pairs: number,
	atOnce: number,
): Promise<Race> {
	const { cluster, sandbox } = stand;
	const path = randomUUID();
	const workflow = await activate(cluster.client, document(path));
	await sleep(1_000);
	sandbox.control.reset();
	sandbox.control.setLatency(50);
	const orders = Array.from({ length: pairs }, (_, n) => ({
		order: `order-${n}`,
		name: 'Maria',
		phone: phone(n),
	}));
	const send = (order: (typeof orders)[number]) =>
		post(cluster.webhook.url, path, { items: [order] });

	await eachOf(orders, atOnce, async (order) => {
		await Promise.all([send(order), send(order)]);
		if (atOnce === 1) await sleep(120);
	});
	await allEnded(cluster, workflow.id, 2 * pairs, END_MS);
	const first = sandbox.control.deliveries();
	await eachOf(orders, 5, send);
	await allEnded(cluster, workflow.id, 3 * pairs, END_MS);
	const last = sandbox.control.deliveries();
	await cluster.client.deactivateWorkflow(workflow.id);

	const count = (wanted: (order: { phone: string }) => boolean) => orders.filter(wanted).length;
	return {
		pairs,
		both: count((order) => (first.get(order.phone) ?? 0) > 1),
		none: count((order) => !first.has(order.phone)),
		forgotten: count(
			(order) => first.has(order.phone) && last.get(order.phone) !== first.get(order.phone),
		),
	};
}

/** The same key on two workers at once, with the idempotency key alone. */
export async function raceOnKeys(stand: Stand, pairs: number): Promise<void> {
	const { checks, credential } = stand;
	const document = (path: string) => keyedOrders(path, credential);
	for (const atOnce of [1, 20]) {
		const found = await race(stand, document, pairs, atOnce);
		checks.note(`${atOnce} order(s) at once: ${JSON.stringify(found)}`);
	}
}
