import fc from 'fast-check';
import type { ICheckProcessedContextData, IDataObject, WorkflowExecuteMode } from 'n8n-workflow';

import { dedupe, NODE, type EngineRun, type NodeRunOptions } from '../support';
import { callTool } from '../tool/agent';
import { accountOf, items, mobile, special, useSandbox, verdicts } from './support';
import { runNode } from '../support';

const world = useSandbox();
beforeEach(() => dedupe.reset());

const OWN = mobile(9_000_000);
const WRITTEN = '(11) 98900-0000';

const account = (data: IDataObject = {}) => {
	const saved = accountOf(world.sandbox);
	return { ...saved, data: { ...saved.data, testPhone: WRITTEN, ...data } as typeof saved.data };
};
const entries = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ message: `Pedido ${n}`, phones: mobile(n) }));
const send = async (
	list: Array<Record<string, unknown>>,
	{ data, ...options }: NodeRunOptions & { data?: IDataObject } = {},
) => await world.send(list, { mode: 'manual', credential: account(data), ...options });
const delivered = () => Object.fromEntries(world.control.deliveries());
const everybody = (count: number) =>
	Object.fromEntries(entries(count).map(({ phones }) => [phones, 1]));
const told = (run: EngineRun) =>
	run
		.outputs(NODE)
		.flat()
		.map(({ json }) => json);

describe('which executions are tests', () => {
	const modes: Array<[WorkflowExecuteMode, WorkflowExecuteMode | undefined, boolean]> = [
		['manual', undefined, true],
		['evaluation', undefined, true],
		['integrated', 'manual', true],
		['integrated', 'evaluation', true],
		['integrated', 'trigger', false],
		['integrated', undefined, false],
		['trigger', undefined, false],
		['webhook', undefined, false],
		['retry', undefined, false],
		['chat', undefined, false],
		['error', undefined, false],
	];

	it.each(modes)('%s, within %s: %s', async (mode, rootMode, isTest) => {
		await send(entries(2), { mode, rootMode });
		expect(delivered()).toEqual(isTest ? { [OWN]: 2 } : everybody(2));
	});

	it.each(modes)('%s, within %s, if the test phone is always used', async (mode, rootMode) => {
		await send(entries(2), { mode, rootMode, data: { testPhoneUse: 'always' } });
		expect(delivered()).toEqual({ [OWN]: 2 });
	});

	it.each(['', '  ', undefined, null])('none without a test phone (%j)', async (testPhone) => {
		await send(entries(2), { data: { testPhone } as IDataObject });
		expect(delivered()).toEqual(everybody(2));
	});

	it('the retry of a test is one, and sends to nobody else', async () => {
		world.control.queueFault({ fault: 'http-402' });
		const failed = await send(entries(2), { parameters: { options: { parallelRequests: 1 } } });
		expect(failed.status).toBe('error');
		const again = await failed.retry();
		expect(again.status).toBe('success');
		expect(Object.keys(delivered())).toEqual([OWN]);
	});

	it('the retry of a live execution is none', async () => {
		world.control.queueFault({ fault: 'http-402' });
		const failed = await send(entries(2), {
			mode: 'trigger',
			parameters: { options: { parallelRequests: 1 } },
		});
		await failed.retry();
		expect(delivered()).toEqual(everybody(2));
	});

	it('a tool that is called in a manual execution', async () => {
		const order = { phone: mobile(1), message: 'Pedido enviado', reference: '1' };
		await callTool(world.sandbox, [order], {}, { credentials: { 1: account() }, mode: 'manual' });
		expect(delivered()).toEqual({ [OWN]: 1 });
	});
});

describe('a test', () => {
	it('sends three messages, and says who would have got them', async () => {
		const run = await send(entries(5));
		expect(delivered()).toEqual({ [OWN]: 3 });
		expect(world.control.campaigns().campaigns.map(({ message }) => message)).toEqual(
			expect.arrayContaining(['Pedido 0', 'Pedido 1', 'Pedido 2']),
		);
		expect(told(run)).toMatchObject([
			...[0, 1, 2].map((n) => ({
				sent: true,
				test: true,
				text: `Pedido ${n}`,
				recipients: { phones: [OWN], instead_of: [mobile(n)] },
				credits: { total: 1 },
			})),
			...[3, 4].map((n) => ({
				sent: false,
				test: true,
				skipped: true,
				reason: 'testPhone',
				text: `Pedido ${n}`,
				recipients: { phones: [], instead_of: [mobile(n)] },
				credits: { total: 0 },
			})),
		]);
		expect(
			run
				.outputs(NODE)
				.flat()
				.map(({ pairedItem }) => pairedItem),
		).toEqual([0, 1, 2, 3, 4].map((item) => ({ item })));
		expect(run.hints(NODE).map(({ message }) => message)).toEqual([
			'Test: 3 messages went to (11) 98900-0000, the Test Phone of the credential; 5 recipients got nothing.',
		]);
	});

	it('sends a message for many items once', async () => {
		const list = Array.from({ length: 8 }, (_, n) => ({
			message: `Text ${n % 2}`,
			phones: `${mobile(2 * n)}, ${mobile(2 * n + 1)}`,
		}));
		const run = await send(list, { parameters: { campaigns: 'perMessage' } });
		expect(delivered()).toEqual({ [OWN]: 2 });
		expect(told(run).map(({ sent }) => sent)).toEqual([true, true, ...Array(6).fill(false)]);
		expect(run.hints(NODE)[0]?.message).toContain('2 messages went to');
		expect(run.hints(NODE)[0]?.message).toContain('16 recipients got nothing');
	});

	it('uses up no idempotency key, and leaves nothing in the store', async () => {
		const options = { idempotencyKey: '={{ $json.phones }}' };
		const list = [...entries(4), entries(1)[0] ?? {}];
		const id = 'tried-out';
		for (let n = 0; n < 2; n++) await send(list, { id, parameters: { options } });
		expect(delivered()).toEqual({ [OWN]: 6 });
		const row = { workflow: { id }, node: { id: `id-${NODE}` } } as ICheckProcessedContextData;
		expect(await dedupe.getProcessedDataCount('node', row)).toBe(0);
		const live = await send(list, { id, mode: 'trigger', parameters: { options } });
		expect(await dedupe.getProcessedDataCount('node', row)).toBeGreaterThan(0);
		expect(verdicts(live)).toEqual([...Array(4).fill('accepted'), 'idempotencyKeyOfOtherItem']);
	});

	it.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'checks as a live run does, with %s',
		async (onError) => {
			const list = [...entries(1), { message: 'Oi {{ $json.name }}', phones: mobile(5) }];
			const run = await send(list, { onError });
			expect(run.status).toBe(onError === 'stopWorkflow' ? 'error' : 'success');
			expect(delivered()).toEqual(onError === 'stopWorkflow' ? {} : { [OWN]: 1 });
			expect(JSON.stringify([run.error?.message, told(run)])).toContain('still holds');
		},
	);

	it('keeps to the opt-outs of those whose place it takes', async () => {
		const run = await send(entries(2), { parameters: { options: { doNotSend: mobile(0) } } });
		expect(told(run)).toMatchObject([{ sent: false, reason: 'doNotSend' }, { sent: true }]);
		expect(delivered()).toEqual({ [OWN]: 1 });
	});

	it('is not sent again by Retry On Fail', async () => {
		world.control.queueFault({ fault: 'http-202' });
		world.control.queueFault({ fault: 'http-402' });
		await send(entries(2), {
			retryOnFail: true,
			maxTries: 2,
			parameters: { options: { parallelRequests: 1 } },
		});
		expect(delivered()).toEqual({ [OWN]: 2 });
	});

	it('reports an unknown outcome as a live run does', async () => {
		world.control.queueFault({ fault: 'reset-after' });
		const run = await send(entries(1), { onError: 'continueRegularOutput' });
		expect(verdicts(run)).toEqual(['unknown']);
	});

	it.each(['123', 'nobody', '1133334444', 'null', '(11) 98900-0000, (11) 98900-0001'])(
		'sends to nobody if the test phone is %j',
		async (testPhone) => {
			const stopped = await send(entries(2), { data: { testPhone } });
			expect(stopped.error?.message).toContain("'Test Phone' of the credential cannot be read");
			const gone = await send(entries(2), { data: { testPhone }, onError: 'continueErrorOutput' });
			expect(told(gone)).toHaveLength(2);
			expect(told(gone)[0]).toMatchObject({ details: { parameter: 'Test Phone' } });
			expect(delivered()).toEqual({});
		},
	);

	it('never reaches anybody else', async () => {
		const anyItem = fc.record({
			message: fc.constantFrom('A', 'B', 'Oi undefined', ''),
			phones: fc.oneof(
				fc.array(fc.nat(50).map(mobile), { maxLength: 4 }).map((list) => list.join(', ')),
				fc.constantFrom(special('http-400-list'), special('reset-after'), 'none'),
			),
			key: fc.constantFrom('', 'k1', 'k2'),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(anyItem, { minLength: 1, maxLength: 6 }),
				fc.constantFrom('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput' as const),
				fc.constantFrom('perItem', 'perMessage'),
				fc.boolean(),
				async (list, onError, campaigns, retryOnFail) => {
					const run = await runNode({
						mode: 'manual',
						credential: account(),
						items: items(...list),
						onError,
						retryOnFail,
						maxTries: 2,
						parameters: {
							resource: 'sms',
							operation: 'send',
							message: '={{ $json.message }}',
							phones: '={{ $json.phones }}',
							campaigns,
							options: { idempotencyKey: '={{ $json.key }}', timeout: 2_000, maxTries: 1 },
						},
					});
					if (run.status === 'error') await run.retry();
					const others = [...world.control.deliveries().keys()].filter((phone) => phone !== OWN);
					expect(others).toEqual([]);
				},
			),
			{ numRuns: 40 },
		);
	});
});
