import fc from 'fast-check';

import { eventKey } from '../../../nodes/LigueLead/resources/statusEvent/eventKey';
import { SeenEvents } from '../../../nodes/LigueLead/statusEvents';
import { statusEvent } from '../../support/statusEvents';

const key = (n: number) => eventKey(statusEvent({ id: `campaign ${n}` }));
const keys = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, n) => key(from + n));

test('an event passes once', () => {
	const seen = new SeenEvents();
	expect([1, 2, 1, 2, 3].map((n) => seen.add(key(n), undefined))).toEqual([
		true,
		true,
		false,
		false,
		true,
	]);
});

test('after a restart what was stored does not pass again', () => {
	const before = new SeenEvents();
	for (const one of keys(0, 100)) before.add(one, undefined);
	const stored = before.stored();
	const after = new SeenEvents();
	expect(keys(0, 100).some((one) => after.add(one, stored))).toBe(false);
	expect(after.add(key(100), stored)).toBe(true);
});

test('a restart after 5,000 events remembers the first of them', () => {
	const before = new SeenEvents();
	for (const one of keys(0, 5_000)) before.add(one, undefined);
	const after = new SeenEvents();
	expect(after.add(key(0), before.stored())).toBe(false);
});

test('calls in parallel, each with an old copy of what is stored, forget nothing', () => {
	const seen = new SeenEvents();
	// None of the copies knows of the others, and the one that is stored last wins.
	const copies = keys(0, 200).map((one) => {
		expect(seen.add(one, '')).toBe(true);
		return seen.stored();
	});
	const after = new SeenEvents();
	expect(keys(0, 200).some((one) => after.add(one, copies.at(-1)))).toBe(false);
});

test('two processes that store in turn learn from each other', () => {
	const [one, other] = [new SeenEvents(), new SeenEvents()];
	one.add(key(1), undefined);
	const stored = one.stored();
	expect(other.add(key(1), stored)).toBe(false);
	other.add(key(2), stored);
	expect(one.add(key(2), other.stored())).toBe(false);
});

test('what is stored stays below 100 kB, and holds the newest', () => {
	const seen = new SeenEvents();
	const all = keys(0, 30_000);
	for (const one of all) seen.add(one, undefined);
	const stored = seen.stored();
	expect(stored.length).toBeLessThan(100_000);
	const after = new SeenEvents();
	expect(after.add(all.at(-1) ?? '', stored)).toBe(false);
	expect(all.slice(-5_000).some((one) => after.add(one, undefined))).toBe(false);
	expect(after.add(all[0] ?? '', undefined)).toBe(true);
});

test('a process remembers the last 20,000 and lets the oldest go', () => {
	const seen = new SeenEvents();
	const all = keys(0, 20_001);
	for (const one of all) seen.add(one, undefined);
	expect(all.slice(1).some((one) => seen.add(one, undefined))).toBe(false);
	expect(seen.add(all[0] ?? '', undefined)).toBe(true);
});

test('what is stored may be anything', () => {
	fc.assert(
		fc.property(fc.anything(), (stored) => {
			const seen = new SeenEvents();
			expect(seen.add(key(1), stored)).toBe(true);
			expect(seen.add(key(1), stored)).toBe(false);
		}),
	);
});
