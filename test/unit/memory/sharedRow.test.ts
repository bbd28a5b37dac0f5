import { probe, record, setUp } from './fakeRow';

/** Entries but the marks of the process. */
const own = (entries: readonly string[]) => entries.filter((entry) => !entry.startsWith('mark:'));

describe('SharedRow', () => {
	it('makes one call of those that come at once, and knows what an earlier one of them has', async () => {
		const { clock, row, view } = setUp();
		const known = await clock.run(
			Promise.all(
				[['a'], ['b', 'c'], ['c', 'a', 'd']].map((entries) => view.look(record(entries))),
			),
		);
		expect(known).toEqual([[], [], ['c', 'a']]);
		expect(row.calls.map(own)).toEqual([['a', 'b', 'c', 'd']]);
	});

	it('takes what is to be forgotten for gone, if both wait for one turn, and keeps what is recorded', async () => {
		const { clock, row, view } = setUp();
		await clock.run(view.look(record(['a', 'b'])));
		const calls = Promise.all([
			view.look(record(['a'])),
			view.look(record(['a'])),
			view.forget(['a', 'b']),
		]);
		expect(await clock.run(calls)).toEqual([[], ['a'], undefined]);
		expect(own(row.entries)).toEqual(['a']);
	});

	it('waits between turns for longer than they take', async () => {
		const { clock, view } = setUp(() => 40);
		const ends: number[] = [];
		const start = clock.now();
		for (const entry of ['a', 'b', 'c']) {
			await clock.run(view.look(record([entry])));
			ends.push(clock.now() - start);
		}
		expect(ends).toEqual([40, 40 + 65 + 40, 40 + 2 * (65 + 40)]);
		await clock.run(clock.sleep(200));
		await clock.run(view.look(record(['d'])));
		expect(clock.now() - start).toBe(250 + 200 + 40);
	});

	it('waits no longer if the clock is set back', async () => {
		const { clock, view } = setUp(() => 40);
		await clock.run(view.look(record(['a'])));
		clock.time -= 3_600_000;
		const start = clock.now();
		await clock.run(view.look(record(['b'])));
		expect(clock.now() - start).toBe(65 + 40);
	});

	it('tries a call three times, and fails alone', async () => {
		const { clock, row, view } = setUp();
		let failures = 2;
		const { record: works } = row;
		row.record = async (...call) => {
			if (failures-- > 0) throw new Error('unique constraint failed');
			return await works.apply(row, call);
		};
		expect(await clock.run(view.look(record(['a'])))).toEqual([]);
		failures = 3;
		const together = [view.look(record(['b'])), view.forget(['a'])];
		const told = await clock.run(Promise.allSettled(together));
		expect(told.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
		expect(await clock.run(view.look(record(['c'])))).toEqual([]);
		expect(own(row.entries)).toEqual(['c']);
	});

	it('looks without a trace: for the row, for others in the turn, for what is oldest', async () => {
		const { clock, row, shared } = setUp();
		const view = shared.view(row, 2);
		await clock.run(view.look(record(['a', 'b'])));
		expect(await clock.run(view.look(probe(['c'])))).toEqual([]);
		await clock.run(clock.sleep(1_000));
		expect(own(row.entries)).toEqual(['a', 'b']);
		const calls = [
			view.look(probe(['b', 'c'])),
			view.look(probe(['c', 'd'])),
			view.look(record(['a', 'd'])),
			view.look(probe(['d'])),
		];
		expect(await clock.run(Promise.all(calls))).toEqual([['b'], [], ['a'], ['d']]);
		await clock.run(clock.sleep(1_000));
		expect(own(row.entries)).toEqual(['a', 'b', 'd']);
	});

	it('answers a look whose trace could not be removed, and tries three times', async () => {
		const { clock, row, view } = setUp();
		await clock.run(view.look(record(['a'])));
		const { forget } = row;
		let failures = 2;
		row.forget = async (entries) => {
			if (failures-- > 0) throw new Error('database is locked');
			await forget.call(row, entries);
		};
		expect(await clock.run(view.look(probe(['b'])))).toEqual([]);
		await clock.run(clock.sleep(1_000));
		expect(own(row.entries)).toEqual(['a']);
		failures = 3;
		expect(await clock.run(view.look(probe(['c'])))).toEqual([]);
		await clock.run(clock.sleep(1_000));
		expect(own(row.entries)).toEqual(['a', 'c']);
		// It goes with the next turn, before anybody takes it for recorded.
		expect(await clock.run(view.look(probe(['c'])))).toEqual([]);
		await clock.run(clock.sleep(1_000));
		expect(own(row.entries)).toEqual(['a']);
	});

	it('brings back what another process wiped out, for a minute', async () => {
		const { clock, row, view } = setUp();
		await clock.run(view.look(record(['a'])));
		view.keep(['a']);
		row.entries = [];
		expect(await clock.run(view.look(record(['b'])))).toEqual([]);
		await clock.run(clock.sleep(1_000));
		expect(own(row.entries)).toEqual(['b', 'a']);
		row.entries = [];
		expect(await clock.run(view.look(record(['a'])))).toEqual(['a']);
		await clock.run(clock.sleep(60_000));
		row.entries = [];
		expect(await clock.run(view.look(record(['a'])))).toEqual([]);
	});

	it('removes again what another process brought back', async () => {
		const { clock, row, view } = setUp();
		await clock.run(view.look(record(['a', 'b'])));
		await clock.run(view.look(record(['c'])));
		const before = [...row.entries];
		await clock.run(view.removeForGood(['a']));
		row.entries = before;
		await clock.run(view.confirm());
		expect(own(row.entries)).toEqual(['b', 'c']);
	});

	it('takes what was removed for good for gone, though another process brought it back', async () => {
		const { clock, row, view } = setUp();
		await clock.run(view.look(record(['a', 'b'])));
		const before = [...row.entries];
		await clock.run(view.removeForGood(['a']));
		row.entries = before;
		expect(await clock.run(view.look(probe(['a', 'b'])))).toEqual(['b']);
	});

	it('does not bring back what is forgotten', async () => {
		const { clock, view } = setUp();
		view.keep(['a', 'b']);
		await clock.run(view.forget(['a']));
		expect(await clock.run(view.look(record(['a', 'b'])))).toEqual(['b']);
	});

	it('keeps the newest entries, as many as a quarter of the row', async () => {
		const { clock, row, shared } = setUp();
		const view = shared.view(row, 8);
		view.keep(['a', 'b', 'c']);
		expect(await clock.run(view.look(record(['a', 'b', 'c'])))).toEqual(['b', 'c']);
	});

	it('leaves few marks in the row, however many calls there are', async () => {
		const { clock, row, view } = setUp();
		for (let n = 0; n < 100; n++) await clock.run(view.look(record([`${n}`])));
		await clock.run(clock.sleep(1_000));
		expect(row.entries.length - own(row.entries).length).toBeLessThan(20);
	});

	it('does not wait for a slow moment of a while ago', async () => {
		const takes = [500, 10];
		const { clock, view } = setUp(() => takes.shift() ?? 10);
		await clock.run(view.look(record(['a'])));
		await clock.run(clock.sleep(20_000));
		await clock.run(view.look(record(['b'])));
		await clock.run(view.outlast());
		expect(clock.sleeps.at(-1)).toBe(25 + 3 * 10);
	});

	it.each([
		['the slowest of the last calls', [10, 30, 20], 25 + 3 * 30],
		['two seconds at most', [10, 5_000], 2_000],
		['a moment if there was no call', [], 25],
		// One of the twenty also removes marks, in a second call.
		['not for a slow call long ago', [5_000, ...Array<number>(21).fill(10)], 25 + 3 * 20],
	])('waits long enough for others: %s', async (_, takes, expected) => {
		const left = [...takes];
		const { clock, view } = setUp(() => left.shift() ?? 0);
		for (const _call of takes) await clock.run(view.look(record(['a'])));
		await clock.run(view.outlast());
		expect(clock.sleeps.at(-1)).toBe(expected);
	});
});
