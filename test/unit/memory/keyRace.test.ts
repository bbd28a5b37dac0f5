import fc from 'fast-check';

import { IdempotencyKeys } from '../../../nodes/LigueLead/memory/idempotency';
import { SharedRow } from '../../../nodes/LigueLead/memory/sharedRow';
import { MOST, setUp } from './fakeRow';

jest.setTimeout(120_000);

describe('Two processes that send with keys at once', () => {
	const KEYS = Array.from({ length: 40 }, (_, n) => `k${n}`);
	const WAVE = 5;

	/**
	 * Both want every key, in waves, and a third asks later. Takes how long calls take, requests, and
	 * the time before the third asks, in milliseconds.
	 */
	async function race(callsTake: readonly number[], wavesTake: readonly number[], pause: number) {
		const callTime = cycle(callsTake);
		const waveTime = cycle(wavesTake);
		const { clock, row } = setUp(callTime);
		const executionOf = (shared: SharedRow) => new IdempotencyKeys(shared.view(row, MOST), 'key');
		const held: string[] = [];
		const send = async () => {
			const execution = executionOf(new SharedRow(clock));
			for (let start = 0; start < KEYS.length; start += WAVE) {
				const wave = KEYS.slice(start, start + WAVE);
				await execution.claim(wave);
				const mine = wave.filter((key) => execution.state(key) === 'held');
				held.push(...mine);
				execution.settle(mine);
				await clock.sleep(waveTime());
			}
			await execution.finish([]);
		};
		await clock.run(Promise.all([send(), send()]));
		await clock.run(clock.sleep(pause));
		const third = executionOf(new SharedRow(clock));
		await clock.run(third.claim(KEYS));
		return { held: held.sort(), third: KEYS.map((key) => third.state(key)) };
	}

	const times = (min: number, max: number) =>
		fc.array(fc.integer({ min, max }), { minLength: 10, maxLength: 40 });

	it('never both hold a key, nor does a third that asks at once', async () => {
		await fc.assert(
			fc.asyncProperty(times(5, 25), times(0, 100), async (callsTake, wavesTake) => {
				const { held, third } = await race(callsTake, wavesTake, 0);
				expect(held).toEqual([...KEYS].sort());
				expect(third).not.toContain('held');
			}),
			{ numRuns: 200 },
		);
	});

	// A probe of the other process is under way at the first look, and takes the entries out after it.
	const FOUND_ONCE: [number[], number[]] = [
		[5, 5, 10, 5, 19, 18, 15, 6, 5, 8, 22, 5],
		[68, 0, 0, 0, 86, 0, 0, 93, 98, 0, 73, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
	];

	it('leave nothing in doubt that was accepted, once the second look is over', async () => {
		await fc.assert(
			fc.asyncProperty(times(5, 25), times(0, 100), async (callsTake, wavesTake) => {
				const { third } = await race(callsTake, wavesTake, 10_000);
				expect(third).toEqual(KEYS.map(() => 'used'));
			}),
			{ numRuns: 200, examples: [FOUND_ONCE] },
		);
	});
});

describe('Processes that run many executions with keys at once', () => {
	/**
	 * Orders that come to every process in the same moment, so many milliseconds one after the other.
	 * Takes how long calls take, and how much later than the first the other processes begin.
	 */
	async function race(
		processes: number,
		gap: number,
		callsTake: readonly number[],
		late: readonly number[],
	) {
		const lateness = cycle(late);
		const { clock, row } = setUp(cycle(callsTake));
		const sent: string[] = [];
		const execute = async (shared: SharedRow, key: string, start: number) => {
			await clock.sleep(start);
			const execution = new IdempotencyKeys(shared.view(row, MOST), 'key');
			await execution.claim([key]);
			if (execution.state(key) === 'held') {
				sent.push(key);
				await clock.sleep(80);
				execution.settle([key]);
			}
			await execution.finish([]);
		};
		const rows = Array.from({ length: processes }, () => new SharedRow(clock));
		const executions = ORDERS.flatMap((key, n) =>
			rows.map(async (shared) => await execute(shared, key, n * gap + lateness())),
		);
		await clock.run(Promise.all(executions));
		return sent.sort();
	}

	const ORDERS = Array.from({ length: 30 }, (_, n) => `order-${10 + n}`);
	const times = (min: number, max: number) =>
		fc.array(fc.integer({ min, max }), { minLength: 50, maxLength: 80 });

	// Without the pause between turns, nearly every run has orders that are sent twice.
	it.each([20, 60, 170])('two that get an order each %i ms send each of them once', async (gap) => {
		await fc.assert(
			fc.asyncProperty(times(20, 60), times(0, 40), async (callsTake, late) => {
				expect(await race(2, gap, callsTake, late)).toEqual(ORDERS);
			}),
			{ numRuns: 30 },
		);
	});
});

describe('A process whose calls take three times as long as those of another', () => {
	// Without the wait before the second look, the quick one looks before the slow one has written.
	it('never holds the key that the other one holds', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 10, max: 40 }),
				fc.integer({ min: 0, max: 120 }),
				async (takes, late) => {
					const { clock, row } = setUp();
					const claim = async (each: number, start: number) => {
						await clock.sleep(start);
						const view = new SharedRow(clock).view(
							row.inProcess(() => each),
							MOST,
						);
						const keys = new IdempotencyKeys(view, 'key');
						await keys.claim(['k']);
						return keys.state('k');
					};
					const states = await clock.run(Promise.all([claim(takes, late), claim(3 * takes, 60)]));
					expect(states.filter((state) => state === 'held')).toHaveLength(1);
				},
			),
			{ numRuns: 300 },
		);
	});
});

function cycle(values: readonly number[]): () => number {
	let next = 0;
	return () => values[next++ % values.length] ?? 0;
}
