import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { readExample, withCredential } from '../../../n8n/src/examples';
import type { Credential, WorkflowDocument } from '../../../n8n/src/types';
import { activate } from '../../support/workflow';
import { allEnded, calledWith, workersOf } from '../support/executions';
import type { ExecutionRow } from '../support/executions';
import type { Cluster } from '../support/cluster';
import { eachOf, phone, post } from '../support/load';
import type { Measured } from '../../../docs/measured';
import type { Stand } from '../support/stand';
import { fillHistory, HISTORY, keyedOrders } from '../support/workflows';

const END_MS = 240_000;

/** What became of orders whose webhook was called twice in the same moment. */
export interface Race {
	/** Pairs of calls, each with a key of its own, whose two executions ran on two workers. */
	split: number;
	/** Pairs of these of which both executions sent. */
	both: number;
	/** Pairs that ran on one worker, and of which both executions sent. */
	bothOnOne: number;
	/** Pairs of which none did. */
	none: number;
	/** Orders that were sent once more when they were delivered a third time, long after. */
	forgotten: number;
}

/** A workflow whose webhook takes orders. */
interface Shop {
	id: string;
	path: string;
	/** How many executions it has had. */
	executions: number;
}

async function openShop(
	{ cluster }: Stand,
	document: (path: string) => WorkflowDocument,
): Promise<Shop> {
	const path = randomUUID();
	const { id } = await activate(cluster.client, document(path));
	await sleep(1_000);
	return { id, path, executions: 0 };
}

/**
 * Calls a workflow's webhook twice at once for each of many orders, `atOnce` orders together, then
 * once more each when all is quiet, and counts what was sent.
 */
async function race(stand: Stand, shop: Shop, pairs: number, atOnce: number): Promise<Race> {
	const { cluster, sandbox } = stand;
	const before = shop.executions;
	shop.executions += 3 * pairs;
	sandbox.control.reset();
	sandbox.control.setLatency(50);
	const orders = Array.from({ length: pairs }, (_, n) => ({
		order: `order-${before}-${n}`,
		phone: phone(n),
	}));
	const send = (order: Order) => post(cluster.webhook.url, shop.path, body(order));

	await eachOf(orders, atOnce, async (order) => {
		await Promise.all([send(order), send(order)]);
		if (atOnce === 1) await sleep(120);
	});
	const raced = await allEnded(cluster, shop.id, before + 2 * pairs, END_MS);
	const workers = await workersByOrder(cluster, raced.slice(before));
	const first = sandbox.control.deliveries();
	await eachOf(orders, 5, send);
	await allEnded(cluster, shop.id, shop.executions, END_MS);
	const last = sandbox.control.deliveries();

	const count = (wanted: (order: Order) => boolean) => orders.filter(wanted).length;
	const split = ({ order }: Order) => new Set(workers.get(order)).size > 1;
	const twice = ({ phone }: Order) => (first.get(phone) ?? 0) > 1;
	return {
		split: count(split),
		both: count((order) => split(order) && twice(order)),
		bothOnOne: count((order) => !split(order) && twice(order)),
		none: count((order) => !first.has(order.phone)),
		forgotten: count(
			(order) => first.has(order.phone) && last.get(order.phone) !== first.get(order.phone),
		),
	};
}

interface Order {
	order: string;
	phone: string;
}

/** The workers that ran an order's executions, by order. */
async function workersByOrder(
	cluster: Cluster,
	executions: readonly ExecutionRow[],
): Promise<Map<string, number[]>> {
	const workers = workersOf(cluster);
	const ran = new Map<string, number[]>();
	await eachOf(executions, 8, async ({ id }) => {
		const worker = workers.get(id);
		if (worker === undefined) throw new Error(`No worker says that it ran execution ${id}`);
		const order = String((await calledWith(cluster, id)).order_id);
		ran.set(order, [...(ran.get(order) ?? []), worker]);
	});
	return ran;
}

// One body for all workflows of this scenario.
function body({ order, phone }: Order) {
	const customer = { name: 'Maria Souza', phone };
	return { items: [{ order, name: 'Maria', phone }], order_id: order, customer };
}

/** The same key on two workers at once: how often both send, with the idempotency key alone. */
export async function raceOnKeys(stand: Stand, pairs: number): Promise<Partial<Measured>> {
	const { checks, cluster, credential } = stand;
	const shop = await openShop(stand, (path) => keyedOrders(path, credential));
	shop.executions = await fillHistory(stand, shop, HISTORY);
	// Not all of the pairs run on two workers.
	const alone = await race(stand, shop, 2 * pairs, 1);
	const crowded = await race(stand, shop, 2 * pairs, 20);
	await cluster.client.deactivateWorkflow(shop.id);
	for (const [found, what] of [
		[alone, 'one order after the other'],
		[crowded, '20 orders together'],
	] as const) {
		checks.note(
			`${what}, each delivered twice at once: both executions sent in ${percent(found.both, found.split)} ` +
				`(${found.both} of ${found.split} that ran on two workers); ` +
				`delivered again later: ${found.forgotten} sent again`,
		);
		checks.check(`${what}: pairs ran on two workers`, found.split > pairs / 4, found.split);
		checks.check(`${what}: every order was sent`, found.none === 0, found.none);
		checks.check(
			`${what}: on one worker none is sent twice`,
			found.bothOnOne === 0,
			found.bothOnOne,
		);
		const most = Math.max(1, found.split * 0.01);
		checks.check(`${what}: both send in at most 1 %, or once`, found.both <= most, found.both);
		checks.check(`${what}: no key is forgotten`, found.forgotten <= found.both, found.forgotten);
	}
	return {
		race: {
			alone: { pairs: alone.split, both: alone.both },
			crowded: { pairs: crowded.split, both: crowded.both },
		},
	};
}

/** The same with the example that takes a unique row in PostgreSQL first. */
export async function raceOnRows(stand: Stand, pairs: number): Promise<void> {
	const { cluster, checks, credential } = stand;
	await cluster.postgres.execute(tableOf(EXAMPLE));
	const { host, port, database, user, password } = cluster.postgres.connection;
	const postgres = await cluster.client.createCredential('Orders', 'postgres', {
		...{ host, port, database, user, password },
		ssl: 'disable',
	});
	for (const atOnce of [1, 20]) {
		await cluster.postgres.execute('truncate sms_orders');
		const shop = await openShop(stand, (path) => exampleAt(path, credential, postgres));
		const { split, both, bothOnOne, none, forgotten } = await race(stand, shop, pairs, atOnce);
		await cluster.client.deactivateWorkflow(shop.id);
		const what = `unique row, ${atOnce} order(s) together: of ${pairs}`;
		const twice = both + bothOnOne + forgotten;
		checks.check(`${what}, some ran on two workers`, split > pairs / 8, split);
		checks.check(`${what}, none was sent twice`, twice === 0, { both, bothOnOne, forgotten });
		checks.check(`${what}, none was left out`, none === 0, none);
	}
}

const EXAMPLE = readExample('exactly-once-in-queue-mode');

// The statement in the example's note is what a user would run.
function tableOf({ nodes }: WorkflowDocument): string {
	const [note] = nodes.map(({ parameters }) => String(parameters.content ?? ''));
	const [, statement] = /```sql\n([^`]*)```/.exec(note ?? '') ?? [];
	if (statement === undefined) throw new Error("The example's note has no statement");
	return statement;
}

function exampleAt(path: string, sandbox: Credential, postgres: Credential): WorkflowDocument {
	const workflow = withCredential(EXAMPLE, sandbox);
	const nodes = workflow.nodes.map((node) => {
		const { id, name } = postgres;
		if (node.type.endsWith('.postgres'))
			return { ...node, credentials: { postgres: { id, name } } };
		if (!node.type.endsWith('.webhook')) return node;
		return { ...node, webhookId: randomUUID(), parameters: { ...node.parameters, path } };
	});
	return { ...workflow, name: `${workflow.name} ${path}`, nodes };
}

function percent(part: number, whole: number): string {
	return `${((100 * part) / whole).toFixed(1)} %`;
}
