import { parsePhone } from '../../../nodes/LigueLead/recipients';
import { ownCases } from './ownCases';
import labelled from './phones-br.json';

const read = (input: unknown, addNinthDigit = false) => {
	const parsed = parsePhone(input, { addNinthDigit });
	return parsed.valid ? parsed.phone : parsed.reason;
};

describe('labelled numbers', () => {
	test.each(labelled)('$input: $reason', ({ input, expected }) => {
		const parsed = parsePhone(input);
		expect(parsed.valid ? parsed.phone : null).toBe(expected);
	});
});

describe('own cases', () => {
	test.each(ownCases.map(([input, expected]) => ({ input, expected })))(
		'$input → $expected',
		({ input, expected }) => {
			expect(read(input)).toBe(expected);
		},
	);
});

describe('with the missing ninth digit added', () => {
	// The plus makes 55 the country code: the area code is missing as well, and is not guessed.
	const notMended = '+55987654321';
	const candidates = labelled.filter(
		({ input, candidate }) => candidate !== undefined && input !== notMended,
	);

	test.each(candidates)('$input becomes $candidate', ({ input, candidate }) => {
		const expected = { valid: true, phone: candidate, addedNinthDigit: true };
		expect(parsePhone(input, { addNinthDigit: true })).toEqual(expected);
	});

	test('a missing area code is not guessed', () => {
		expect(read(notMended, true)).toBe('ambiguousCountryCode');
	});

	test('nothing else changes', () => {
		const others = labelled.filter(({ input }) => read(input) !== 'missingNinthDigit');
		expect(others.length).toBeGreaterThan(100);
		for (const { input } of others) {
			expect(parsePhone(input, { addNinthDigit: true })).toEqual(parsePhone(input));
		}
	});

	test.each([
		['1187654321', '11987654321'],
		['55 (11) 8765-4321', '11987654321'],
		['+55 11 8765 4321', '11987654321'],
		['0 15 11 8765-4321', '11987654321'],
		['551187654321@c.us', '11987654321'],
		['55 1187654321', '11987654321'],
		['559187654321', '91987654321'],
		['(11) 7812-3456', 'notMobile'],
		['(11) 3812-3456', 'landline'],
		['(10) 8765-4321', 'unknownAreaCode'],
		['8765-4321', 'noAreaCode'],
		['+5598765432', 'noAreaCode'],
		['(55) 99912-34567', 'unclearGrouping'],
		['119876-543 2', 'unclearGrouping'],
	])('%s → %s', (input, expected) => {
		expect(read(input, true)).toBe(expected);
	});
});
