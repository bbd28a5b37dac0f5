import type { Campaign } from '../../../nodes/LigueLead/campaigns';
import { createDispatcher } from '../../../nodes/LigueLead/api/dispatch';
import type { NotSent, Outcome } from '../../../nodes/LigueLead/outcomes';
import { accepted, campaigns, failed, FakeClock } from './support';

const DEFAULTS = {
	parallelRequests: 3,
	maxTries: 3,
	stopOnFailure: false,
	endAt: Infinity,
};

/** A post that answers from a script: by campaign (its item), the outcomes of its tries. */
function scripted(script: Record<number, Outcome[]>, clock: FakeClock, takes = 10) {
	const seen = { inFlight: 0, most: 0, order: [] as number[], times: [] as number[] };
	const post = async ({ items }: Campaign): Promise<Outcome> => {
		const [item = -1] = items;
		seen.order.push(item);
		seen.times.push(clock.time);
		seen.most = Math.max(seen.most, ++seen.inFlight);
		await clock.sleep(takes);
		seen.inFlight--;
		const outcomes = script[item];
		return (outcomes?.length ? outcomes.shift() : undefined) ?? accepted(`c${item}`);
	};
	return { post, seen };
}

function setUp(script: Record<number, Outcome[]> = {}, options: Partial<typeof DEFAULTS> = {}) {
	const clock = new FakeClock();
	const { post, seen } = scripted(script, clock);
	const dispatcher = createDispatcher({ ...DEFAULTS, ...options }, post, clock);
	const send = async (count: number) => await clock.run(dispatcher.send(campaigns(count)));
	return { clock, seen, dispatcher, send };
}

const names = (outcomes: Array<Outcome | NotSent | undefined>) =>
	outcomes.map((one) => one?.outcome);

describe('createDispatcher', () => {
	it('keeps the outcomes in the order of the campaigns, whenever they came', async () => {
		const { send } = setUp({ 0: [failed('throttled'), accepted('late')], 2: [failed('rejected')] });
		const outcomes = await send(4);
		expect(outcomes).toMatchObject([
			{ campaignId: 'late' },
			{ campaignId: 'c1' },
			{ outcome: 'rejected' },
			{ campaignId: 'c3' },
		]);
	});

	it.each([1, 3, 7])(
		'has %i requests in flight at most, and uses them',
		async (parallelRequests) => {
			const { send, seen } = setUp({}, { parallelRequests });
			await send(20);
			expect(seen.most).toBe(parallelRequests);
			expect(seen.order).toEqual(Array.from({ length: 20 }, (_, n) => n));
		},
	);

	it.each(['throttled', 'unreachable'] as const)('tries what was %s again', async (outcome) => {
		const { send, seen } = setUp({ 1: [failed(outcome), failed(outcome)] });
		expect(names(await send(2))).toEqual(['accepted', 'accepted']);
		expect(seen.order.filter((item) => item === 1)).toHaveLength(3);
	});

	it.each(['rejected', 'unknown'] as const)('never tries what was %s again', async (outcome) => {
		const { send, seen } = setUp({ 0: [failed(outcome)] });
		expect(names(await send(1))).toEqual([outcome]);
		expect(seen.order).toEqual([0]);
	});

	it('gives up after so many tries, and says why', async () => {
		const { send, seen } = setUp({ 0: Array.from({ length: 9 }, () => failed('throttled')) });
		expect(names(await send(1))).toEqual(['throttled']);
		expect(seen.order).toHaveLength(3);
	});

	it('does not wait for every campaign in turn if none gets through', async () => {
		const always = Array.from({ length: 20 }, (_, item) => [
			item,
			Array.from({ length: 9 }, () => failed('unreachable')),
		]);
		const { send, seen } = setUp(Object.fromEntries(always));
		expect(new Set(names(await send(20)))).toEqual(new Set(['unreachable']));
		// Three at a time try three times; the other 17 once.
		expect(seen.order).toHaveLength(3 * 3 + 17);
	});

	it('pauses all requests of the run for one 429', async () => {
		const start = new FakeClock().time;
		const script = { 0: [failed('throttled', start + 5_000)] };
		const { send, seen } = setUp(script, { parallelRequests: 2 });
		expect(names(await send(4))).toEqual(Array(4).fill('accepted'));
		const [first, second, ...rest] = seen.times.map((time) => time - start);
		expect([first, second]).toEqual([0, 0]);
		expect(rest).toHaveLength(3);
		expect(Math.min(...rest)).toBeGreaterThanOrEqual(5_000);
	});

	describe('if the workflow stops on failure', () => {
		const stop = { stopOnFailure: true, parallelRequests: 2 };

		it.each(['rejected', 'unknown'] as const)(
			'starts nothing after one was %s, and awaits those in flight',
			async (outcome) => {
				const { send, seen, dispatcher } = setUp({ 1: [failed(outcome)] }, stop);
				expect(names(await send(9))).toEqual([
					'accepted',
					outcome,
					...Array<undefined>(7).fill(undefined),
				]);
				expect(seen.inFlight).toBe(0);
				expect(dispatcher.stopped).toBe(true);
			},
		);

		it('starts nothing in a later wave', async () => {
			const { send, seen } = setUp({ 0: [failed('rejected')] }, { ...stop, parallelRequests: 1 });
			await send(1);
			expect(names(await send(3))).toEqual([undefined, undefined, undefined]);
			expect(seen.order).toEqual([0]);
		});

		it('does not try a waiting one again, which keeps its own outcome', async () => {
			const { send, seen } = setUp({ 0: [failed('throttled')], 1: [failed('rejected')] }, stop);
			expect(names(await send(2))).toEqual(['throttled', 'rejected']);
			expect(seen.order).toEqual([0, 1]);
		});

		it('stops when tries are used up', async () => {
			const tries = Array.from({ length: 3 }, () => failed('throttled'));
			const { send } = setUp({ 0: tries }, { ...stop, parallelRequests: 1 });
			expect(names(await send(3))).toEqual(['throttled', undefined, undefined]);
		});
	});

	it('starts nothing once the execution was cancelled', async () => {
		const { send, seen, clock, dispatcher } = setUp({}, { parallelRequests: 2 });
		const sleep = clock.sleep.bind(clock);
		clock.sleep = async (ms) => {
			await sleep(ms);
			clock.isCancelled = true;
		};
		expect(names(await send(6))).toEqual([
			'accepted',
			'accepted',
			...Array<undefined>(4).fill(undefined),
		]);
		expect(seen.order).toEqual([0, 1]);
		expect(dispatcher.stopped).toBe(true);
	});

	it('ends a wait when the execution is cancelled, with the outcome so far', async () => {
		const { send, clock } = setUp({ 0: [failed('throttled')] });
		const sleep = clock.sleep.bind(clock);
		clock.sleep = async (ms) => {
			await sleep(ms);
			clock.isCancelled = ms > 10;
		};
		expect(names(await send(1))).toEqual(['throttled']);
	});

	it('starts nothing once the time of the run is over, and awaits what is in flight', async () => {
		const endAt = new FakeClock().time + 25;
		const { send, seen, dispatcher } = setUp({}, { parallelRequests: 2, endAt });
		expect(names(await send(9))).toEqual([
			...Array<string>(6).fill('accepted'),
			...Array<undefined>(3).fill(undefined),
		]);
		expect(seen.inFlight).toBe(0);
		expect(dispatcher.stopped).toBe(true);
	});

	it('gives up waiting when the time of the run is over, with the outcome so far', async () => {
		const start = new FakeClock().time;
		const script = { 0: [failed('throttled', start + 60_000)] };
		const { send, clock } = setUp(script, { endAt: start + 5_000 });
		expect(names(await send(1))).toEqual(['throttled']);
		expect(clock.time - start).toBe(5_000);
	});

	describe('if something throws', () => {
		it.each([
			['sync', 1],
			['async', 2],
		] as const)('in a post (%s), it is unknown, and nothing more starts', async (how, others) => {
			const clock = new FakeClock();
			const begun: number[] = [];
			let ended = 0;
			const post = (campaign: Campaign): Promise<Outcome> => {
				begun.push(campaign.items[0] as number);
				const fails = campaign.items[0] === 1;
				if (fails && how === 'sync') throw new RangeError('Maximum call stack size exceeded');
				return (async () => {
					await clock.sleep(fails ? 10 : 50);
					if (fails) throw new RangeError('Maximum call stack size exceeded');
					ended++;
					return accepted();
				})();
			};
			const dispatcher = createDispatcher({ ...DEFAULTS, parallelRequests: 3 }, post, clock);
			const outcomes = await clock.run(dispatcher.send(campaigns(20)));
			expect(names(outcomes).filter((one) => one === 'accepted')).toHaveLength(others);
			expect(names(outcomes).filter((one) => one === undefined)).toHaveLength(19 - others);
			expect(outcomes[1]).toMatchObject({ details: { safe_to_send_again: false } });
			expect(begun).toHaveLength(others + 1);
			// What was in flight had ended before the answer came.
			expect(ended).toBe(others);
			expect(dispatcher.stopped).toBe(true);
			for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
			expect(begun).toHaveLength(others + 1);
		});

		it('while waiting, the run stops with the outcomes so far', async () => {
			const { send, clock, dispatcher } = setUp(
				{ 0: [failed('throttled')] },
				{ parallelRequests: 1 },
			);
			const sleep = clock.sleep.bind(clock);
			clock.sleep = async (ms) => {
				if (ms > 10) throw new Error('no timers left');
				await sleep(ms);
			};
			expect(names(await send(3))).toEqual(['throttled', undefined, undefined]);
			expect(dispatcher.stopped).toBe(true);
		});
	});
});
