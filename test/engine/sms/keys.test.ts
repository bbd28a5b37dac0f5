import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import { dedupe, NODE, type EngineRun, type NodeRunOptions } from '../support';
import { mobile, special, useSandbox } from './support';

const world = useSandbox();

const KEY = '={{ $json.order }}';
const keyed = (...orders: Array<string | number>) =>
	orders.map((order, n) => ({ message: 'Hi', phones: mobile(n), order }));
const send = async (
	entries: IDataObject[],
	{ options = {}, ...more }: NodeRunOptions & { options?: INodeParameters } = {},
) =>
	await world.send(entries, {
		...more,
		parameters: { ...more.parameters, options: { idempotencyKey: KEY, ...options } },
	});
/** By item: why it was skipped, the outcome of a failure, or `sent`. */
const told = (run: EngineRun) =>
	run
		.outputs(NODE)
		.flat()
		.map(({ json }) => {
			if (json.error !== undefined) return (json.details as IDataObject).outcome;
			return json.skipped === true ? json.reason : 'sent';
		});
const delivered = () => Object.fromEntries(world.control.deliveries());
const breakStore = (after: number) => {
	let left = after;
	dedupe.before = () => {
		if (left-- <= 0) throw new Error('database is locked');
	};
};

describe('Idempotency Key', () => {
	it('seen before in another execution sends nothing and says so', async () => {
		expect(told(await send(keyed('A', 'B')))).toEqual(['sent', 'sent']);
		const run = await send(keyed('A', 'C', 'B'));
		expect(told(run)).toEqual(['idempotencyKeyUsed', 'sent', 'idempotencyKeyUsed']);
		expect(run.json(NODE)[0]).toEqual({
			skipped: true,
			reason: 'idempotencyKeyUsed',
			message: expect.stringContaining('accepted before'),
			idempotency_key: 'A',
			recipients: { phones: [], skipped: [] },
			credits: { per_recipient: 1, total: 0 },
		});
		expect(delivered()).toEqual({ [mobile(0)]: 1, [mobile(1)]: 2 });
	});

	it('on two items sends one SMS', async () => {
		const run = await send(keyed('A', 'A', 'B'));
		expect(told(run)).toEqual(['sent', 'idempotencyKeyOfOtherItem', 'sent']);
		expect(delivered()).toEqual({ [mobile(0)]: 1, [mobile(2)]: 1 });
		expect(told(await send(keyed('A', 'A')))).toEqual(Array(2).fill('idempotencyKeyUsed'));
	});

	it('left empty, does not count', async () => {
		await send(keyed('', 'A'));
		expect(told(await send(keyed('', 'A')))).toEqual(['sent', 'idempotencyKeyUsed']);
	});

	it.each(['http-400', 'http-402', 'http-429', 'http-302'] as const)(
		'is free again after a definite refusal: %s',
		async (fault) => {
			const entries = [{ message: 'Hi', phones: special(fault), order: 'A' }];
			const options = { maxTries: 1 };
			expect((await send(entries, { options })).status).toBe('error');
			expect(told(await send(keyed('A')))).toEqual(['sent']);
		},
	);

	it.each(['reset-after', 'reset-before', 'http-500', 'no-id-after'] as const)(
		'stays taken where the outcome is unknown: %s',
		async (fault) => {
			world.control.queueFault({ fault });
			const onError: OnError = 'continueErrorOutput';
			expect(told(await send(keyed('A'), { onError }))).toEqual(['unknown']);
			const run = await send(keyed('A', 'B'));
			expect(told(run)).toEqual(['idempotencyKeyUnsettled', 'sent']);
			expect(run.json(NODE)[0]).toMatchObject({
				outcome: 'unknown',
				message: expect.stringContaining('may have been sent'),
			});
			expect(delivered()[mobile(0)] ?? 0).toBe(fault.endsWith('after') ? 1 : 0);
		},
	);

	it('is forgotten once so many later ones were used', async () => {
		const options = { idempotencyHistory: 2 };
		for (const order of ['A', 'B', 'C']) await send(keyed(order), { options });
		expect(told(await send(keyed('B'), { options }))).toEqual(['idempotencyKeyUsed']);
		expect(told(await send(keyed('A'), { options }))).toEqual(['sent']);
	});

	it('is not forgotten because later ones come again and again', async () => {
		const options = { idempotencyHistory: 2 };
		for (const order of ['A', 'B', 'B', 'B', 'B', 'B']) await send(keyed(order), { options });
		expect(told(await send(keyed('A'), { options }))).toEqual(['idempotencyKeyUsed']);
		expect(delivered()).toEqual({ [mobile(0)]: 2 });
	});

	it('is remembered for all items of a run, though the history is shorter', async () => {
		const options = { idempotencyHistory: 1, parallelRequests: 2 };
		const orders = Array.from({ length: 9 }, (_, n) => `N${n}`);
		await send(keyed(...orders), { options });
		expect(told(await send(keyed(...orders), { options }))).toEqual(
			Array(9).fill('idempotencyKeyUsed'),
		);
	});

	it('takes few calls to the store', async () => {
		// The test before may still be looking for its settled keys again.
		await new Promise((resolve) => setTimeout(resolve, 500));
		dedupe.calls.length = 0;
		const orders = Array.from({ length: 200 }, (_, n) => n);
		await send(keyed(...orders), { options: { parallelRequests: 50 } });
		expect(world.control.stats().requests).toBe(200);
		expect(dedupe.calls.length).toBeLessThanOrEqual(2 * 4 + 2);
	});

	it('that cannot be recorded sends nothing, and a retry does', async () => {
		breakStore(0);
		const run = await send(keyed('A', 'B'));
		expect(run.error?.message).toContain(
			"'Idempotency Key' could not be recorded: database is locked",
		);
		expect(world.control.stats().requests).toBe(0);
		dedupe.before = undefined;
		expect(told(await run.retry())).toEqual(['sent', 'sent']);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'that cannot be recorded fails the items left, with %s',
		async (onError) => {
			const run = await send(keyed('A', 'B'), { onError, options: { parallelRequests: 1 } });
			expect(told(run)).toEqual(['sent', 'sent']);
			breakStore(0);
			expect(told(await send(keyed('C', 'D'), { onError }))).toEqual(['notSent', 'notSent']);
			expect(delivered()).toEqual({ [mobile(0)]: 1, [mobile(1)]: 1 });
		},
	);

	it('that is held by a failed execution is used by its retry, and by no other one', async () => {
		world.control.queueFault({ fault: 'http-202' });
		world.control.queueFault({ fault: 'reset-before' });
		const options = { parallelRequests: 1, unknownOutcome: 'resend' };
		const run = await send(keyed('A', 'B', 'C'), { options });
		expect(run.status).toBe('error');
		const other = await send(keyed('A', 'B', 'D'));
		expect(told(other)).toEqual(['idempotencyKeyUsed', 'idempotencyKeyUnsettled', 'sent']);
		const again = await run.retry();
		expect(told(again)).toEqual(['sent', 'sent', 'sent']);
		expect(delivered()).toEqual({ [mobile(0)]: 1, [mobile(1)]: 1, [mobile(2)]: 2 });
		expect(told(await send(keyed('A', 'B', 'C')))).toEqual(Array(3).fill('idempotencyKeyUsed'));
	});

	it('works with Retry On Fail', async () => {
		world.control.queueFault({ fault: 'http-400' });
		const run = await send(keyed('A', 'B'), { retryOnFail: true });
		expect(told(run)).toEqual(['sent', 'sent']);
		expect(delivered()).toEqual({ [mobile(0)]: 1, [mobile(1)]: 1 });
	});

	it('holds back its own recipients where items share a campaign', async () => {
		const parameters = { campaigns: 'perMessage' };
		await send(keyed('A'), { parameters });
		const run = await send(
			[
				{ message: 'Hi', phones: [mobile(1), mobile(2)], order: 'A' },
				{ message: 'Hi', phones: [mobile(2), mobile(3)], order: 'B' },
				{ message: 'Hi', phones: [mobile(2), mobile(4)], order: '' },
			],
			{ parameters },
		);
		expect(told(run)).toEqual(['idempotencyKeyUsed', 'sent', 'sent']);
		expect(world.control.campaigns().campaigns[1]?.phones).toEqual([2, 3, 4].map(mobile));
		const [, second, third] = run.json(NODE);
		expect(second?.recipients).toMatchObject({ phones: [mobile(3), mobile(2)], skipped: [] });
		expect(third?.recipients).toMatchObject({
			phones: [mobile(4)],
			skipped: [{ phone: mobile(2), reason: 'duplicate' }],
		});
		expect(third?.data).toEqual(second?.data);
	});
});
