import './env';

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import express from 'express';

import { toWorkflowBase, type TestWorkflow } from './definition';
import { startWorkflow, type EngineRun, type RunningEngine } from './EngineRun';
import { nextExecutionId, type RunSettings } from './execution';
import { Executions } from './executions';
import { nodeWorkflow, type NodeRunOptions } from './runNode';
import { listenerKey, onTrigger, type Listener } from './triggerRoute';
import { onWaiting } from './waitingRoute';
import { runWebhookMethod, webhooksOf, type FoundWebhook } from './webhookCall';

/** A workflow whose triggers listen. */
export interface ActiveWorkflow {
	/** The URL of each webhook, by node name. */
	urls: Record<string, string>;
	/** Calls `delete` of each webhook and stops listening. */
	deactivate: () => Promise<void>;
}

/** The part of an n8n instance that webhooks need: a real HTTP server and the executions. */
export class EngineInstance {
	readonly executions = new Executions();

	private readonly listeners = new Map<string, Listener>();

	private constructor(
		private readonly server: Server,
		readonly url: string,
	) {}

	/** Starts one on a free port of the loopback interface. */
	static async start(): Promise<EngineInstance> {
		const app = express();
		const server = await new Promise<Server>((resolve) => {
			const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
		});
		server.unref();
		const { port } = server.address() as AddressInfo;
		const instance = new EngineInstance(server, `http://127.0.0.1:${port}`);
		const { executions, listeners } = instance;
		app.use(express.raw({ type: () => true, limit: '16mb' }));
		app.all('/webhook/*path', (request, response) =>
			onTrigger(listeners, executions, request, response),
		);
		app.all('/webhook-waiting/:id{/*suffix}', (request, response) =>
			onWaiting(executions, request, response),
		);
		return instance;
	}

	/** Waits for executions under way, then stops listening. */
	async close(): Promise<void> {
		await this.executions.settled();
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	/** Starts a workflow whose resume URLs lead here. */
	start(definition: TestWorkflow, settings: RunSettings = {}): RunningEngine {
		const { executionId = nextExecutionId() } = settings;
		const own = { ...settings, instanceUrl: this.url, executionId };
		return this.executions.track(executionId, startWorkflow(definition, own));
	}

	/** Runs a workflow whose resume URLs lead here, to its end or until it waits. */
	async run(definition: TestWorkflow, settings: RunSettings = {}): Promise<EngineRun> {
		return await this.start(definition, settings).finished;
	}

	/** Like `run`, for one node behind a source of items. */
	async runNode(options: NodeRunOptions): Promise<EngineRun> {
		const { definition, settings } = nodeWorkflow(options);
		return await this.run(definition, settings);
	}

	/** Activates a workflow: webhooks that do not exist are created, and its triggers listen. */
	async activate(definition: TestWorkflow, settings: RunSettings = {}): Promise<ActiveWorkflow> {
		const nodes = definition.nodes.map((node) => ({ webhookId: `hook-${node.name}`, ...node }));
		const active = { staticData: {}, ...definition, nodes };
		const site = {
			definition: active,
			base: { ...toWorkflowBase(active), active: true },
			settings: { ...settings, mode: settings.mode ?? 'webhook', instanceUrl: this.url },
		};
		const all = webhooksOf(site, 'start');
		for (const found of all) {
			const exists = await runWebhookMethod(found, 'checkExists');
			if (exists !== true) await runWebhookMethod(found, 'create');
			this.listeners.set(keyOf(found), { site, found });
		}
		const urlOf = ({ webhook }: FoundWebhook) => `${this.url}/webhook/${webhook.path}`;
		return {
			urls: Object.fromEntries(all.map((found) => [found.node.name, urlOf(found)])),
			deactivate: async () => {
				for (const found of all) {
					this.listeners.delete(keyOf(found));
					await runWebhookMethod(found, 'delete');
				}
			},
		};
	}
}

const keyOf = ({ webhook }: FoundWebhook) => listenerKey(webhook.httpMethod, webhook.path);
