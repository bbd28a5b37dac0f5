import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { EngineInstance, NODE, PASS } from './support';

function described(webhook: Partial<IWebhookDescription>): INodeTypeDescription {
	return {
		displayName: 'Tiny',
		name: 'tiny',
		group: ['transform'],
		version: 1,
		description: 'A node of this test',
		defaults: { name: 'Tiny' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
				...webhook,
			},
		],
		properties: [],
	};
}

const post = async (url: string, body: unknown) =>
	await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});

let n8n: EngineInstance;
beforeAll(async () => void (n8n = await EngineInstance.start()));
afterAll(async () => await n8n.close());

describe('a trigger', () => {
	const calls: string[] = [];
	const record = (call: string, result: boolean) =>
		async function (this: IHookFunctions) {
			calls.push(`${call} ${this.getNodeWebhookUrl('default')}`);
			return result;
		};
	const trigger: INodeType = {
		description: described({}),
		webhookMethods: {
			default: {
				checkExists: record('checkExists', false),
				create: record('create', true),
				delete: record('delete', true),
			},
		},
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

	it('is registered, called over HTTP and starts an execution', async () => {
		const active = await n8n.activate(definition);
		const url = active.urls.Trigger ?? '';
		expect(calls).toEqual([`checkExists ${url}`, `create ${url}`]);

		const response = await post(url, { kind: 'event', id: 7 });
		expect([response.status, await response.json()]).toEqual([200, { received: true }]);
		const run = (await n8n.executions.settled()).at(-1);
		expect(run?.status).toBe('success');
		expect(run?.json('After')).toEqual([{ kind: 'event', id: 7 }]);

		await active.deactivate();
		expect((await post(url, {})).status).toBe(404);
	});

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
		description: described({ path: '', restartWebhook: true, isFullPath: true }),
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
