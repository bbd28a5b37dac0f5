import fc from 'fast-check';

import { readWaitTime } from '../../../nodes/LigueLead/resources/wait/waitTime';

const HOUR = 3_600_000;
const values = (resumeAmount: unknown, resumeUnit: unknown) => ({
	values: { resumeAmount, resumeUnit },
});

test.each([
	[values(10, 'minutes'), 10 * 60_000, '10 minutes'],
	[values(1, 'minutes'), 60_000, '1 minute'],
	[values(2, 'hours'), 2 * HOUR, '2 hours'],
	[values('3', 'hours'), 3 * HOUR, '3 hours'],
	[values(1, 'days'), 24 * HOUR, '1 day'],
	[values(0.5, 'hours'), HOUR / 2, '0.5 hours'],
])('%j is %i ms', (field, milliseconds, text) => {
	expect(readWaitTime(field)).toEqual({ milliseconds, text });
});

test.each([
	[undefined],
	[null],
	['soon'],
	[{}],
	[{ values: null }],
	[values(0, 'hours')],
	[values(-1, 'hours')],
	[values('soon', 'hours')],
	[values(Number.NaN, 'hours')],
	[values(5, 'fortnights')],
	[values(5, 'constructor')],
	[values(5, undefined)],
	[values(null, 'minutes')],
])('%j is the standard of one hour', (field) => {
	expect(readWaitTime(field)).toEqual({ milliseconds: HOUR, text: '1 hour' });
});

test.each([Infinity, 1e300, 100_000])('%p days are cut to a year', (amount) => {
	expect(readWaitTime(values(amount, 'days'))).toEqual({
		milliseconds: 365 * 24 * HOUR,
		text: '365 days',
	});
});

test('whatever the field holds, the wait ends at a real point in time', () => {
	fc.assert(
		fc.property(fc.anything(), fc.constantFrom('minutes', 'hours', 'days'), (amount, unit) => {
			const { milliseconds } = readWaitTime(values(amount, unit));
			expect(milliseconds).toBeGreaterThan(0);
			expect(new Date(Date.now() + milliseconds).getTime()).not.toBeNaN();
		}),
	);
});
