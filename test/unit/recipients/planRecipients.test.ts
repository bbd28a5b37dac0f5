import fc from 'fast-check';
import {
	describeReason,
	nationalNumber,
	parseDoNotSend,
	planRecipients,
	splitPhones,
} from '../../../nodes/LigueLead/recipients';
import { ownCases } from './ownCases';
import { mobile, written } from './numbers';

const none: ReadonlySet<string> = new Set();
const plain = { addNinthDigit: false, doNotSend: none };

describe('planRecipients', () => {
	test('keeps the order, leaves out duplicates and reports every other entry', () => {
		const plan = planRecipients('(21) 98765-4321, 11987654321, +55 21 98765-4321', plain);
		expect(plan).toEqual({
			phones: ['21987654321', '11987654321'],
			skipped: [
				{
					phone: '+55 21 98765-4321',
					reason: 'duplicate',
					message: describeReason('duplicate'),
				},
			],
			adjusted: [],
		});
	});

	test('reports what cannot be read', () => {
		const { phones, skipped } = planRecipients(['1133334444', 'abc', true, {}], plain);
		expect(phones).toEqual([]);
		expect(skipped.map(({ phone, reason }) => [phone, reason])).toEqual([
			['1133334444', 'landline'],
			['abc', 'notAPhone'],
			['true', 'wrongType'],
			['(object)', 'wrongType'],
		]);
	});

	test.each([[undefined], [null], [''], [' \n '], [[]], [['', null]]])(
		'%j is one that is skipped as empty, so that the counts add up',
		(value) => {
			const { phones, skipped } = planRecipients(value, plain);
			expect(phones).toEqual([]);
			expect(skipped).toEqual([{ phone: '', reason: 'empty', message: describeReason('empty') }]);
		},
	);

	test('says how many digits there are where some are missing', () => {
		const [skipped] = planRecipients('11 9876-54', plain).skipped;
		expect(skipped).toMatchObject({
			reason: 'tooShort',
			message: expect.stringMatching(/has 8 digits/),
		});
	});

	test('adds the ninth digit where asked to, and says so', () => {
		const value = ['11 8765-4321', '11 98765-4321'];
		expect(planRecipients(value, { ...plain, addNinthDigit: true })).toMatchObject({
			phones: ['11987654321'],
			skipped: [{ phone: '11 98765-4321', reason: 'duplicate' }],
			adjusted: [{ from: '11 8765-4321', phone: '11987654321' }],
		});
		expect(planRecipients(value, plain)).toMatchObject({
			phones: ['11987654321'],
			skipped: [{ phone: '11 8765-4321', reason: 'missingNinthDigit' }],
			adjusted: [],
		});
	});

	test('nobody on the do-not-send list gets the message, however either is written', () => {
		fc.assert(
			fc.property(fc.array(written), fc.array(written), (recipients, optedOut) => {
				const doNotSend = parseDoNotSend(optedOut.map(({ text }) => text)).phones;
				const value = [...recipients, ...optedOut].map(({ text }) => text);
				const { phones, skipped } = planRecipients(value, { ...plain, doNotSend });
				const blocked = new Set(optedOut.map(({ phone }) => phone));
				const allowed = recipients.map(({ phone }) => phone).filter((phone) => !blocked.has(phone));
				expect(phones).toEqual([...new Set(allowed)]);
				expect(phones.length + skipped.length).toBe(Math.max(1, value.length));
			}),
			{ numRuns: 300 },
		);
	});

	test('an older form on the list blocks the form with the ninth digit', () => {
		const doNotSend = parseDoNotSend('(11) 8765-4321').phones;
		expect(planRecipients('11987654321', { ...plain, doNotSend }).phones).toEqual([]);
		expect(planRecipients('1187654321', { addNinthDigit: true, doNotSend }).skipped).toMatchObject([
			{ reason: 'doNotSend' },
		]);
	});

	test('never throws; every entry is sent to or reported, shortened to 40', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.anything({ withBigInt: true, withDate: true, withSet: true }),
					fc.string({ unit: 'binary', maxLength: 90 }),
				),
				(value) => {
					const { phones, skipped } = planRecipients(value, plain);
					expect(phones.length + skipped.length).toBe(Math.max(1, splitPhones(value).length));
					for (const { phone, message } of skipped) {
						expect(phone.length).toBeLessThanOrEqual(40);
						expect(message).not.toBe('');
					}
				},
			),
			{ numRuns: 1000 },
		);
	});

	test('does not cut an emoji in half when it shortens an entry', () => {
		const [entry] = planRecipients(`${'a'.repeat(39)}😀`, plain).skipped;
		expect(entry?.phone).toBe('a'.repeat(39));
	});
});

describe('parseDoNotSend', () => {
	test.each([
		['11987654321', '11987654321'],
		['1187654321', '11987654321'],
		['551187654321', '11987654321'],
		['+55987654321', '55987654321'],
		['11987654321 ramal 12', '11987654321'],
		['CPF 11987654321', '11987654321'],
		['-11987654321', '11987654321'],
		['1198765432-1', '11987654321', '11998765432'],
		['#11987654321', '11987654321'],
	])('%s blocks %s', (entry, ...phones) => {
		expect(parseDoNotSend(entry)).toMatchObject({
			phones: new Set(phones),
			unreadable: [],
			invalid: [],
		});
	});

	test('an entry that blocks nobody is reported, a landline is not', () => {
		const { phones, unreadable, invalid } = parseDoNotSend(
			'98765-4321\nabc\n1.2E+10\n(11) 3333-4444\n11987654321',
		);
		expect([...phones]).toEqual(['11987654321']);
		expect(invalid.map(({ phone, reason }) => [phone, reason])).toEqual([['abc', 'notAPhone']]);
		expect(unreadable.map(({ phone, reason }) => [phone, reason])).toEqual([
			['98765-4321', 'noAreaCode'],
			['1.2E+10', 'lostDigits'],
		]);
	});

	test('nothing gives an empty list', () => {
		const empty = { phones: new Set(), landlines: new Set(), unreadable: [], invalid: [] };
		expect(parseDoNotSend(undefined)).toEqual(empty);
		expect(parseDoNotSend('')).toEqual(empty);
	});
});

describe('nationalNumber', () => {
	test.each([
		['+5513991884678', '13991884678'],
		['5513991884678', '13991884678'],
		['13991884678', '13991884678'],
		['+551333334444', '1333334444'],
		['(13) 3333-4444', '1333334444'],
		['013 3333 4444', '1333334444'],
		[1333334444, '1333334444'],
		['1333334444 r. 12', undefined],
		['1.333334444e9', undefined],
		['+5508001234567', undefined],
		['', undefined],
		[undefined, undefined],
		[{}, undefined],
	])('%s → %s', (raw, expected) => {
		expect(nationalNumber(raw)).toBe(expected);
	});

	test('gives back what was sent', () => {
		fc.assert(fc.property(mobile, (phone) => expect(nationalNumber(`+55${phone}`)).toBe(phone)));
	});
});

describe('describeReason', () => {
	const reasons = ownCases.map(([, expected]) => expected).filter((text) => /^[a-z]/i.test(text));

	test.each([...new Set([...reasons, 'duplicate', 'doNotSend', 'notAllowed'])])(
		'%s is one sentence or two',
		(reason) => {
			const sentence = describeReason(reason as Parameters<typeof describeReason>[0]);
			expect(sentence).toMatch(/^[A-Z].*\.$/);
			expect(sentence).not.toMatch(/error|problem|failure|mistake/i);
		},
	);

	test('the missing ninth digit names the option that adds it', () => {
		expect(describeReason('missingNinthDigit')).toContain("'Add Missing Ninth Digit'");
	});
});

test.each(['5511987654321-1607425924@g.us', '551187654321-1607425924'])(
	'the WhatsApp group %s is nobody, whatever stands before it',
	(group) => {
		for (const text of [group, `+${group}`, `Grupo ${group}`, `Vendas: ${group} (grupo)`]) {
			const plan = planRecipients(text, { addNinthDigit: true, doNotSend: new Set() });
			expect({ text, phones: plan.phones }).toEqual({ text, phones: [] });
		}
	},
);
