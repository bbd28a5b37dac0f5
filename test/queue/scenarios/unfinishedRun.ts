import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { waveSize } from '../../../nodes/LigueLead/resources/run/waveSize';
import { activate, chain, itemsNode } from '../../support/workflow';
import { WAVES_AT_ONCE } from '../../../nodes/LigueLead/api/sendDrafts';
import { allEnded, listExecutions, outputOf, workersOf } from '../support/executions';
import { phone, post } from '../support/load';
import type { Stand } from '../support/stand';
import { deliveryCounts } from '../support/stand';
import { earlyWebhook, orderSms } from '../support/workflows';

const ORDERS = 2_000;
const LATENCY = 80;
const START_MS = 30_000;
const END_MS = 120_000;

/**
 * One call of a webhook with 2,000 personalised orders without an idempotency key, whose worker is
 * killed on the way. Then the same call once more, at whichever worker takes it. (*Retry* does not help
 * there: n8n ends it at once with the first execution's error.)
 */
export async function unfinishedRun(stand: Stand): Promise<void> {
	const { cluster, sandbox, credential, checks } = stand;
	const path = randomUUID();
	const sms = orderSms(credential, { parallelRequests: 20 });
	const { id } = await activate(cluster.client, chain([earlyWebhook(path), itemsNode(), sms]));
	await sleep(1_000);
	sandbox.control.reset();
	sandbox.control.setLatency(LATENCY);

	const items = Array.from({ length: ORDERS }, (_, n) => ({
		order: `${path}-${n}`,
		name: `Cliente ${n}`,
		phone: phone(n),
	}));
	await post(cluster.webhook.url, path, { items });
	await until(() => deliveryCounts(stand).once > ORDERS / 2, START_MS);
	const [first] = await listExecutions(cluster, id);
	const worker = workersOf(cluster).get(first?.id ?? '') ?? 0;
	await cluster.workers[worker]?.kill();
	await sleep(LATENCY * 2);
	const { once } = deliveryCounts(stand);
	checks.note(`worker ${worker + 1} killed when ${once} of ${ORDERS} SMS were out`);
	await cluster.startWorker(worker);
	const { status } = await cluster.client.finishedExecution(first?.id ?? '', END_MS);
	checks.check('the execution died with the worker', ['error', 'crashed'].includes(status), status);

	await post(cluster.webhook.url, path, { items });
	const executions = await allEnded(cluster, id, 2, END_MS);
	const again = executions.at(-1);
	checks.check('the second call ends', again?.status === 'success', again?.status);
	const told = { sent: 0, sentBefore: 0, unknown: 0, other: 0 };
	for (const { json } of await outputOf(cluster, again?.id ?? '', 'SMS')) {
		const { outcome } = (json.details ?? {}) as { outcome?: string };
		if (outcome === 'unknown') told.unknown++;
		else if (json.reason === 'sentBefore') told.sentBefore++;
		else if (json.sent === true) told.sent++;
		else told.other++;
	}
	checks.note(`the second call tells: ${JSON.stringify(told)}`);
	const { more, once: inAll } = deliveryCounts(stand);
	checks.check('no recipient got two', more === 0, more);
	checks.check(
		'every order is sent, was sent before, or is reported as in doubt',
		told.other === 0 && told.sent + told.sentBefore + told.unknown === ORDERS,
		told,
	);
	checks.check(
		'who got none is in doubt',
		ORDERS - inAll <= told.unknown && told.sent + told.sentBefore <= inAll,
		inAll,
	);
	const most = WAVES_AT_ONCE * waveSize(ORDERS, false);
	checks.check('some were known to be sent', told.sentBefore > 0, told.sentBefore);
	checks.check('no more are in doubt than the open waves', told.unknown <= most, told.unknown);
	await cluster.client.deactivateWorkflow(id);
}

async function until(done: () => boolean, timeout: number): Promise<void> {
	const deadline = Date.now() + timeout;
	while (!done()) {
		if (Date.now() > deadline) throw new Error('Nothing is sent');
		await sleep(10);
	}
}
