import { setTimeout as wait } from 'node:timers/promises';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { dedupe, NODE, type EngineRun, type NodeRunOptions } from '../support';
import { dataOf, mobile, useSandbox } from './support';

const world = useSandbox();

const entries = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ message: 'Hi', phones: mobile(n) }));
const one = (options: INodeParameters = {}): NodeRunOptions => ({
	parameters: { options: { parallelRequests: 1, ...options } },
});
const delivered = () => Object.fromEntries(world.control.deliveries());
const once = (count: number) =>
	Object.fromEntries(Array.from({ length: count }, (_, n) => [mobile(n), 1]));
const told = (run: EngineRun) =>
	run
		.outputs(NODE)
		.flat()
		.map(({ json }) =>
			json.error === undefined ? (json.reason ?? 'sent') : (json.details as IDataObject).outcome,
		);
const until = async (done: () => boolean) => {
	while (!done()) await wait(5);
};
/** A refusal of the second item, as a parent meets it whose sub-workflow fails. */
const failSecond = () => {
	world.control.queueFault({ fault: 'http-202' });
	world.control.queueFault({ fault: 'http-402' });
};

describe('without a key, nobody twice and everybody once', () => {
	it.each(['integrated', 'manual', 'retry'] as const)(
		'where a run that failed is started anew, in mode %s: n8n gives it an empty context',
		async (mode) => {
			failSecond();
			const failed = await world.send(entries(3), { ...one(), mode });
			expect(failed.status).toBe('error');
			const again = await world.send(entries(3), { ...one(), mode });
			expect(told(again)).toEqual(['sentBefore', 'sent', 'sent']);
			const [first] = again.json(NODE);
			expect(first).toMatchObject({
				sent: true,
				reason: 'sentBefore',
				recipients: { phones: [mobile(0)] },
				credits: { per_recipient: 1, total: 1 },
			});
			expect(first).not.toHaveProperty('data');
			expect(delivered()).toEqual(once(3));
		},
	);

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'where Retry On Fail tries again what an earlier run left in doubt, with %s',
		async (onError) => {
			world.control.queueFault({ fault: 'reset-after' });
			expect((await world.send(entries(1), one())).status).toBe('error');
			const again = await world.send(entries(1), { ...one(), onError, retryOnFail: true });
			expect(told(again)).toEqual(['unknown']);
			expect(delivered()).toEqual(once(1));
			// The workflow has gone on, so an equal order is another one.
			expect(told(await world.send(entries(1), { ...one(), onError }))).toEqual(['sent']);
		},
	);

	it.each([2, 0])(
		'where Retry On Fail has no try left, with Max. Tries %s, an equal order goes out',
		async (maxTries) => {
			const tries = maxTries === 0 ? 3 : maxTries;
			world.control.queueFault({ fault: 'http-402' });
			world.control.queueFault({ fault: 'http-202' });
			for (let n = 1; n < tries; n++) world.control.queueFault({ fault: 'http-402' });
			const goesOn = { ...one(), onError: 'continueRegularOutput' as const };
			const first = await world.send(entries(2), { ...goesOn, retryOnFail: true, maxTries });
			expect(told(first)).toEqual(['rejected', 'sent']);
			expect(told(await world.send(entries(2), goesOn))).toEqual(['sent', 'sent']);
			expect(delivered()).toEqual({ [mobile(0)]: 1, [mobile(1)]: 2 });
		},
	);

	it('where Retry On Fail tries again because the first item was refused before anything was sent', async () => {
		const list = [{ message: 'Hi', phones: '1' }, ...entries(1)];
		const run = await world.send(list, {
			...one(),
			onError: 'continueErrorOutput',
			retryOnFail: true,
			maxTries: 3,
		});
		expect(run.outputs(NODE).map(({ length }) => length)).toEqual([1, 1]);
		expect(delivered()).toEqual(once(1));
		// All tries are over, and the workflow has gone on: an equal order is another one.
		await world.send(list, { ...one(), onError: 'continueErrorOutput' });
		expect(delivered()).toEqual({ [mobile(0)]: 2 });
	});

	it('after an unknown outcome, Execute step holds it, and says what to look for', async () => {
		world.control.queueFault({ fault: 'reset-after' });
		const parameters = { title: 'Orders', options: { parallelRequests: 1 } };
		const failed = await world.send(entries(2), { parameters, mode: 'manual' });
		expect(failed.error?.description).toMatch(
			/Look for a campaign "Orders" to 11 98000-0000, at about \d+ \w+,? (at )?\d\d:\d\d \(São Paulo\)/,
		);
		expect(failed.error?.description).toContain("'Execute step' does not send it again either");
		expect(dataOf(failed)).toMatchObject({
			unknown_campaigns: 1,
			look_for: { title: 'Orders', phones: [mobile(0)], recipients: 1, at: expect.any(String) },
		});
		const again = await world.send(entries(2), { parameters, mode: 'manual' });
		expect(again.error?.message).toContain('may have accepted this message then');
		expect(dataOf(again)).toMatchObject({ outcome: 'unknown', unknown_campaigns: 1 });
		expect(delivered()).toEqual(once(2));
		const resent = await world.send(entries(2), {
			mode: 'manual',
			parameters: { ...parameters, options: { ...parameters.options, unknownOutcome: 'resend' } },
		});
		expect(told(resent)).toEqual(['sent', 'sentBefore']);
	});

	it('after Stop', async () => {
		world.control.setLatency(30);
		const running = world.start(entries(20), one());
		await until(() => world.control.stats().requests >= 3);
		running.cancel();
		await running.finished;
		world.control.setLatency(0);
		await wait(300);
		const again = await world.send(entries(20), { ...one(), onError: 'continueRegularOutput' });
		expect(Math.max(...world.control.deliveries().values())).toBe(1);
		expect(told(again).slice(0, 2)).toEqual(['sentBefore', 'sentBefore']);
		expect(told(again).slice(4)).toEqual(Array(16).fill('sent'));
	});

	it('after a kill, what was on its way is in doubt', async () => {
		world.control.setLatency(30);
		const running = world.start(entries(20), one());
		await until(() => world.control.stats().requests >= 3);
		// From here on it leaves nothing behind, as a process that is gone.
		dedupe.before = () => {
			throw new Error('gone');
		};
		running.cancel();
		await running.finished;
		await wait(500);
		dedupe.before = undefined;
		const sent = world.control.deliveries().size;
		const again = await world.send(entries(20), { ...one(), onError: 'continueRegularOutput' });
		expect(told(again)).toEqual(Array(20).fill('unknown'));
		expect(world.control.deliveries().size).toBe(sent);
	});
});

it('a run that ends well is a new one each time', async () => {
	for (let n = 0; n < 3; n++) expect(told(await world.send(entries(2)))).toEqual(['sent', 'sent']);
	expect(delivered()).toEqual({ [mobile(0)]: 3, [mobile(1)]: 3 });
});

it('a run whose workflow goes on with its failures is a new one each time', async () => {
	for (let n = 0; n < 2; n++) {
		failSecond();
		const run = await world.send(entries(2), { ...one(), onError: 'continueErrorOutput' });
		expect(told(run)).toEqual(['sent', 'rejected']);
	}
	expect(delivered()).toEqual({ [mobile(0)]: 2 });
});

it('of two equal runs at once, the second is told of the first', async () => {
	world.control.setLatency(200);
	const running = world.start(entries(1));
	await until(() => world.control.stats().requests > 0);
	const second = await world.send(entries(1));
	expect(second.error?.message).toContain('another execution is sending');
	expect(second.error?.description).not.toMatch(/Nothing was sent|No campaign|A retry of this/);
	expect((await running.finished).status).toBe('success');
	expect(delivered()).toEqual(once(1));
});

it('a store that fails is no precondition', async () => {
	dedupe.before = () => {
		throw new Error('database is locked');
	};
	expect(told(await world.send(entries(2)))).toEqual(['sent', 'sent']);
});

describe('what is said looks into earlier tries', () => {
	it('also if what nobody knows was sent again and refused', async () => {
		world.control.queueFault({ fault: 'reset-after' });
		world.control.queueFault({ fault: 'http-402' });
		const run = await world.send(entries(1), {
			...one({ unknownOutcome: 'resend' }),
			retryOnFail: true,
			maxTries: 2,
		});
		expect(run.error?.description).toContain('An earlier try may have sent');
		expect(run.error?.description).not.toMatch(/Nothing was sent|No campaign was accepted/);
		expect(dataOf(run)).toMatchObject({ safe_to_send_again: false, unknown_campaigns: 1 });
	});

	it('also if an earlier run left it in doubt, and sending it again was refused', async () => {
		const resend = one({ unknownOutcome: 'resend' });
		world.control.queueFault({ fault: 'reset-after' });
		await world.send(entries(1), resend);
		world.control.queueFault({ fault: 'http-402' });
		const again = await world.send(entries(1), resend);
		expect(again.error?.description).toContain('An earlier try may have sent');
		expect(again.error?.description).not.toContain('No campaign was accepted');
		expect(dataOf(again)).toMatchObject({ safe_to_send_again: false, unknown_campaigns: 1 });
		// The refusal says nothing of the first request: it is in doubt still.
		const held = await world.send(entries(1), one());
		expect(dataOf(held)).toMatchObject({ outcome: 'unknown' });
		expect(delivered()).toEqual(once(1));
	});

	it('also if the store fails at a second retry', async () => {
		failSecond();
		const first = await world.send(entries(3), one());
		await first.retry();
		dedupe.before = () => {
			throw new Error('database is locked');
		};
		const again = await first.retry();
		expect(again.error?.message).toContain('could not be recorded');
		expect(again.error?.description).not.toContain('Nothing was sent');
		expect(dataOf(again)).toMatchObject({ safe_to_send_again: false });
	});

	it('and counts two unanswered campaigns as two', async () => {
		for (let n = 0; n < 2; n++) world.control.queueFault({ fault: 'reset-after' });
		const run = await world.send(entries(2), { parameters: { options: { parallelRequests: 2 } } });
		expect(dataOf(run)).toMatchObject({ unknown_campaigns: 2 });
	});
});
