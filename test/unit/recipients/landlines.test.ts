import fc from 'fast-check';

import { finish } from '../../../nodes/LigueLead/steps';
import {
	parseDoNotSend,
	parseOnlySendToSteps,
	parsePhone,
	planRecipients,
} from '../../../nodes/LigueLead/recipients';
import { isAreaCode } from '../../../nodes/LigueLead/recipients/numberingPlan';

const CALLS = { landlines: true };

const AREAS = Array.from({ length: 90 }, (_, n) => String(n + 10)).filter(isAreaCode);
const landline = fc
	.tuple(fc.constantFrom(...AREAS), fc.integer({ min: 2, max: 5 }), fc.nat(9_999_999))
	.map(([area, first, rest]) => `${area}${first}${String(rest).padStart(7, '0')}`);
const written = landline.chain((phone) => {
	const [area, first, last] = [phone.slice(0, 2), phone.slice(2, 6), phone.slice(6)];
	const text = fc.constantFrom(
		`(${area}) ${first}-${last}`,
		`+55 ${area} ${first}-${last}`,
		`0${area} ${first} ${last}`,
		`${area} ${first}.${last}`,
		`+55${phone}`,
	);
	return text.map((one) => ({ phone, text: one }));
});

test.each([
	['(11) 3333-4444', '1133334444'],
	['+55 11 3333-4444', '1133334444'],
	['0xx11 3333-4444', '1133334444'],
	['1133334444', '1133334444'],
	['Loja: 21 2222-3333', '2122223333'],
	[1133334444, '1133334444'],
	['11 98765-4321', '11987654321'],
])('%j can be called', (text, phone) => {
	expect(parsePhone(text, CALLS)).toEqual({ valid: true, phone, addedNinthDigit: false });
});

test.each([
	['3333-4444', 'noAreaCode'],
	['11 3333-4444 ramal 12', 'extension'],
	['4004-1234', 'specialNumber'],
	['0800 123 4567', 'specialNumber'],
	['20 3333-4444', 'unknownAreaCode'],
	['11 8765-4321', 'missingNinthDigit'],
	['1133-334444', 'unclearGrouping'],
	['1 3333-4444', 'noAreaCode'],
	// A Unix time: it begins like area code 13.
	['1320000000', 'otherNumber'],
	['+1 212 333 4444', 'foreign'],
])('%j is not called: %s', (text, reason) => {
	expect(parsePhone(text, CALLS)).toEqual({ valid: false, reason });
});

test('however it is written, it is called, and gets no SMS', () => {
	fc.assert(
		fc.property(written, ({ phone, text }) => {
			expect(parsePhone(text, CALLS)).toMatchObject({ valid: true, phone });
			expect(parsePhone(text)).toEqual({ valid: false, reason: 'landline' });
		}),
	);
});

test('whoever opted out is not called, however both are written, and whatever stands beside it', () => {
	const around = fc.constantFrom('', 'Maria ', 'não ligar: ', '; 11 98765-4321; ', '\n');
	fc.assert(
		fc.property(written, written, around, around, (one, other, left, right) => {
			fc.pre(one.phone !== other.phone);
			const optOuts = parseDoNotSend(`${left}${one.text}${right}`);
			expect(optOuts.unreadable).toEqual([]);
			expect(optOuts.landlines).toContain(one.phone);
			expect([...optOuts.phones]).not.toContain(one.phone);
		}),
	);
});

test('an opt-out that is cut short stops the item as one of a mobile does', () => {
	expect(parseDoNotSend('3333-4444').unreadable).toHaveLength(1);
});

test('an allow list names landlines where they can be called', () => {
	const list = ['11 3333-4444', '11 98765-4321'];
	const read = (landlines: boolean) => finish(parseOnlySendToSteps(list, landlines));
	expect([...read(true).phones]).toEqual(['1133334444', '11987654321']);
	expect([...read(false).phones]).toEqual(['11987654321']);
});

test('recipients are landlines and mobiles, once each', () => {
	const plan = planRecipients('11 3333-4444, (11) 98765-4321, 1133334444', {
		...CALLS,
		addNinthDigit: false,
		doNotSend: new Set(),
	});
	expect(plan).toMatchObject({
		phones: ['1133334444', '11987654321'],
		skipped: [{ reason: 'duplicate' }],
	});
});
