import { IdempotencyKeys } from '../../../nodes/LigueLead/memory/idempotency';
import { memoryStore } from '../api/support';
import { probe, setUp } from './fakeRow';

/** What an execution does with its keys when everything it sends is accepted. */
async function sendAll(store: ReturnType<typeof memoryStore>['store'], keys: string[]) {
	const execution = new IdempotencyKeys(store, 'key');
	await execution.claim(keys);
	const states = keys.map((key) => execution.state(key));
	execution.settle(keys.filter((key) => execution.state(key) === 'held'));
	await execution.finish([]);
	return states;
}

describe('IdempotencyKeys', () => {
	it('holds new keys, and tells another execution that they were used', async () => {
		const { store } = memoryStore();
		expect(await sendAll(store, ['a', 'b'])).toEqual(['held', 'held']);
		expect(await sendAll(store, ['b', 'c'])).toEqual(['used', 'held']);
	});

	it('tells that a key was taken and nothing is known of it, however often it is asked', async () => {
		const { store } = memoryStore();
		await new IdempotencyKeys(store, 'key').claim(['a']);
		expect(await sendAll(store, ['a'])).toEqual(['unsettled']);
		expect(await sendAll(store, ['a'])).toEqual(['unsettled']);
	});

	it('frees a key', async () => {
		const { store } = memoryStore();
		const execution = new IdempotencyKeys(store, 'key');
		await execution.claim(['a', 'b']);
		await execution.finish(['a']);
		expect(await sendAll(store, ['a', 'b'])).toEqual(['held', 'unsettled']);
	});

	it('keeps nobody waiting for the look whether what is settled stays so', async () => {
		const { store, calls } = memoryStore();
		let release = () => {};
		const execution = new IdempotencyKeys(store, 'key');
		await execution.claim(['a']);
		execution.settle(['a']);
		store.confirm = async () => await new Promise<void>((resolve) => (release = resolve));
		await execution.finish([]);
		expect(calls.at(-1)?.items).toContain('open:key:a');
		release();
	});

	it('claims a wave in two calls, settles before the next one, and claims a key once', async () => {
		const { store, calls } = memoryStore();
		const execution = new IdempotencyKeys(store, 'key');
		for (const wave of ['a', 'b', 'c']) {
			await execution.claim([`${wave}1`, `${wave}2`, 'all']);
			execution.settle([`${wave}1`]);
		}
		store.confirm = async () => {};
		await execution.finish([]);
		const entries = calls.map(({ items }) =>
			items.map(String).filter((item) => /^(taken|open):/.test(item)),
		);
		const both = (...keys: string[]) =>
			keys.flatMap((key) => [`taken:key:${key}`, `open:key:${key}`]);
		const first = both('a1', 'a2', 'all');
		const second = both('b1', 'b2');
		const third = both('c1', 'c2');
		const settled = (key: string) => [`open:key:${key}`];
		expect(entries).toEqual([
			...[first, first, settled('a1'), second, second],
			...[settled('b1'), third, third, settled('c1')],
		]);
	});

	it('says what became of keys without claiming them', async () => {
		const { store } = memoryStore();
		await sendAll(store, ['used']);
		await new IdempotencyKeys(store, 'key').claim(['open']);
		const asked = new IdempotencyKeys(store, 'key');
		const found = await asked.lookUp(['used', 'open', 'new']);
		expect([...found]).toEqual([
			['used', 'used'],
			['open', 'unsettled'],
		]);
		expect(await sendAll(store, ['used', 'new'])).toEqual(['used', 'held']);
	});

	it.each(['settled', 'freed', 'given up'])(
		'leaves the history its room while keys are under way, and takes it back when they are %s',
		async (end) => {
			const { clock, row, shared } = setUp();
			const history = 100;
			const view = shared.view(row, history + 20);
			const before = Array.from({ length: history }, (_, key) => `before-${key}`);
			const old = new IdempotencyKeys(view, 'key');
			await clock.run(old.claim(before));
			old.settle(before);
			await clock.run(old.finish([]));
			const few = Array.from({ length: 60 }, (_, key) => `new-${key}`);
			const execution = new IdempotencyKeys(view, 'key');
			await clock.run(execution.claim(few));
			// Any other call cuts the row to its length.
			await clock.run(view.look(probe(['x'])));
			const remembered = [...before.slice(-40), ...few];
			expect(row.entries).toEqual(
				expect.arrayContaining(remembered.map((key) => `taken:key:${key}`)),
			);
			if (end === 'settled') execution.settle(few);
			if (end === 'given up') row.forget = async () => await Promise.reject(new Error('down'));
			await clock.run(Promise.allSettled([execution.finish(end === 'freed' ? few : [])]));
			await clock.run(view.look(probe(['x'])));
			expect(row.rooms.at(-1)).toBeLessThan(history + 40);
		},
	);

	it('keeps kinds of keys apart', async () => {
		const { store } = memoryStore();
		await sendAll(store, ['7']);
		const other = new IdempotencyKeys(store, 'retry');
		await other.claim(['7']);
		expect(other.state('7')).toBe('held');
	});

	// What a trace of asking says must never be that something was sent.
	it('takes a key for one in doubt, not for a used one, if a trace of asking stays', async () => {
		const { store, inOtherProcess, backing } = memoryStore();
		await sendAll(store, ['a']);
		await new IdempotencyKeys(store, 'key').claim(['b']);
		const { removeProcessed } = backing;
		backing.removeProcessed = async () => {
			throw new Error('database is locked');
		};
		expect(await sendAll(inOtherProcess(), ['a', 'b'])).toEqual(['used', 'unsettled']);
		// The removal is tried three times.
		for (let n = 0; n < 20; n++) await new Promise((resolve) => setImmediate(resolve));
		backing.removeProcessed = removeProcessed;
		expect(await sendAll(inOtherProcess(), ['a', 'b'])).toEqual(['unsettled', 'unsettled']);
	});

	it('sends nothing for keys if the store wrote them and lost its answer', async () => {
		const { store, backing } = memoryStore();
		await sendAll(store, ['theirs']);
		const { checkProcessedAndRecord } = backing;
		let lost = 1;
		backing.checkProcessedAndRecord = async (...call) => {
			const answer = await checkProcessedAndRecord.apply(backing, call);
			if (lost-- > 0) throw new Error('connection terminated');
			return answer;
		};
		const execution = new IdempotencyKeys(store, 'key');
		await expect(execution.claim(['theirs', 'mine'])).rejects.toThrow(
			'answer of the store was lost',
		);
		expect([execution.state('theirs'), execution.state('mine')]).not.toContain('held');
	});

	it('rejects where the store does, and holds nothing then', async () => {
		const { store, backing } = memoryStore();
		backing.before = () => {
			throw new Error('database is locked');
		};
		const execution = new IdempotencyKeys(store, 'key');
		await expect(execution.claim(['a'])).rejects.toThrow('database is locked');
		expect(execution.state('a')).not.toBe('held');
	});

	it('holds what the store has recorded where it gives up half-way, and nobody else’s', async () => {
		const { store, backing } = memoryStore();
		await sendAll(store, ['theirs']);
		let left = 2;
		backing.before = () => {
			if (left-- <= 0) throw new Error('database is locked');
		};
		const execution = new IdempotencyKeys(store, 'key');
		await expect(execution.claim(['theirs', 'mine'])).rejects.toThrow('database is locked');
		expect([execution.state('theirs'), execution.state('mine')]).toEqual(['used', 'held']);
		backing.before = undefined;
		await execution.finish(['mine']);
		expect(await sendAll(store, ['mine'])).toEqual(['held']);
	});
});
