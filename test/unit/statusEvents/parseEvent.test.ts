import fc from 'fast-check';

import { findExcess, isFinal, parseEvent } from '../../../nodes/LigueLead/statusEvents';
import { nestedText, statusEvent } from '../../support/statusEvents';

const problemOf = (body: unknown) => {
	const parsed = parseEvent(body);
	return 'problem' in parsed ? parsed.problem : undefined;
};

test('a documented event is returned as it came', () => {
	const event = statusEvent();
	expect(parseEvent(event)).toEqual({ event });
});

test('fields nobody documents are kept, voice fields for one', () => {
	const event = statusEvent({ type: 'voice', duration: 12, answers: [{ key: '1' }] }, { extra: 1 });
	expect(parseEvent(event)).toEqual({ event });
});

test.each([
	['nothing', undefined],
	['null', null],
	['a text', 'campaign.status'],
	['a number', 7],
	['a list of events', [statusEvent()]],
	['an empty object', {}],
	['no campaign', { ...statusEvent(), campaign: undefined }],
	['a list as campaign', { ...statusEvent(), campaign: [statusEvent().campaign] }],
	['a text as campaign', { ...statusEvent(), campaign: 'x' }],
	['null as campaign', { ...statusEvent(), campaign: null }],
])('%s is no event', (_, body) => {
	expect(problemOf(body)).toEqual(expect.any(String));
});

const WRONG: unknown[] = [undefined, null, '', 0, 1, true, {}, [], ['text'], { toString: 'x' }];

const IDS = new Set(['app_id', 'id', 'phone']);

// Of the others, a number is one that JSON has without its quotes.
const wrongFor = (field: string) =>
	IDS.has(field) ? WRONG.filter((value) => typeof value !== 'number') : WRONG;

test('numbers in place of IDs and phones are read as texts', () => {
	const event = statusEvent({ id: 7, phone: 5513991884678 }, { app_id: 42 });
	expect(parseEvent(event)).toEqual({
		event: statusEvent({ id: '7', phone: '5513991884678' }, { app_id: '42' }),
	});
	expect(problemOf(statusEvent({ id: 1.5 }))).toBe("'campaign.id' is not a text");
});

test.each(['event', 'app_id', 'occurred_at'])('%s has to be a text', (field) => {
	for (const value of wrongFor(field)) {
		expect(problemOf(statusEvent({}, { [field]: value }))).toBe(`'${field}' is not a text`);
	}
});

test.each(['id', 'type', 'phone', 'status'])('campaign.%s has to be a text', (field) => {
	for (const value of wrongFor(field)) {
		expect(problemOf(statusEvent({ [field]: value }))).toBe(`'campaign.${field}' is not a text`);
	}
});

test('any value is read without throwing', () => {
	fc.assert(
		fc.property(fc.anything({ withNullPrototype: true, maxDepth: 5 }), (body) => {
			const parsed = parseEvent(body);
			return 'problem' in parsed ? parsed.problem !== '' : parsed.event === body;
		}),
	);
});

test('whatever is in its fields, an event is one if all are texts, or numbers in place of IDs', () => {
	const field = fc.oneof(
		{ weight: 8, arbitrary: fc.string({ minLength: 1 }) },
		fc.integer(),
		fc.anything(),
	);
	const campaign = fc.record({ id: field, type: field, phone: field, status: field });
	const fields = fc.record({ app_id: field, occurred_at: field });
	const isText = (value: unknown) => typeof value === 'string' && value !== '';
	fc.assert(
		fc.property(campaign, fields, (some, others) => {
			const parsed = parseEvent(statusEvent(some, others));
			const isEvent = Object.entries({ ...some, ...others }).every(
				([name, value]) => isText(value) || (IDS.has(name) && Number.isSafeInteger(value)),
			);
			if ('problem' in parsed) return !isEvent;
			const { app_id, occurred_at, campaign: read } = parsed.event;
			return isEvent && [app_id, occurred_at, read.id, read.phone].every(isText);
		}),
	);
});

test.each([17, 1_000, 100_000])('%i levels of nesting are refused', (levels) => {
	const deep: unknown = JSON.parse(nestedText(levels));
	expect(findExcess(statusEvent({}, { deep }))).toBe('The body is nested too deeply');
	expect(findExcess(statusEvent({ deep }))).toBe('The body is nested too deeply');
	// Whose event it is, is known before.
	expect(problemOf(statusEvent({}, { deep }))).toBeUndefined();
	expect(problemOf(deep)).toBe("'campaign' is missing");
});

test.each([10, 16])('%i levels of nesting pass', (levels) => {
	const event = statusEvent({}, { deep: JSON.parse(nestedText(levels)) });
	expect(parseEvent(event)).toEqual({ event });
	expect(findExcess(event)).toBeUndefined();
});

test.each([
	['a list of a million values', { many: Array(1_000_000).fill(1) }],
	['a text of 70,000 characters', { text: 'x'.repeat(70_000) }],
	['a long key', { ['x'.repeat(70_000)]: 1 }],
	['100,000 lists', { many: Array.from({ length: 100_000 }, () => []) }],
])('%s is too large', (_, fields) => {
	expect(findExcess(statusEvent({}, fields))).toBe('The body is too large');
});

test('60,000 characters are not', () => {
	expect(findExcess(statusEvent({ message: 'x'.repeat(60_000) }))).toBeUndefined();
});

test.each([
	['sent', false],
	['delivered', true],
	['undelivered', true],
	['failed', true],
	['answered', false],
	['', false],
	['constructor', false],
])('%p is final: %p', (status, final) => {
	expect(isFinal(status)).toBe(final);
});
