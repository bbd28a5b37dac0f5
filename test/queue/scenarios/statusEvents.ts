import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { activate, chain, endNode, smsNode } from '../../support/workflow';
import { allEnded, byStatus, listExecutions, outputOf } from '../support/executions';
import { eachOf, phone, post } from '../support/load';
import type { Stand } from '../support/stand';
import { deliveryCounts } from '../support/stand';
import { earlyWebhook } from '../support/workflows';

const EXECUTIONS = 20;
const END_MS = 90_000;

/**
 * Executions that send on a worker and wait, while LigueLead reports each delivery, every event twice,
 * to the address in WEBHOOK_URL: one webhook process answers there, two of them in turn, or the main
 * process.
 */
export async function statusEvents(stand: Stand): Promise<void> {
	const { main, webhook, front, startWebhook } = stand.cluster;
	await resume(stand, 'the webhook process', [webhook.url]);
	const second = await startWebhook('webhook-2');
	await resume(stand, 'two webhook processes', [webhook.url, second.url]);
	await second.stop();
	await resume(stand, 'the main process', [main.url]);
	front.targets = [webhook.url];
}

async function resume(stand: Stand, receivers: string, targets: string[]): Promise<void> {
	const { cluster, sandbox, credential, checks } = stand;
	const path = randomUUID();
	const parameters = {
		operation: 'sendWait',
		message: 'Olá',
		phones: '={{ $json.body.phone }}',
		limitWaitTime: { values: { resumeAmount: 10, resumeUnit: 'minutes' } },
	};
	const nodes = [earlyWebhook(path), smsNode(credential, parameters), endNode('After')];
	const { id } = await activate(cluster.client, chain(nodes));
	await sleep(1_000);
	sandbox.control.reset();
	// n8n answers 409 to an event that comes before the wait is stored.
	sandbox.control.setWebhook({ delays: { sent: 4_000, final: 6_000 }, repeat: 2 });
	cluster.front.targets = targets;
	cluster.front.passed.length = 0;
	const answers = await eachOf([...Array(EXECUTIONS).keys()], 5, (n) =>
		post(cluster.webhook.url, path, { phone: phone(n) }),
	);
	if (answers.some(({ status }) => status !== 200)) {
		throw new Error(`The webhook answers ${JSON.stringify(answers[0])}`);
	}
	await allWaiting(stand, id);
	await sandbox.control.settled();
	const executions = await allEnded(cluster, id, EXECUTIONS, END_MS, ['waiting']);
	// A second resumption would need a moment to show.
	await sleep(2_000);

	const delivered = await eachOf(executions, 4, async (execution) => {
		const items = await outputOf(cluster, execution.id, 'After');
		const [{ json } = { json: {} }] = items;
		const { status } = (json.delivery ?? {}) as { status?: string };
		return execution.status === 'success' && items.length === 1 && status === 'delivered';
	});
	checks.check(
		`events at ${receivers}: all ${EXECUTIONS} executions go on, as delivered`,
		delivered.length === EXECUTIONS && delivered.every(Boolean),
		byStatus(executions),
	);
	const { passed } = cluster.front;
	const resumed = passed.filter(({ body }) => body.includes('"resumed":true')).length;
	checks.check('each once, of two equal events', resumed === EXECUTIONS, passed.slice(-5));
	const { once, more } = deliveryCounts(stand);
	checks.check('one SMS each', once === EXECUTIONS && more === 0, { once, more });
	checks.note(`answers to ${passed.length} events: ${JSON.stringify(countAnswers(passed))}`);
	await cluster.client.deactivateWorkflow(id);
}

async function allWaiting({ cluster, checks }: Stand, workflowId: string): Promise<void> {
	const deadline = Date.now() + END_MS;
	for (;;) {
		const rows = await listExecutions(cluster, workflowId);
		const { waiting = 0 } = byStatus(rows);
		if (waiting === EXECUTIONS) return;
		if (Date.now() > deadline) break;
		await sleep(50);
	}
	checks.check('all executions wait at the same time', false);
}

function countAnswers(passed: ReadonlyArray<{ status: number; body: string }>) {
	const counts: Record<string, number> = {};
	for (const { status, body } of passed) {
		const key = `${status}${body.includes('"resumed":true') ? ' resumed' : ''}`;
		counts[key] = (counts[key] ?? 0) + 1;
	}
	return counts;
}
