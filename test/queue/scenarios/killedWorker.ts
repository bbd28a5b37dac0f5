import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { activate } from '../../support/workflow';
import { CONCURRENCY } from '../support/cluster';
import { allEnded, byStatus } from '../support/executions';
import { eachOf, phone, post } from '../support/load';
import type { Stand } from '../support/stand';
import { deliveryCounts } from '../support/stand';
import { countTold, readTold } from '../support/told';
import type { Told } from '../support/told';
import { keyedOrders } from '../support/workflows';

const CALLS = 200;
const ORDERS_A_CALL = 50;
const RECIPIENTS = CALLS * ORDERS_A_CALL;
const END_MS = 400_000;
const LATENCY = 80;

/**
 * 200 calls of a webhook with 50 personalised orders each, every tenth delivered twice within two
 * seconds, the order as idempotency key; the node remembers all of them. A worker is killed on the
 * way and started again. Then every call once more, as from a shop that has got no confirmation.
 */
export async function killedWorker(stand: Stand): Promise<void> {
	const { cluster, sandbox, credential, checks } = stand;
	const path = randomUUID();
	const workflow = keyedOrders(path, credential, { idempotencyHistory: RECIPIENTS });
	const { id } = await activate(cluster.client, workflow);
	await sleep(1_000);
	sandbox.control.reset();
	sandbox.control.setLatency(LATENCY);

	const sending = deliverAll(stand, path);
	await someSent(stand);
	await cluster.workers[0]?.kill();
	checks.note(`worker 1 killed when ${deliveryCounts(stand).once} of ${RECIPIENTS} SMS were out`);
	await sleep(2_000);
	await cluster.startWorker(0);
	const answers = await sending;
	checks.check(
		'the webhook process took every call',
		answers.every((status) => status === 200),
	);

	const executions = await allEnded(cluster, id, answers.length, END_MS);
	const ended = executions.filter(({ status }) => status === 'success');
	const statuses = byStatus(executions);
	const { success = 0, error = 0, crashed = 0 } = statuses;
	checks.note(`executions: ${JSON.stringify(statuses)}`);
	checks.check('some executions died with the worker', error + crashed > 0);
	checks.check(
		'every call has one execution, which ended or is reported as failed',
		success + error + crashed === answers.length && executions.length === answers.length,
		statuses,
	);
	checkFirst(stand, await readTold(cluster, ended));

	await eachOf(calls(), 8, async (call) => await deliver(stand, path, call));
	const again = await allEnded(cluster, id, executions.length + CALLS, END_MS);
	checkAgain(stand, await readTold(cluster, again.slice(executions.length)));
	await cluster.client.deactivateWorkflow(id);
}

async function deliverAll(stand: Stand, path: string): Promise<number[]> {
	const statuses = await eachOf(calls(), 8, async (call) => {
		const first = await deliver(stand, path, call);
		if (call % 10 !== 0) return [first];
		await sleep(Math.random() * 2_000);
		return [first, await deliver(stand, path, call)];
	});
	return statuses.flat();
}

function calls(): number[] {
	return Array.from({ length: CALLS }, (_, call) => call);
}

async function deliver({ cluster }: Stand, path: string, call: number): Promise<number> {
	const items = Array.from({ length: ORDERS_A_CALL }, (_, n) => ({
		order: `${call}-${n}`,
		name: `Cliente ${n}`,
		phone: phone(call * ORDERS_A_CALL + n),
	}));
	return (await post(cluster.webhook.url, path, { items })).status;
}

async function someSent(stand: Stand): Promise<void> {
	const deadline = Date.now() + END_MS;
	while (deliveryCounts(stand).once < RECIPIENTS / 5) {
		if (Date.now() > deadline) throw new Error('Nothing is sent');
		await sleep(50);
	}
}

function checkFirst(stand: Stand, told: Told): void {
	const { checks, sandbox } = stand;
	const deliveries = sandbox.control.deliveries();
	const unreported = [...deliveries.keys()].filter((phone) => !told.accepted.has(phone)).length;
	checks.note(`recipients by what n8n reports: ${JSON.stringify(countTold(told))}`);
	checks.note(
		`${deliveries.size} of ${RECIPIENTS} were sent to, ${unreported} of them by executions that died`,
	);
	checkDeliveries(stand, told);
}

function checkAgain(stand: Stand, told: Told): void {
	const { checks, sandbox } = stand;
	const deliveries = sandbox.control.deliveries();
	const never = [...told.idempotencyKeyUnsettled].filter((phone) => !deliveries.has(phone)).length;
	checks.note(`all calls once more: ${JSON.stringify(countTold(told))}`);
	checks.note(
		`accepted ${deliveries.size}, reported as perhaps sent ${told.idempotencyKeyUnsettled.size}, ` +
			`never sent ${RECIPIENTS - deliveries.size}`,
	);
	checkDeliveries(stand, told);
	checks.check(
		'who got none is reported',
		deliveries.size + never === RECIPIENTS,
		RECIPIENTS - deliveries.size - never,
	);
	const most = CONCURRENCY * ORDERS_A_CALL;
	checks.check(
		'no more are in doubt than a wave in each execution of the killed worker',
		told.idempotencyKeyUnsettled.size <= most,
		told.idempotencyKeyUnsettled.size,
	);
	checks.check(
		'no more were left out than that',
		RECIPIENTS - deliveries.size <= most,
		RECIPIENTS - deliveries.size,
	);
}

function checkDeliveries(stand: Stand, told: Told): void {
	const { more } = deliveryCounts(stand);
	const deliveries = stand.sandbox.control.deliveries();
	stand.checks.check('no recipient got two', more === 0, more);
	stand.checks.check(
		'what is reported as accepted was sent',
		[...told.accepted].every((phone) => deliveries.has(phone)),
	);
	stand.checks.check('nothing else failed', told.failed.size === 0, told.failed.size);
}
