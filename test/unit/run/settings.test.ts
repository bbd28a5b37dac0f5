import {
	maxTries,
	parallelRequests,
	timeout,
} from '../../../nodes/LigueLead/resources/run/optionFields';
import { readNumber } from '../../../nodes/LigueLead/resources/run/settings';

const standard = Number(parallelRequests.default);

it.each([
	[7, 7],
	['7', 7],
	[' 7 ', 7],
	[7.6, 8],
	[0, 1],
	[-3, 1],
	[10_000, 500],
	[undefined, standard],
	[null, standard],
	['', standard],
	[' ', standard],
	[false, standard],
	['many', standard],
	[NaN, standard],
	[Infinity, standard],
	[[7], standard],
	[{}, standard],
])('%j parallel requests are %i', (value, read) => {
	expect(readNumber({ parallelRequests: value }, parallelRequests)).toBe(read);
});

it('reads the option of its field, within its limits', () => {
	const options = { maxTries: 3, timeout: 0 };
	expect(readNumber(options, maxTries)).toBe(3);
	expect(readNumber(options, timeout)).toBe(1);
	expect(readNumber({}, timeout)).toBe(timeout.default);
});
