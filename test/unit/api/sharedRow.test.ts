import { MOST, setUp } from './fakeRow';

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
