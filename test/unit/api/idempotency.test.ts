import { setTimeout as sleep } from 'node:timers/promises';

import { IdempotencyKeys } from '../../../nodes/LigueLead/api/idempotency';
import { memoryStore } from './support';

const none = () => false;

/** What an execution does with its keys when everything it sends is accepted. */
async function sendAll(store: ReturnType<typeof memoryStore>['store'], keys: string[]) {
	const execution = new IdempotencyKeys(store, none);
	await execution.take(keys);
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
		await new IdempotencyKeys(store, none).take(['a']);
		expect(await sendAll(store, ['a'])).toEqual(['unsettled']);
		expect(await sendAll(store, ['a'])).toEqual(['unsettled']);
	});

	it('holds on to keys of an earlier try without asking', async () => {
		const { store, calls } = memoryStore();
		await sendAll(store, ['a']);
		const before = calls.length;
		const retry = new IdempotencyKeys(store, (key) => key === 'a');
		await retry.take(['a']);
		expect(retry.state('a')).toBe('held');
		expect(calls).toHaveLength(before);
	});

	it('frees a key', async () => {
		const { store } = memoryStore();
		const execution = new IdempotencyKeys(store, none);
		await execution.take(['a', 'b']);
		await execution.finish(['a']);
		expect(await sendAll(store, ['a', 'b'])).toEqual(['held', 'unsettled']);
	});

	it('keeps nobody waiting for the second look at what is settled', async () => {
		const { store, calls } = memoryStore();
		let release = () => {};
		const execution = new IdempotencyKeys(store, none);
		await execution.take(['a']);
		execution.settle(['a']);
		store.outlast = async () => await new Promise<void>((resolve) => (release = resolve));
		await execution.finish([]);
		const before = calls.length;
		release();
		await new Promise((resolve) => setImmediate(resolve));
		expect(calls.slice(before).map(({ items }) => items)).toEqual([['taken:a', 'settled:a']]);
	});

	it('makes two calls a wave and three at the end, settles with the next wave, and takes a key once', async () => {
		const { store, calls } = memoryStore();
		const execution = new IdempotencyKeys(store, none);
		for (const wave of ['a', 'b', 'c']) {
			await execution.take([`${wave}1`, `${wave}2`, 'all']);
			execution.settle([`${wave}1`]);
		}
		await execution.finish([]);
		await sleep(50);
		const entries = calls.map(({ items }) =>
			items.map(String).filter((item) => !item.startsWith('claim:')),
		);
		const first = ['taken:a1', 'taken:a2', 'taken:all'];
		const second = ['taken:b1', 'taken:b2', 'taken:a1', 'settled:a1'];
		const third = ['taken:c1', 'taken:c2', 'taken:b1', 'settled:b1'];
		const last = ['taken:c1', 'settled:c1'];
		expect(entries).toEqual([first, first, second, second, third, third, last, last, last]);
	});

	it('rejects where the store does, and holds nothing then', async () => {
		const { store, backing } = memoryStore();
		backing.before = () => {
			throw new Error('database is locked');
		};
		const execution = new IdempotencyKeys(store, none);
		await expect(execution.take(['a'])).rejects.toThrow('database is locked');
		expect(execution.state('a')).not.toBe('held');
	});

	it('holds what the store has recorded where it gives up half-way, and nobody else’s', async () => {
		const { store, backing } = memoryStore();
		await sendAll(store, ['theirs']);
		let left = 2;
		backing.before = () => {
			if (left-- <= 0) throw new Error('database is locked');
		};
		const execution = new IdempotencyKeys(store, none);
		await expect(execution.take(['theirs', 'mine'])).rejects.toThrow('database is locked');
		expect([execution.state('theirs'), execution.state('mine')]).toEqual(['unsettled', 'held']);
		backing.before = undefined;
		await execution.finish(['mine']);
		expect(await sendAll(store, ['mine'])).toEqual(['held']);
	});
});
