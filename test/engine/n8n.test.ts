import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { NodeConnectionTypes, NodeOperationError, sleep } from 'n8n-workflow';
import type {
	ICredentialType,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import {
	dedupe,
	EngineInstance,
	ITEMS,
	LOOP,
	NODE,
	PASS,
	runNode,
	runWorkflow,
	startNode,
} from './support';
import type { NodeRunOptions } from './support';

// What n8n does and the package leans on, without the package: an upgrade of n8n that changes it fails here.

type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

const described = (more: Partial<INodeTypeDescription> = {}): INodeTypeDescription => ({
	displayName: 'Tiny',
	name: 'tiny',
	group: ['transform'],
	version: 1,
	description: 'A node of this test',
	defaults: { name: 'Tiny' },
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	properties: [],
	...more,
});

const webhook = (more: Partial<IWebhookDescription>): IWebhookDescription => ({
	name: 'default',
	httpMethod: 'POST',
	responseMode: 'onReceived',
	responseData: '',
	path: 'webhook',
	...more,
});

/** A node under test made of a single function. */
function tiny(execute: Execute): Pick<NodeRunOptions, 'type' | 'nodeTypes'> {
	const node: INodeType = {
		description: described({ credentials: [{ name: 'tinyApi', required: false }] }),
		async execute() {
			return await execute.call(this);
		},
	};
	return { type: 'test.tiny', nodeTypes: { 'test.tiny': node } };
}

const words = (...texts: string[]) => texts.map((word) => ({ json: { word } }));

const post = async (url: string, body: unknown) =>
	await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});

let n8n: EngineInstance;
beforeAll(async () => void (n8n = await EngineInstance.start()));
afterAll(async () => await n8n.close());
beforeEach(() => dedupe.reset());

it('On Error moves an item with `error` to the error branch, with its input behind it', async () => {
	const failsOnB = tiny(async function () {
		return [
			this.getInputData().map(({ json }, item) => ({
				json: json.word === 'b' ? { error: 'no b' } : { ok: json.word },
				pairedItem: { item },
			})),
		];
	});
	const onError = 'continueErrorOutput';
	const run = await runNode({ ...failsOnB, items: words('a', 'b', 'c'), onError });
	expect(run.json(NODE, 0)).toEqual([{ ok: 'a' }, { ok: 'c' }]);
	expect(run.json(NODE, 1)).toEqual([{ word: 'b', error: 'no b' }]);
});

describe('trying again', () => {
	const worksAt = (attempt: number) =>
		tiny(async function () {
			const context = this.getContext('node');
			const attempts = Number(context.attempts ?? 0) + 1;
			context.attempts = attempts;
			if (attempts < attempt) throw new NodeOperationError(this.getNode(), `attempt ${attempts}`);
			return [[{ json: { attempts }, pairedItem: { item: 0 } }]];
		});

	it('by Retry On Fail runs execute again with the same node context', async () => {
		const run = await runNode({ ...worksAt(3), retryOnFail: true, maxTries: 3 });
		expect(run.json(NODE)).toEqual([{ attempts: 3 }]);
		expect(run.context(NODE)).toEqual({ attempts: 3 });
	});

	it('by a retry of the execution keeps the node context and earlier results', async () => {
		const first = await runNode({ ...worksAt(2), items: words('a') });
		expect(first.status).toBe('error');
		const second = await first.retry();
		expect(second.json(NODE)).toEqual([{ attempts: 2 }]);
		expect(second.runData.Items).toHaveLength(1);
		expect(second.runData[NODE]).toHaveLength(1);
		expect(second.id).not.toBe(first.id);
	});
});

it('loops over batches, with a run index for each', async () => {
	const { nodeTypes } = tiny(async function () {
		const { $runIndex } = this.getWorkflowDataProxy(0);
		return [this.getInputData().map(({ json }) => ({ json: { ...json, run: $runIndex } }))];
	});
	const run = await runWorkflow({
		nodeTypes,
		nodes: [
			{ name: 'Items', type: ITEMS, items: words('a', 'b', 'c') },
			{ name: 'Loop', type: LOOP, parameters: { batchSize: 2 } },
			{ name: 'Tiny', type: 'test.tiny' },
		],
		connections: [
			['Items', 'Loop'],
			['Loop', 'Tiny', 1],
			['Tiny', 'Loop'],
		],
	});
	expect(run.json('Loop', 0)).toEqual([
		{ word: 'a', run: 0 },
		{ word: 'b', run: 0 },
		{ word: 'c', run: 1 },
	]);
});

it('cancels: the signal of the node fires', async () => {
	const running = startNode(
		tiny(async function () {
			const signal = this.getExecutionCancelSignal();
			while (!signal?.aborted) await sleep(5);
			return [[{ json: { stopped: true } }]];
		}),
	);
	setTimeout(running.cancel, 20);
	const run = await running.finished;
	expect(run.status).toBe('canceled');
	expect(run.json(NODE)).toEqual([{ stopped: true }]);
});

it('asks a second time after a 401', async () => {
	const asked = jest.fn();
	const server = createServer((request, response) => {
		asked(request.headers['x-token']);
		response.writeHead(401).end();
	}).unref();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	const credentialType: ICredentialType = {
		name: 'tinyApi',
		displayName: 'Tiny API',
		properties: [{ displayName: 'Token', name: 'token', type: 'string', default: '' }],
		authenticate: async ({ token }, request: IHttpRequestOptions) => ({
			...request,
			headers: { ...request.headers, 'x-token': String(token) },
		}),
	};
	const asks = tiny(async function () {
		await this.helpers.httpRequestWithAuthentication.call(this, 'tinyApi', { url });
		return [[]];
	});
	const credential = { type: 'tinyApi', data: { token: 's3cret' } };
	const run = await runNode({ ...asks, credential, credentialTypes: [credentialType] });
	expect(run.status).toBe('error');
	expect(asked.mock.calls).toEqual([['s3cret'], ['s3cret']]);
	server.close();
});

describe('the deduplication store', () => {
	const options = { mode: 'entries', maxEntries: 3 } as const;
	const checks = tiny(async function () {
		const keys = this.getInputData().map(({ json }) => String(json.word));
		return [[{ json: { ...(await this.helpers.checkProcessedAndRecord(keys, 'node', options)) } }]];
	});
	const check = async (...keys: string[]) =>
		(await runNode({ ...checks, items: words(...keys) })).json(NODE)[0];

	it('knows keys of earlier executions, not duplicates within one call', async () => {
		expect(await check('a', 'a')).toEqual({ new: ['a', 'a'], processed: [] });
		expect(await check('a', 'b')).toEqual({ new: ['b'], processed: ['a'] });
	});

	it('is no lock: parallel first inserts fail, later ones all get "new"', async () => {
		const first = await Promise.all([
			runNode({ ...checks, items: words('x') }),
			runNode({ ...checks, items: words('y') }),
		]);
		expect(first.map(({ status }) => status).sort()).toEqual(['error', 'success']);
		const again = await Promise.all([check('z'), check('z')]);
		expect(again.map((output) => output?.new)).toEqual([['z'], ['z']]);
	});
});

describe('a trigger', () => {
	const trigger: INodeType = {
		description: described({ webhooks: [webhook({})] }),
		async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
			const { kind } = this.getBodyData();
			if (kind === 'drop') return { webhookResponse: { dropped: true } };
			if (kind === 'throw') throw new Error('not handled');
			if (kind === 'refuse') {
				this.getResponseObject().status(403).json({ message: 'not ours' });
				return { noWebhookResponse: true };
			}
			return {
				webhookResponse: { received: true },
				workflowData: [[{ json: this.getBodyData() }]],
			};
		},
	};
	const definition = {
		nodes: [
			{ name: 'Trigger', type: 'test.trigger' },
			{ name: 'After', type: PASS },
		],
		nodeTypes: { 'test.trigger': trigger },
	};

	it('may drop, refuse and fail; only a failure leaves an execution', async () => {
		const { urls } = await n8n.activate(definition);
		const url = urls.Trigger ?? '';
		const before = (await n8n.executions.settled()).length;
		expect(await (await post(url, { kind: 'drop' })).json()).toEqual({ dropped: true });
		expect((await post(url, { kind: 'refuse' })).status).toBe(403);
		expect((await post(url, '{"cut')).status).toBe(422);
		expect((await n8n.executions.settled()).length).toBe(before);

		expect((await post(url, { kind: 'throw' })).status).toBe(500);
		const run = (await n8n.executions.settled()).at(-1);
		expect([run?.status, run?.error?.message]).toEqual(['error', 'not handled']);
	});
});

describe('a node that waits', () => {
	const waits: INodeType = {
		description: described({
			webhooks: [webhook({ path: '', restartWebhook: true, isFullPath: true })],
		}),
		async execute(this: IExecuteFunctions) {
			this.getContext('node').asked = 'yes';
			const url = this.evaluateExpression('{{ $execution.resumeUrl }}', 0);
			await this.putExecutionToWait(new Date(Date.now() + 60_000));
			return [[{ json: { url } }]];
		},
		async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
			const name = JSON.stringify(this.getNode().name);
			const asked = this.evaluateExpression(`{{ $node[${name}].context["asked"] }}`);
			const body = this.getBodyData();
			if (body.final !== true) return { webhookResponse: { still: 'waiting' } };
			return { workflowData: [[{ json: { asked, answer: String(body.answer) } }]] };
		},
	};
	const workflow = {
		nodes: [
			{ name: 'Start', type: PASS },
			{ name: NODE, type: 'test.waits' },
			{ name: 'After', type: PASS },
		],
		nodeTypes: { 'test.waits': waits },
	};

	it('is resumed by its webhook', async () => {
		const waiting = await n8n.run(workflow);
		expect(waiting.status).toBe('waiting');
		expect(waiting.waitTill).toBeInstanceOf(Date);
		expect(waiting.runData.After).toBeUndefined();
		const url = String(waiting.json(NODE)[0]?.url);

		expect((await post(url.replace(/signature=.*/, 'signature=forged'), {})).status).toBe(401);
		expect(await (await post(url, { final: false })).json()).toEqual({ still: 'waiting' });
		expect((await post(url, { final: true, answer: 'delivered' })).status).toBe(200);
		await n8n.executions.settled();
		const run = n8n.executions.find(waiting.id);
		expect(run).toMatchObject({ status: 'success', id: waiting.id });
		expect(run === 'running' ? [] : run?.json('After')).toEqual([
			{ asked: 'yes', answer: 'delivered' },
		]);
		expect((await post(url, { final: true })).status).toBe(409);
	});

	it('passes its input on when the time is over', async () => {
		const run = await (await n8n.run(workflow)).resume();
		expect(run.status).toBe('success');
		expect(run.json('After')).toEqual([{}]);
	});
});
