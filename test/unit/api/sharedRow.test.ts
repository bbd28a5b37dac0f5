import fc from 'fast-check';

import { IdempotencyKeys } from '../../../nodes/LigueLead/api/idempotency';
import { SharedRow } from '../../../nodes/LigueLead/api/sharedRow';
import type { Row } from '../../../nodes/LigueLead/api/sharedRow';
import { FakeClock } from './support';

const MOST = 1_000;

/** A row that is read and written back whole, with the time that both take in between. */
class FakeRow implements Row {
	entries: string[] = [];

	/** The entries of each call. */
	readonly calls: string[][] = [];

	constructor(
		private readonly clock: FakeClock,
		private readonly takes: () => number = () => 10,
	) {}

	async record(entries: readonly string[], most: number): Promise<readonly string[]> {
		this.calls.push([...entries]);
		const stored = [...this.entries];
		await this.clock.sleep(this.takes());
		const known = entries.filter((entry) => stored.includes(entry));
		const added = entries.filter((entry) => !stored.includes(entry));
		this.entries = [...stored, ...added].slice(-most);
		return known;
	}

	async forget(entries: readonly string[]): Promise<void> {
		const stored = [...this.entries];
		await this.clock.sleep(this.takes());
		this.entries = stored.filter((entry) => !entries.includes(entry));
	}
}

function setUp(takes?: () => number) {
	const clock = new FakeClock();
	return { clock, row: new FakeRow(clock, takes), shared: new SharedRow(clock) };
}

describe('SharedRow', () => {
	it('makes one call of those that wait for another, and knows what an earlier one of them has', async () => {
		const { clock, row, shared } = setUp();
		const known = await clock.run(
			Promise.all([
				shared.record(row, ['a'], MOST),
				shared.record(row, ['b', 'c'], MOST),
				shared.record(row, ['c', 'a', 'd'], MOST),
			]),
		);
		expect(known).toEqual([[], [], ['c', 'a']]);
		expect(row.calls).toEqual([['a'], ['b', 'c', 'a', 'd']]);
	});

	it('keeps the order of calls that record and calls that forget', async () => {
		const { clock, row, shared } = setUp();
		const record = async () => await shared.record(row, ['a'], MOST);
		const calls = Promise.all([record(), record(), shared.forget(row, ['a']), record()]);
		expect(await clock.run(calls)).toEqual([[], ['a'], undefined, []]);
	});

	it('tries a call three times', async () => {
		const { clock, row, shared } = setUp();
		let failures = 2;
		const { record } = row;
		row.record = async (...call) => {
			if (failures-- > 0) throw new Error('unique constraint failed');
			return await record.apply(row, call);
		};
		expect(await clock.run(shared.record(row, ['a'], MOST))).toEqual([]);
		failures = 3;
		const both = Promise.allSettled([
			shared.record(row, ['b'], MOST),
			shared.record(row, ['c'], MOST),
		]);
		const told = await clock.run(both);
		expect(told.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
		expect(row.entries).toEqual(['a', 'c']);
	});

	it('brings back what another process wiped out, for a minute', async () => {
		const { clock, row, shared } = setUp();
		await clock.run(shared.record(row, ['a'], MOST));
		shared.keep(['a'], MOST);
		row.entries = [];
		expect(await clock.run(shared.record(row, ['a', 'b'], MOST))).toEqual(['a']);
		expect(row.entries).toEqual(['a', 'b']);
		row.entries = [];
		await clock.run(clock.sleep(60_000));
		expect(await clock.run(shared.record(row, ['a'], MOST))).toEqual([]);
	});

	it('does not bring back what is forgotten', async () => {
		const { clock, row, shared } = setUp();
		shared.keep(['a', 'b'], MOST);
		await clock.run(shared.forget(row, ['a']));
		expect(await clock.run(shared.record(row, ['a', 'b'], MOST))).toEqual(['b']);
	});

	it('keeps the newest entries, as many as a quarter of the row', async () => {
		const { clock, row, shared } = setUp();
		shared.keep(['a', 'b', 'c'], 8);
		expect(await clock.run(shared.record(row, ['a', 'b', 'c'], 8))).toEqual(['b', 'c']);
	});

	it.each([
		['the slowest of the last calls', [10, 30, 20], 25 + 3 * 30],
		['two seconds at most', [10, 5_000], 2_000],
		['a moment where there was no call', [], 25],
		['not for a slow call long ago', [5_000, ...Array<number>(20).fill(10)], 25 + 3 * 10],
	])('waits long enough for others: %s', async (_, takes, expected) => {
		const left = [...takes];
		const { clock, row, shared } = setUp(() => left.shift() ?? 0);
		for (const _call of takes) await clock.run(shared.record(row, ['a'], MOST));
		await clock.run(shared.outlast());
		expect(clock.sleeps.at(-1)).toBe(expected);
	});
});

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
		const executionOf = (shared: SharedRow) =>
			new IdempotencyKeys(
				{
					record: async (keys) => ({ processed: await shared.record(row, keys, MOST) }),
					forget: async (keys) => await shared.forget(row, keys),
					keep: (keys) => shared.keep(keys, MOST),
					outlast: async () => await shared.outlast(),
				},
				() => false,
			);
		const held: string[] = [];
		const send = async () => {
			const execution = executionOf(new SharedRow(clock));
			for (let start = 0; start < KEYS.length; start += WAVE) {
				const wave = KEYS.slice(start, start + WAVE);
				await execution.take(wave);
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
		await clock.run(third.take(KEYS));
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

	it('leave nothing in doubt that was accepted, once the second look is over', async () => {
		await fc.assert(
			fc.asyncProperty(times(5, 25), times(0, 100), async (callsTake, wavesTake) => {
				const { third } = await race(callsTake, wavesTake, 10_000);
				expect(third).toEqual(KEYS.map(() => 'used'));
			}),
			{ numRuns: 200 },
		);
	});
});

function cycle(values: readonly number[]): () => number {
	let next = 0;
	return () => values[next++ % values.length] ?? 0;
}
