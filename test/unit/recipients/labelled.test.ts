import { parsePhone } from '../../../nodes/LigueLead/recipients';
import cases from './phones-br.json';

const phoneOf = (raw: unknown, addNinthDigit = false) => {
	const parsed = parsePhone(raw, { addNinthDigit });
	return parsed.valid ? parsed.phone : null;
};

test.each(cases)('$input: $reason', ({ input, expected }) => {
	expect(phoneOf(input)).toBe(expected);
});
