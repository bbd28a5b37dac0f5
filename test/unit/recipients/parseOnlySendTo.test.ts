import fc from 'fast-check';

import { parseOnlySendToSteps, planRecipients } from '../../../nodes/LigueLead/recipients';
import { finish } from '../../../nodes/LigueLead/steps';
import { mobile } from '../../support/phones';

const parse = (value: unknown) => finish(parseOnlySendToSteps(value));

test.each([
	[`${mobile(1)}, ${mobile(2)}`, [mobile(1), mobile(2)], []],
	[[Number(mobile(1))], [mobile(1)], []],
	['Telefone\n1133334444', [], []],
	['', [], []],
	['11 8765-4321', [], ['missingNinthDigit']],
	['+44 20 7946 0958', [], ['foreign']],
	[{ phone: mobile(1) }, [], ['wrongType']],
])('%j', (value, phones, reasons) => {
	const list = parse(value);
	expect([...list.phones]).toEqual(phones);
	expect(list.unreadable.map(({ reason }) => reason)).toEqual(reasons);
});

test('allows no number but those that a recipient written so would be', () => {
	const anyText = fc.array(
		fc.oneof(
			fc.nat(9).map(mobile),
			fc.constantFrom(',', ' ', '\n', 'ou', 'CPF ', '(', ')', '-', '+55 ', '9', '1133334444', ':'),
		),
		{ maxLength: 8 },
	);
	fc.assert(
		fc.property(anyText, (parts) => {
			const text = parts.join('');
			const plan = planRecipients(text, { addNinthDigit: false, doNotSend: new Set() });
			expect([...parse(text).phones]).toEqual(plan.phones);
		}),
		{ numRuns: 500 },
	);
});

test('never throws', () => {
	fc.assert(
		fc.property(fc.anything({ withBigInt: true, withSet: true }), (value) => {
			expect(parse(value).phones).toBeInstanceOf(Set);
		}),
	);
});
