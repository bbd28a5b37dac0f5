import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { dedupe, NODE, type NodeRunOptions } from '../support';
import { mobile, useSandbox, verdicts } from './support';

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
const delivered = () => Object.fromEntries(world.control.deliveries());
const breakStore = (after: number) => {
	let left = after;
	dedupe.before = () => {
		if (left-- <= 0) throw new Error('database is locked');
	};
};

describe('Idempotency Key', () => {
	it('seen before in another execution sends nothing and says so', async () => {
		expect(verdicts(await send(keyed('A', 'B')))).toEqual(['accepted', 'accepted']);
		const run = await send(keyed('A', 'C', 'B'));
		expect(verdicts(run)).toEqual(['idempotencyKeyUsed', 'accepted', 'idempotencyKeyUsed']);
		expect(run.json(NODE)[0]).toEqual({
			sent: false,
			text: '',
			skipped: true,
			reason: 'idempotencyKeyUsed',
			message: expect.stringContaining('was used before, and the campaign was accepted'),
			idempotency_key: 'A',
			recipients: { phones: [], skipped: [] },
			credits: { per_recipient: 1, total: 0 },
		});
		expect(delivered()).toEqual({ [mobile(0)]: 1, [mobile(1)]: 2 });
	});

	it('on two items sends one SMS', async () => {
		const run = await send(keyed('A', 'A', 'B'));
		expect(verdicts(run)).toEqual(['accepted', 'idempotencyKeyOfOtherItem', 'accepted']);
		expect(delivered()).toEqual({ [mobile(0)]: 1, [mobile(2)]: 1 });
		expect(verdicts(await send(keyed('A', 'A')))).toEqual(Array(2).fill('idempotencyKeyUsed'));
	});

	it('left empty, does not count', async () => {
		await send(keyed('', 'A'));
		expect(verdicts(await send(keyed('', 'A')))).toEqual(['accepted', 'idempotencyKeyUsed']);
	});

	it('is free again after a definite refusal, and stays taken where the outcome is unknown', async () => {
		world.control.queueFault({ fault: 'http-402' });
		world.control.queueFault({ fault: 'reset-after' });
		const first = { onError: 'continueErrorOutput', options: { parallelRequests: 1 } } as const;
		expect(verdicts(await send(keyed('A', 'B'), first))).toEqual(['rejected', 'unknown']);
		const run = await send(keyed('A', 'B'));
		expect(verdicts(run)).toEqual(['accepted', 'idempotencyKeyUnsettled']);
		expect(run.json(NODE)[1]).toMatchObject({
			outcome: 'unknown',
			message: expect.stringContaining('may have been sent'),
		});
		expect(delivered()).toEqual({ [mobile(0)]: 1, [mobile(1)]: 1 });
	});

	it('is forgotten once so many later ones were used', async () => {
		const options = { idempotencyHistory: 2 };
		await send(keyed('A'), { options });
		// The row has some room besides, for keys that are under way.
		for (let n = 0; n < 8; n++) {
			const orders = Array.from({ length: 20 }, (_, at) => `${n}-${at}`);
			await send(keyed(...orders), { options });
		}
		expect(verdicts(await send(keyed('7-19'), { options }))).toEqual(['idempotencyKeyUsed']);
		expect(verdicts(await send(keyed('A'), { options }))).toEqual(['accepted']);
	});

	it('is not forgotten because later ones come again and again', async () => {
		const options = { idempotencyHistory: 2 };
		for (const order of ['A', 'B', 'B', 'B', 'B', 'B']) await send(keyed(order), { options });
		expect(verdicts(await send(keyed('A'), { options }))).toEqual(['idempotencyKeyUsed']);
		expect(delivered()).toEqual({ [mobile(0)]: 2 });
	});

	it('is remembered for all items of a run, though the history is shorter', async () => {
		const options = { idempotencyHistory: 1, parallelRequests: 2 };
		const orders = Array.from({ length: 9 }, (_, n) => `N${n}`);
		await send(keyed(...orders), { options });
		expect(verdicts(await send(keyed(...orders), { options }))).toEqual(
			Array(9).fill('idempotencyKeyUsed'),
		);
	});

	it('takes few calls to the store', async () => {
		dedupe.calls.length = 0;
		const orders = Array.from({ length: 200 }, (_, n) => n);
		await send(keyed(...orders), { options: { parallelRequests: 50 } });
		expect(world.control.stats().requests).toBe(200);
		// Four a wave of 33: two to claim it, one to settle it, now and then one to tidy up.
		expect(dedupe.calls.length).toBeLessThanOrEqual(4 * Math.ceil(200 / 33) + 4);
	});

	it('that cannot be recorded sends nothing, and a retry does', async () => {
		breakStore(0);
		const run = await send(keyed('A', 'B'));
		expect(run.error?.message).toContain(
			"'Idempotency Key' could not be recorded: database is locked",
		);
		expect(world.control.stats().requests).toBe(0);
		dedupe.before = undefined;
		expect(verdicts(await run.retry())).toEqual(['accepted', 'accepted']);
	});

	it('that is held by a failed execution is used by its retry, and by no other one', async () => {
		world.control.queueFault({ fault: 'http-202' });
		world.control.queueFault({ fault: 'reset-before' });
		const options = { parallelRequests: 1, unknownOutcome: 'resend' };
		const run = await send(keyed('A', 'B', 'C'), { options });
		expect(run.status).toBe('error');
		const other = await send(keyed('A', 'B', 'D'));
		expect(verdicts(other)).toEqual(['idempotencyKeyUsed', 'idempotencyKeyUnsettled', 'accepted']);
		const again = await run.retry();
		expect(verdicts(again)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(delivered()).toEqual({ [mobile(0)]: 1, [mobile(1)]: 1, [mobile(2)]: 2 });
		expect(verdicts(await send(keyed('A', 'B', 'C')))).toEqual(Array(3).fill('idempotencyKeyUsed'));
	});

	it('works with Retry On Fail', async () => {
		world.control.queueFault({ fault: 'http-400' });
		const run = await send(keyed('A', 'B'), { retryOnFail: true });
		expect(verdicts(run)).toEqual(['accepted', 'accepted']);
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
		expect(verdicts(run)).toEqual(['idempotencyKeyUsed', 'accepted', 'accepted']);
		expect(world.control.campaigns().campaigns[1]?.phones).toEqual([2, 3, 4].map(mobile));
		const [, second, third] = run.json(NODE);
		expect(second?.recipients).toEqual({ phones: [mobile(2), mobile(3)] });
		expect(third?.recipients).toMatchObject({
			phones: [mobile(4)],
			skipped: [{ phone: mobile(2), reason: 'duplicate' }],
		});
		expect(third?.data).toEqual(second?.data);
	});
});
