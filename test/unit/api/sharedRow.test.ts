import fc from 'fast-check';

import { IdempotencyKeys } from '../../../nodes/LigueLead/api/idempotency';
import type { KeyStore } from '../../../nodes/LigueLead/api/idempotency';
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

/** The view of an execution on a row, in the process of `shared`. */
function storeOf(shared: SharedRow, row: Row): KeyStore {
	return {
		record: async (keys) => ({ processed: await shared.record(row, keys, MOST) }),
		probe: async (keys) => ({ processed: await shared.probe(row, keys, MOST) }),
		forget: async (keys) => await shared.forget(row, keys),
		keep: (keys) => shared.keep(keys, MOST),
		outlast: async () => await shared.outlast(),
	};
}

function setUp(takes?: () => number) {
	const clock = new FakeClock();
	return { clock, row: new FakeRow(clock, takes), shared: new SharedRow(clock) };
}

describe('SharedRow', () => {
	it('makes one call of those that come at once, and knows what an earlier one of them has', async () => {
		const { clock, row, shared } = setUp();
		const known = await clock.run(
			Promise.all([
				shared.record(row, ['a'], MOST),
				shared.record(row, ['b', 'c'], MOST),
				shared.record(row, ['c', 'a', 'd'], MOST),
			]),
		);
		expect(known).toEqual([[], [], ['c', 'a']]);
		expect(row.calls).toEqual([['a', 'b', 'c', 'd']]);
	});

	it('frees what is to be forgotten before it looks for it, where both wait for one turn', async () => {
		const { clock, row, shared } = setUp();
		const record = async () => await shared.record(row, ['a'], MOST);
		await clock.run(record());
		const calls = Promise.all([record(), record(), shared.forget(row, ['a'])]);
		expect(await clock.run(calls)).toEqual([[], ['a'], undefined]);
		expect(row.entries).toEqual(['a']);
	});

	it('waits between turns for longer than they take', async () => {
		const { clock, row, shared } = setUp(() => 40);
		const ends: number[] = [];
		const start = clock.now();
		for (const entry of ['a', 'b', 'c']) {
			await clock.run(shared.record(row, [entry], MOST));
			ends.push(clock.now() - start);
		}
		expect(ends).toEqual([40, 40 + 65 + 40, 40 + 2 * (65 + 40)]);
		await clock.run(clock.sleep(200));
		await clock.run(shared.record(row, ['d'], MOST));
		expect(clock.now() - start).toBe(250 + 200 + 40);
	});

	it('waits no longer where the clock is set back', async () => {
		const { clock, row, shared } = setUp(() => 40);
		await clock.run(shared.record(row, ['a'], MOST));
		clock.time -= 3_600_000;
		const start = clock.now();
		await clock.run(shared.record(row, ['b'], MOST));
		expect(clock.now() - start).toBe(65 + 40);
	});

	it('tries a call three times, and fails alone', async () => {
		const { clock, row, shared } = setUp();
		let failures = 2;
		const { record } = row;
		row.record = async (...call) => {
			if (failures-- > 0) throw new Error('unique constraint failed');
			return await record.apply(row, call);
		};
		expect(await clock.run(shared.record(row, ['a'], MOST))).toEqual([]);
		failures = 3;
		const together = [shared.record(row, ['b'], MOST), shared.forget(row, ['a'])];
		const told = await clock.run(Promise.allSettled(together));
		expect(told.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
		expect(await clock.run(shared.record(row, ['c'], MOST))).toEqual([]);
		expect(row.entries).toEqual(['c']);
	});

	it('probes without a trace: for the row, for others in the turn, for what is oldest', async () => {
		const { clock, row, shared } = setUp();
		await clock.run(shared.record(row, ['a', 'b'], 2));
		expect(await clock.run(shared.probe(row, ['c'], 2))).toEqual([]);
		expect(row.entries).toEqual(['a', 'b']);
		const calls = [
			shared.probe(row, ['b', 'c'], 2),
			shared.probe(row, ['c', 'd'], 2),
			shared.record(row, ['a', 'd'], 2),
			shared.probe(row, ['d'], 2),
		];
		expect(await clock.run(Promise.all(calls))).toEqual([['b'], [], ['a'], ['d']]);
		expect(row.entries).toEqual(['a', 'b', 'd']);
	});

	it('rejects only a probe whose trace stays, and tries three times to remove it', async () => {
		const { clock, row, shared } = setUp();
		await clock.run(shared.record(row, ['a'], MOST));
		const { forget } = row;
		let failures = 2;
		row.forget = async (entries) => {
			if (failures-- > 0) throw new Error('database is locked');
			await forget.call(row, entries);
		};
		const statuses = async (probed: string, recorded: string) => {
			const calls = [shared.probe(row, [probed], MOST), shared.record(row, [recorded], MOST)];
			return (await clock.run(Promise.allSettled(calls))).map(({ status }) => status);
		};
		expect(await statuses('b', 'c')).toEqual(['fulfilled', 'fulfilled']);
		expect(row.entries).toEqual(['a', 'c']);
		failures = 3;
		expect(await statuses('b', 'd')).toEqual(['rejected', 'fulfilled']);
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
			new IdempotencyKeys(storeOf(shared, row), () => false);
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
			const execution = new IdempotencyKeys(storeOf(shared, row), () => false);
			await execution.take([key]);
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

function cycle(values: readonly number[]): () => number {
	let next = 0;
	return () => values[next++ % values.length] ?? 0;
}
