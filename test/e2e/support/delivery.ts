import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../../../n8n/src/client';
import type { N8nClient } from '../../../n8n/src/client';
import { installNode } from '../../../n8n/src/pack';
import { freePorts } from '../../../n8n/src/ports';
import { startN8n } from '../../../n8n/src/process';
import type { N8n } from '../../../n8n/src/process';
import { DEMO_LOGIN } from '../../../n8n/src/seed';
import type { Credential, Execution, WorkflowNode } from '../../../n8n/src/types';
import { CACHE } from './shared';
import { tarball } from './stand';
import { node } from './workflow';

/** An n8n of a test file alone, to be stopped and started again on the same data. */
export class OwnN8n {
	private constructor(
		private n8n: N8n,
		public client: N8nClient,
	) {}

	/** Starts one on new data with the node installed and an owner; `env` are settings on top. */
	static async start(env: Record<string, string> = {}): Promise<OwnN8n> {
		mkdirSync(CACHE, { recursive: true });
		const userFolder = mkdtempSync(join(CACHE, 'n8n-'));
		await installNode(tarball(), userFolder);
		const [port = 0, broker = 0] = await freePorts(2);
		const logFile = join(CACHE, 'n8n-delivery.log');
		const n8n = await startN8n({ userFolder, ports: { n8n: port, broker }, logFile, env });
		return new OwnN8n(n8n, await connect(n8n.url, DEMO_LOGIN));
	}

	/** Stops it as Ctrl-C does and starts it again; its active workflows answer afterwards. */
	async restart(): Promise<void> {
		await this.n8n.stop();
		this.n8n = await startN8n(this.n8n.options);
		this.client = await connect(this.n8n.url, DEMO_LOGIN);
	}

	async stop(): Promise<void> {
		await this.n8n.stop();
		rmSync(this.n8n.options.userFolder, { recursive: true, force: true });
	}
}

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
