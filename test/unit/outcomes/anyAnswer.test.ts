import fc from 'fast-check';

import type { Outcome } from '../../../nodes/LigueLead/outcomes';
import {
	judge,
	mayHaveBeenSent,
	mayTryAgain,
	notSent,
	readNetworkCause,
} from '../../../nodes/LigueLead/outcomes';
import { readReason } from '../../../nodes/LigueLead/outcomes/reason';
import { nestedText } from '../../support/statusEvents';

const ID = '7f1c9f0e-5a60-4d3c-9d2e-0f6f5f0c7a11';
const DATA = { campaign_id: ID, accepted_at: '2026-11-23T12:00:00Z' };

const respond = (status: number, body: unknown, headers: Record<string, unknown> = {}) =>
	judge({ kind: 'response', response: { status, headers, body } }, 0);

/** What n8n has to store of an outcome, in characters. */
const sizeOf = (outcome: Outcome) => JSON.stringify(outcome).length;

const wide = (n: number) =>
	Object.fromEntries(Array.from({ length: n }, (_, at) => [`k${at}`, at]));

const HARD: Array<[name: string, body: unknown]> = [
	['100,000 levels of objects', JSON.parse(nestedText(100_000))],
	['100,000 levels of lists', JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))],
	['100,000 levels of error', JSON.parse(`${'{"error":'.repeat(100_000)}1${'}'.repeat(100_000)}`)],
	['2 MB of control characters', '\u0001'.repeat(2_000_000)],
	['2 MB of control characters in a field', { error: '\u0001'.repeat(2_000_000) }],
	['50,000 fields', wide(50_000)],
	['a million entries', { error: Array(1_000_000).fill('x') }],
	['a key of 2 MB', { ['k'.repeat(2_000_000)]: 1 }],
	['2 MB of <title', '<title'.repeat(333_333)],
	['2 MB of <title>', '<title>'.repeat(285_714)],
	['2 MB of white space', `<html>${' '.repeat(2_000_000)}`],
	['2 MB of a phone', { error: 'phones.'.repeat(285_714) }],
	['an id of 2 MB', { data: { campaign_id: 'x'.repeat(2_000_000) } }],
	[
		'a name of a prototype',
		JSON.parse('{"__proto__": {"error": 1}, "constructor": 1, "toString": 2}'),
	],
	['texts that are no text', { toString: 1, error: { message: { toString: 1 } } }],
];

describe('reading an answer', () => {
	it.each(HARD)('takes %s, in no time and little space', (_, body) => {
		const started = performance.now();
		for (const status of [101, 202, 303, 400, 429, 500]) {
			const outcome = respond(status, body);
			expect(outcome.outcome).toBe({ 400: 'rejected', 429: 'throttled' }[status] ?? 'unknown');
			expect(sizeOf(outcome)).toBeLessThan(20_000);
		}
		readReason(body);
		expect(performance.now() - started).toBeLessThan(2_000);
	});

	it.each(HARD)('keeps what confirms a campaign beside %s', (_, more) => {
		const answers = [
			{ message: 'ok', data: DATA, more },
			{ more, message: 'ok', data: DATA },
			{ message: 'ok', data: { more, ...DATA } },
		];
		for (const body of answers) {
			const outcome = respond(202, body);
			expect(outcome).toMatchObject({
				outcome: 'accepted',
				campaignId: ID,
				answer: { data: DATA },
			});
			expect(sizeOf(outcome)).toBeLessThan(80_000 * 6);
		}
	});

	it('leaves out what is beyond all bounds of an accepted one', () => {
		const outcome = respond(202, {
			message: 'm'.repeat(9_000),
			data: DATA,
			more: 'x'.repeat(70_000),
		});
		expect(outcome).toEqual({
			outcome: 'accepted',
			campaignId: ID,
			acceptedAt: DATA.accepted_at,
			answer: { message: 'm'.repeat(500), data: DATA },
		});
	});

	it('takes time that grows no faster than the answer', () => {
		const shapes: Array<(n: number) => unknown> = [
			(n) => '<title'.repeat(n),
			(n) => `<html>${'<h1 '.repeat(n)}`,
			(n) => ({ error: ' \u0001'.repeat(n) }),
			(n) => ({ error: '{"error":'.repeat(n) }),
		];
		for (const shape of shapes) {
			const time = (n: number) => {
				const body = shape(n);
				const started = performance.now();
				for (let again = 0; again < 5; again++) readReason(body);
				return performance.now() - started;
			};
			time(1_000);
			// A quadratic reader would take 10,000 times as long.
			expect(time(1_000_000)).toBeLessThan(200 + 300 * time(10_000));
		}
	});

	it('takes any answer, with any headers', () => {
		const headers = fc.dictionary(
			fc.constantFrom('retry-after', 'x-request-id', 'cf-ray'),
			fc.anything(),
		);
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 1_000 }),
				fc.anything(),
				headers,
				(status, body, some) => {
					expect(respond(status, body, some).outcome).toEqual(expect.any(String));
				},
			),
		);
	});
});

describe('what is quoted', () => {
	it('has secrets blanked out, wherever they stand', () => {
		const mask = (text: string) => text.replaceAll('s3cret', '***');
		const body = {
			error: ['s3cret'],
			s3cret: { deep: ['a s3cret b'] },
			data: { campaign_id: 's3cret' },
		};
		const headers = { 'x-request-id': 's3cret' };
		const answers = [
			judge({ kind: 'response', response: { status: 400, headers, body } }, 0, { mask }),
			judge({ kind: 'response', response: { status: 202, headers, body } }, 0, { mask }),
			judge({ kind: 'noResponse', cause: { text: 's3cret' } }, 0, { mask }),
		];
		expect(answers.map(({ outcome }) => outcome)).toEqual(['unknown', 'accepted', 'unknown']);
		expect(JSON.stringify(answers)).not.toContain('s3cret');
	});

	it('never makes n8n take the execution for stopped by hand', () => {
		const quoted = [
			respond(400, { error: 'context canceled' }),
			respond(500, 'canceled'),
			respond(429, { message: 'canceledcanceled' }),
			notSent('canceled', ''),
		];
		// n8n-core's own test, in processSuccessExecution.
		const isTaken = (message: string) => message.includes('canceled');
		expect(quoted.filter((one) => 'message' in one && isTaken(one.message))).toEqual([]);
		expect(quoted[0]).toHaveProperty('message', expect.stringContaining('context cancelled'));
	});

	it('names no channel: voice and RCS are judged here, too', () => {
		const causes = ['ECONNABORTED', 'ECONNRESET', 'ECONNREFUSED'];
		const outcomes = [
			...Array.from({ length: 600 }, (_, status) => respond(status, '')),
			...causes.map((code) => judge({ kind: 'noResponse', cause: { code, text: '' } }, 0)),
		];
		expect(outcomes.filter((one) => /SMS/.test(JSON.stringify(one)))).toEqual([]);
	});

	it.each([
		[30_000, '30 s'],
		[1_500, '1.5 s'],
		[400, '400 ms'],
	])('says how long an answer was waited for: %i', (timeout, text) => {
		const cause = { code: 'ECONNABORTED', text: '' };
		expect(judge({ kind: 'noResponse', cause }, 0, { timeout })).toHaveProperty(
			'message',
			`LigueLead did not answer within ${text}`,
		);
	});
});

describe('the predicates', () => {
	it.each([
		['accepted', true, false],
		['unknown', true, false],
		['rejected', false, false],
		['throttled', false, true],
		['unreachable', false, true],
		['notSent', false, false],
	] as const)('%s: may have been sent %p, may be tried again %p', (outcome, sent, again) => {
		expect(mayHaveBeenSent({ outcome })).toBe(sent);
		expect(mayTryAgain({ outcome })).toBe(again);
	});
});

it('a cause is read from a chain without an end', () => {
	const endless: Record<string, unknown> = { message: 'x'.repeat(1_000_000) };
	endless.cause = endless;
	expect(sizeOf(judge({ kind: 'noResponse', cause: readNetworkCause(endless) }, 0))).toBeLessThan(
		2_000,
	);
});
