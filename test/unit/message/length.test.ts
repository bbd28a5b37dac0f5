import fc from 'fast-check';
import {
	estimateCredits,
	MAX_MESSAGE_LENGTH,
	messageLength,
} from '../../../nodes/LigueLead/message';

test.each([
	[0, 0],
	[1, 1],
	[160, 1],
	[161, 2],
	[312, 2],
	[313, 3],
	[464, 3],
	[465, 4],
	[MAX_MESSAGE_LENGTH, 11],
])('%i characters cost %i credits', (length, credits) => {
	expect(estimateCredits('a'.repeat(length))).toBe(credits);
});

test.each([
	['', 0],
	['Olá', 3],
	['a\nb', 3],
	['€', 1],
	['😀', 2],
	['👩‍💻', 5],
])('%j is %i long', (text, length) => {
	expect(messageLength(text)).toBe(length);
});

test('a credit more pays for 152 characters more', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 3000 }), (length) => {
			const credits = estimateCredits('a'.repeat(length));
			const paidFor = (number: number) => (number === 0 ? 0 : 160 + 152 * (number - 1));
			expect(length).toBeLessThanOrEqual(paidFor(credits));
			expect(length).toBeGreaterThan(paidFor(credits - 1));
		}),
	);
});
