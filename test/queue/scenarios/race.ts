import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { readExample, withCredential } from '../../../n8n/src/examples';
import type { Credential, WorkflowDocument } from '../../../n8n/src/types';
import { activate } from '../../e2e/support/workflow';
import { allEnded } from '../support/executions';
import { eachOf, phone, post } from '../support/load';
import type { Measured } from '../support/measured';
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
async function race(
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
		phone: phone(n),
	}));
	const send = (order: Order) => post(cluster.webhook.url, path, body(order));

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

interface Order {
	order: string;
	phone: string;
}

// One body for all workflows of this scenario.
function body({ order, phone }: Order) {
	const customer = { name: 'Maria Souza', phone };
	return { items: [{ order, name: 'Maria', phone }], order_id: order, customer };
}

/** The same key on two workers at once: how often both send, with the idempotency key alone. */
export async function raceOnKeys(stand: Stand, pairs: number): Promise<Partial<Measured>> {
	const { checks, credential } = stand;
	const document = (path: string) => keyedOrders(path, credential);
	const alone = await race(stand, document, pairs, 1);
	const crowded = await race(stand, document, pairs, 20);
	for (const [found, what] of [
		[alone, 'one order after the other'],
		[crowded, '20 orders together'],
	] as const) {
		checks.note(
			`${what}, each delivered twice at once: both executions sent in ${percent(found.both, pairs)} ` +
				`(${found.both} of ${pairs}); delivered again later: ${found.forgotten} sent again`,
		);
		checks.check(`${what}: every order was sent`, found.none === 0, found.none);
		checks.check(`${what}: both send in at most 3 %`, found.both <= pairs * 0.03, found.both);
		checks.check(`${what}: no key is forgotten`, found.forgotten <= found.both, found.forgotten);
	}
	return {
		race: { alone: { pairs, both: alone.both }, crowded: { pairs, both: crowded.both } },
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
		const document = (path: string) => exampleAt(path, credential, postgres);
		const { both, none, forgotten } = await race(stand, document, pairs, atOnce);
		const what = `unique row, ${atOnce} order(s) together: of ${pairs}`;
		checks.check(`${what}, none was sent twice`, both === 0 && forgotten === 0, {
			both,
			forgotten,
		});
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
