import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nClient } from '../../../n8n/src/client';
import type { Credential, Execution, WorkflowNode } from '../../../n8n/src/types';
import { node } from '../../support/workflow';

/** The LigueLead Trigger, named `Trigger`. */
export function triggerNode(
	credential: Credential,
	parameters: Record<string, unknown> = {},
): WorkflowNode {
	return node('Trigger', 'n8n-nodes-liguelead.ligueLeadTrigger', parameters, {
		typeVersion: 2,
		webhookId: randomUUID(),
		credentials: { ligueLeadApi: { id: credential.id, name: credential.name } },
	});
}

/** The production URL of a trigger, as its panel shows it. */
export function productionUrl(n8nUrl: string, { webhookId }: WorkflowNode): string {
	return `${n8nUrl}/webhook/${String(webhookId)}/webhook`;
}

/** Waits until `read` yields something else than undefined; undefined after `timeout` milliseconds. */
export async function eventually<T>(
	read: () => Promise<T | undefined> | T | undefined,
	timeout = 30_000,
): Promise<T | undefined> {
	const deadline = Date.now() + timeout;
	for (;;) {
		const value = await read();
		if (value !== undefined || Date.now() > deadline) return value;
		await sleep(100);
	}
}

/** Waits until the only execution of a workflow has one of these statuses. */
export async function executionThatIs(
	client: N8nClient,
	workflowId: string,
	statuses: string[],
	timeout = 30_000,
): Promise<Execution> {
	const found = await eventually(async () => {
		const [latest] = await client.listExecutions(workflowId);
		return latest && statuses.includes(latest.status) ? latest : undefined;
	}, timeout);
	if (found === undefined) throw new Error(`No execution became ${statuses.join(' or ')}`);
	return await client.getExecution(found.id);
}
