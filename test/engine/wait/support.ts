import { setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { accountOf, items } from '../sms/support';
import { dedupe, EngineInstance, LIGUELEAD, NODE, LOOP, PASS, ITEMS } from '../support';
import type { EngineRun, NodeRunOptions, TestWorkflow } from '../support';

export const WAITING: INodeParameters = {
	resource: 'sms',
	operation: 'sendWait',
	message: '={{ $json.message }}',
	phones: '={{ $json.phones }}',
};

type Entry = Record<string, unknown>;

interface WaitingOptions extends NodeRunOptions {
	/** The node's name in the workflow. */
	name?: string;
}

/** An instance of n8n's engine and a sandbox that posts to it, for all tests of a file. */
export function useWaiting() {
	let n8n: EngineInstance | undefined;
	let sandbox: Sandbox | undefined;
	beforeAll(async () => {
		n8n = await EngineInstance.start();
		sandbox = await startSandbox();
	});
	afterEach(() => {
		sandbox?.control.reset();
		dedupe.reset();
	});
	afterAll(async () => {
		await sandbox?.close();
		await n8n?.close();
	});
	return {
		get n8n() {
			if (n8n === undefined) throw new Error('The instance has not started');
			return n8n;
		},
		get sandbox() {
			if (sandbox === undefined) throw new Error('The sandbox has not started');
			return sandbox;
		},
		get control() {
			return this.sandbox.control;
		},
		/** Status events are posted only by the test, with {@link post}. */
		silence() {
			this.control.setWebhook({ delays: { sent: 3_600_000, final: 3_600_000 } });
		},
		/** Runs Send and Wait until it waits or ends: 'Items' → the node → 'After'. */
		async run(entries: Entry[], options: WaitingOptions = {}): Promise<EngineRun> {
			const { parameters, onError, retryOnFail, maxTries, executeOnce } = options;
			const { credential, nodeTypes, name = NODE, type = LIGUELEAD } = options;
			const account = credential === undefined ? accountOf(this.sandbox) : credential;
			const definition: TestWorkflow = {
				nodeTypes,
				nodes: [
					{ name: 'Items', type: ITEMS, items: items(...entries) },
					{
						name,
						type,
						parameters: { ...WAITING, ...parameters },
						onError,
						retryOnFail,
						maxTries,
						executeOnce,
						waitBetweenTries: 1,
						...(account && { credentials: { ligueLeadApi: { id: '1', name: 'Saved' } } }),
					},
					{ name: 'After', type: PASS },
				],
			};
			return await this.n8n.run(definition, account ? { credentials: { 1: account } } : {});
		},
		/** Waits until nothing runs and returns the execution as it is then. */
		async after({ id }: EngineRun): Promise<EngineRun> {
			await this.n8n.executions.settled();
			const run = this.n8n.executions.find(id);
			if (run === undefined || run === 'running') throw new Error(`Execution ${id} is ${run}`);
			return run;
		},
		/** Waits until the execution has ended, with as many callbacks as it takes. */
		async ended(run: EngineRun): Promise<EngineRun> {
			for (let tries = 0; tries < 100; tries++) {
				const now = await this.after(run);
				if (now.status !== 'waiting') return now;
				await sleep(50);
			}
			throw new Error(`Execution ${run.id} still waits`);
		},
		/** The status event of the latest campaign's first recipient. */
		event(campaign: Entry = {}, fields: Entry = {}) {
			const latest = this.control.campaigns({ limit: 10_000 }).campaigns.at(-1);
			return {
				event: 'campaign.status',
				app_id: this.sandbox.appId,
				occurred_at: '2026-02-02T12:00:15.400Z',
				...fields,
				campaign: {
					id: latest?.id,
					type: 'sms',
					phone: `+55${latest?.phones[0]}`,
					status: 'delivered',
					is_flash: false,
					...campaign,
				},
			};
		},
	};
}

/** A loop that sends to one phone a pass: 'Items' → 'Loop' ⇄ the node, then 'Done'. */
export function loop(...phones: string[]): TestWorkflow {
	const message = 'Your code is 4711';
	return {
		nodes: [
			{
				name: 'Items',
				type: ITEMS,
				items: items(...phones.map((one) => ({ message, phones: one }))),
			},
			{ name: 'Loop', type: LOOP },
			{
				name: NODE,
				type: LIGUELEAD,
				parameters: WAITING,
				credentials: { ligueLeadApi: { id: '1', name: 'Saved' } },
			},
			{ name: 'Done', type: PASS },
		],
		connections: [
			['Items', 'Loop'],
			['Loop', NODE, 1],
			['Loop', 'Done', 0],
			[NODE, 'Loop'],
		],
	};
}

/** The resume URL of an execution that waits, as LigueLead got it. */
export function resumeUrlOf(run: EngineRun, { url }: EngineInstance): string {
	const { resumeToken, executionData } = run.saved;
	const contexts = Object.values(executionData?.contextData ?? {});
	const wait = contexts.map(({ ligueLeadWait }) => ligueLeadWait).find(Boolean);
	return `${url}/webhook-waiting/${run.id}?signature=${resumeToken}&pass=${(wait as Entry)?.pass}`;
}

export async function post(url: string, body: unknown) {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	return { status: response.status, body: (await response.json()) as IDataObject };
}
