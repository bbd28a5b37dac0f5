import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { NodeConnectionTypes, NodeOperationError, sleep } from 'n8n-workflow';
import type {
	ICredentialTestRequest,
	ICredentialType,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';

import {
	dedupe,
	ITEMS,
	LOOP,
	NODE,
	runNode,
	runWorkflow,
	startNode,
	testCredential,
} from './support';
import type { NodeRunOptions } from './support';

type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** A node under test made of a single function. */
function tiny(execute: Execute): Pick<NodeRunOptions, 'type' | 'nodeTypes'> {
	const node: INodeType = {
		description: {
			displayName: 'Tiny',
			name: 'tiny',
			group: ['transform'],
			version: 1,
			description: 'A node of this test',
			defaults: { name: 'Tiny' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: 'tinyApi', required: false }],
			properties: [
				{ displayName: 'Text', name: 'text', type: 'string', default: 'the default' },
				{ displayName: 'Needed', name: 'needed', type: 'string', required: true, default: 'x' },
			],
		},
		async execute() {
			return await execute.call(this);
		},
	};
	return { type: 'test.tiny', nodeTypes: { 'test.tiny': node } };
}

const words = (...texts: string[]) => texts.map((word) => ({ json: { word } }));

beforeEach(() => dedupe.reset());

describe('items', () => {
	const reads = tiny(async function () {
		return [
			this.getInputData().map((_, item) => ({
				json: { text: this.getNodeParameter('text', item) },
				pairedItem: { item },
			})),
		];
	});

	it('come out paired, with expressions resolved for each', async () => {
		const run = await runNode({
			...reads,
			items: words('a', 'b'),
			parameters: { text: '={{ $json.word.toUpperCase() }}' },
		});
		expect(run.status).toBe('success');
		expect(run.outputs(NODE)).toEqual([
			[
				{ json: { text: 'A' }, pairedItem: { item: 0 } },
				{ json: { text: 'B' }, pairedItem: { item: 1 } },
			],
		]);
	});

	it('see the default of a parameter that the workflow does not set', async () => {
		expect((await runNode(reads)).json(NODE)).toEqual([{ text: 'the default' }]);
	});

	it('do not start where a required parameter is empty', async () => {
		const run = await runNode({ ...reads, parameters: { needed: '' } });
		expect(run.status).toBe('error');
		expect(run.error?.name).toBe('WorkflowHasIssuesError');
	});
});

describe('On Error', () => {
	const failsOnB = tiny(async function () {
		const fail = this.continueOnFail();
		return [
			this.getInputData().map(({ json }, item) => {
				if (json.word !== 'b') return { json: { ok: json.word }, pairedItem: { item } };
				if (!fail) throw new NodeOperationError(this.getNode(), 'no b', { itemIndex: item });
				return { json: { error: 'no b' }, pairedItem: { item } };
			}),
		];
	});

	it('sends failed items to the error branch', async () => {
		const run = await runNode({
			...failsOnB,
			items: words('a', 'b', 'c'),
			onError: 'continueErrorOutput',
		});
		expect(run.json(NODE, 0)).toEqual([{ ok: 'a' }, { ok: 'c' }]);
		expect(run.json(NODE, 1)).toEqual([{ word: 'b', error: 'no b' }]);
	});

	it('keeps them in the regular output', async () => {
		const run = await runNode({
			...failsOnB,
			items: words('a', 'b'),
			onError: 'continueRegularOutput',
		});
		expect(run.json(NODE)).toEqual([{ ok: 'a' }, { error: 'no b' }]);
	});

	it('stops the workflow', async () => {
		const run = await runNode({ ...failsOnB, items: words('b') });
		expect(run.status).toBe('error');
		expect(run.error?.name).toBe('NodeOperationError');
		expect(run.error?.message).toBe('no b');
	});
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

	it('with a changed workflow uses that one', async () => {
		const first = await runNode({ ...worksAt(9), items: words('a') });
		const { definition } = first;
		const second = await first.retry({
			workflow: { ...definition, nodeTypes: worksAt(2).nodeTypes },
		});
		expect(second.json(NODE)).toEqual([{ attempts: 2 }]);
	});

	it('is refused for an execution that succeeded', async () => {
		const run = await runNode(worksAt(1));
		await expect(run.retry()).rejects.toThrow('succeeded');
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

it('shows execution hints', async () => {
	const run = await runNode(
		tiny(async function () {
			this.addExecutionHints({ message: 'mind this', location: 'outputPane' });
			return [[{ json: {} }]];
		}),
	);
	expect(run.hints(NODE)).toEqual([{ message: 'mind this', location: 'outputPane' }]);
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

	it('forgets the oldest beyond maxEntries', async () => {
		await check('a', 'b', 'c', 'd');
		expect(await check('a', 'd')).toEqual({ new: ['a'], processed: ['d'] });
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

	it('can fail and counts calls', async () => {
		dedupe.before = () => {
			throw new Error('database is locked');
		};
		const run = await runNode({ ...checks, items: words('a') });
		expect(run.error?.message).toBe('database is locked');
		expect(dedupe.calls).toHaveLength(1);
	});
});

describe('requests', () => {
	const seen: Array<string | undefined> = [];
	const server = createServer((request, response) => {
		seen.push(request.headers['x-token']?.toString());
		response.statusCode = Number(/\d{3}$/.exec(request.url ?? '')?.[0] ?? 200);
		response.setHeader('content-type', 'application/json').end('{"hello":"there"}');
	}).unref();
	let url = '';

	beforeAll(async () => {
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	});
	beforeEach(() => void (seen.length = 0));
	afterAll(() => server.close());

	const type: Omit<ICredentialType, 'authenticate'> = {
		name: 'tinyApi',
		displayName: 'Tiny API',
		properties: [
			{ displayName: 'Token', name: 'token', type: 'string', default: '' },
			{ displayName: 'Base', name: 'base', type: 'string', default: '' },
			{ displayName: 'Prefix', name: 'prefix', type: 'string', default: 'by-default' },
		],
	};
	const byFunction: ICredentialType = {
		...type,
		authenticate: async ({ prefix, token }, request: IHttpRequestOptions) => ({
			...request,
			headers: { ...request.headers, 'x-token': `${String(prefix)} ${String(token)}` },
		}),
	};
	const generic: ICredentialType = {
		...type,
		authenticate: {
			type: 'generic',
			properties: { headers: { 'x-token': '={{ $credentials.prefix }} {{ $credentials.token }}' } },
		},
	};
	const asks = tiny(async function () {
		const answer = await this.helpers.httpRequestWithAuthentication.call(this, 'tinyApi', { url });
		return [[{ json: answer }]];
	});
	const credential = { type: 'tinyApi', data: { token: 's3cret' } };

	it.each([
		['function', byFunction],
		['generic', generic],
	])('are authenticated over real HTTP (%s)', async (_, credentialType) => {
		const run = await runNode({ ...asks, credential, credentialTypes: [credentialType] });
		expect(run.json(NODE)).toEqual([{ hello: 'there' }]);
		expect(seen).toEqual(['by-default s3cret']);
		expect(run.credentialReads).toBe(1);
	});

	it("answer the credential's Test button, rules included", async () => {
		const rule: NonNullable<ICredentialTestRequest['rules']>[number] = {
			type: 'responseCode',
			properties: { value: 401, message: 'unknown token' },
		};
		const testable = (path: string): ICredentialType => ({
			...byFunction,
			test: {
				request: { baseURL: '={{ $credentials.base }}', url: path },
				rules: [rule],
			},
		});
		const saved = { type: 'tinyApi', data: { token: 's3cret', base: url } };
		const press = async (path: string) => await testCredential(saved, { types: [testable(path)] });
		expect(await press('/')).toMatchObject({ status: 'OK' });
		expect(await press('/401')).toEqual({ status: 'Error', message: 'unknown token' });
		expect(await press('/500')).toEqual({ status: 'Error', message: 'Internal Server Error' });
		// n8n asks once more after a 401.
		expect(seen).toEqual(Array(4).fill('by-default s3cret'));
	});

	it('fail without the credential', async () => {
		const run = await runNode({ ...asks, credentialTypes: [byFunction] });
		expect(run.status).toBe('error');
		expect(seen).toEqual([]);
	});
});
