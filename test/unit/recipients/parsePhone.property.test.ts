import fc from 'fast-check';
import { PhoneNumberType, PhoneNumberUtil } from 'google-libphonenumber';
import { nationalNumber, parsePhone } from '../../../nodes/LigueLead/recipients';
import { parseAnyText } from '../../../nodes/LigueLead/recipients/parsePhone';
import { ownCases } from './ownCases';
import { AREA_CODES, landline, mobile, written } from './numbers';

const google = PhoneNumberUtil.getInstance();
const options = fc.record({ addNinthDigit: fc.boolean(), landlines: fc.boolean() });

/** Google's verdict on digits with the country code: whether they are a valid mobile number of Brazil. */
function googleSays(national: string, type: number): boolean {
	try {
		const parsed = google.parse(`+55${national}`, 'BR');
		const isSame = String(parsed.getNationalNumber()) === national;
		return isSame && google.getNumberType(parsed) === type;
	} catch {
		return false;
	}
}

const googleSaysMobile = (national: string) => googleSays(national, PhoneNumberType.MOBILE);
const isLandline = (national: string) => googleSays(national, PhoneNumberType.FIXED_LINE);

/** Every reason that the own cases expect. */
const reasons = new Set<unknown>(ownCases.map(([, expected]) => expected));

/** Texts that look like phones: digits, punctuation, labels. */
const phoneLike = fc
	.array(
		fc.oneof(
			{ weight: 6, arbitrary: fc.constantFrom(...'0123456789') },
			{ weight: 2, arbitrary: fc.constantFrom('55', '11', '9', '+', ' ', '-', '.', '/', '(', ')') },
			fc.constantFrom('Tel', ',', ';', 'e', 'x', '\n', '\u00a0', '９', 'E+10'),
		),
		{ maxLength: 25 },
	)
	.map((parts) => parts.join(''));

test('never throws, and returns 11 digits of a mobile or a reason', () => {
	const anything = fc.anything({ withBigInt: true, withDate: true, withSet: true, withMap: true });
	const inputs = fc.oneof(anything, fc.string({ unit: 'binary' }), phoneLike);
	fc.assert(
		fc.property(inputs, options, (input, option) => {
			const parsed = parsePhone(input, option);
			const isCallable = (phone: string) =>
				option.landlines && phone.length === 10 ? isLandline(phone) : googleSaysMobile(phone);
			const isRight = parsed.valid ? isCallable(parsed.phone) : reasons.has(parsed.reason);
			expect(isRight).toBe(true);
		}),
		{ numRuns: 1500 },
	);
});

test('its result reads as itself', () => {
	const older = landline.map((phone) => phone.replace(/^(..)./, '$18'));
	const texts = fc.oneof(
		phoneLike,
		older,
		written.map(({ text }) => text),
	);
	let tried = 0;
	let results = 0;
	fc.assert(
		fc.property(texts, (text) => {
			tried += 1;
			const parsed = parsePhone(text, { addNinthDigit: true });
			if (!parsed.valid) return;
			results += 1;
			const again = { valid: true, phone: parsed.phone, addedNinthDigit: false };
			expect(parsePhone(parsed.phone)).toEqual(again);
			expect(nationalNumber(`+55${parsed.phone}`)).toBe(parsed.phone);
		}),
		{ numRuns: 1000 },
	);
	expect(results / tried).toBeGreaterThan(0.3);
});

test('a number comes back from every usual way of writing it', () => {
	fc.assert(
		fc.property(written, options, ({ phone, text }, option) => {
			expect(parsePhone(text, option)).toEqual({ valid: true, phone, addedNinthDigit: false });
		}),
		{ numRuns: 1500 },
	);
});

test('a number comes back from a spreadsheet', () => {
	fc.assert(
		fc.property(mobile, (phone) => {
			const scientific = Number(phone).toExponential(10);
			for (const cell of [Number(phone), BigInt(phone), `${phone},00`, scientific]) {
				expect(nationalNumber(cell)).toBe(phone);
			}
		}),
	);
});

test('the short cut for plain digits gives what the whole way gives', () => {
	const plain = fc.oneof(mobile, landline, fc.stringMatching(/^\d{11}$/), phoneLike);
	fc.assert(
		fc.property(plain, options, (text, option) => {
			expect(parsePhone(text, option)).toEqual(parseAnyText(text, option));
		}),
		{ numRuns: 2000 },
	);
});

test('agrees with google-libphonenumber on eleven digits, but for 90…', () => {
	const eleven = fc.oneof(
		mobile,
		fc.stringMatching(/^[1-9]\d9\d{8}$/),
		fc.stringMatching(/^\d{11}$/),
	);
	fc.assert(
		fc.property(eleven, (digits) => {
			fc.pre(!digits.startsWith('0'));
			const expected = googleSaysMobile(digits) && digits[3] !== '0';
			expect(parsePhone(digits).valid).toBe(expected);
		}),
		{ numRuns: 2000 },
	);
});

test('agrees with google-libphonenumber on what is a landline', () => {
	fc.assert(
		fc.property(fc.stringMatching(/^[1-9]\d{9}$/), (digits) => {
			const read = parsePhone(digits);
			const isLandline = !read.valid && read.reason === 'landline';
			const type = google.getNumberType(google.parse(`+55${digits}`, 'BR'));
			expect(isLandline).toBe(type === PhoneNumberType.FIXED_LINE);
		}),
		{ numRuns: 2000 },
	);
});

test('knows the 67 area codes and no other', () => {
	const known = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0')).filter(
		(area) => parsePhone(`${area}987654321`).valid,
	);
	expect(known).toEqual(AREA_CODES);
	expect(known).toHaveLength(67);
});

test('landlines are named as such, with the ninth digit added or not', () => {
	fc.assert(
		fc.property(landline, fc.boolean(), (phone, addNinthDigit) => {
			expect(parsePhone(phone, { addNinthDigit })).toEqual({ valid: false, reason: 'landline' });
		}),
	);
});
