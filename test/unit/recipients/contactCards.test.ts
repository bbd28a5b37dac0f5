import fc from 'fast-check';
import { parseDoNotSend, planRecipients, splitPhones } from '../../../nodes/LigueLead/recipients';
import { mobile } from './numbers';

const PHONE = '11912345678';
const OTHER = '21987654321';
const sentTo = (text: string) =>
	planRecipients(text, { addNinthDigit: false, doNotSend: new Set() }).phones;
const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\n');

test.each([
	card('NOTE:CPF', OTHER, `TEL:${PHONE}`),
	card('NOTE:Cliente antigo, CPF', ` ${OTHER}`, `TEL:${PHONE}`),
	card('NOTE:Cliente antigo, CPF', `\t${OTHER}`, `TEL:${PHONE}`),
	card(`NOTE:CPF\\n${OTHER}`, `TEL:${PHONE}`),
	card(`NOTE:CPF\\nTEL:${OTHER}`, `TEL:${PHONE}`),
	card(`NOTE:CPF<br>${OTHER}`, `TEL:${PHONE}`),
	card('X-CPF:', OTHER, `TEL:${PHONE}`),
	card(`TEL:${PHONE}`, 'X-Pix:', ` ${OTHER}`),
	card('TITLE:CPF', OTHER, `TEL:${PHONE}`),
	card('ORG:Conta', ` ${OTHER}`, `TEL:${PHONE}`),
	card('NOTE:Ana', `TEL:${PHONE}`, 'X-ABLabel:1', ` TEL:${OTHER}`),
	card(`IMPP;X-SERVICE-TYPE=x:+55${OTHER}`, `TEL:${PHONE}`),
	card('PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ', ` ${OTHER}`, '', `TEL:${PHONE}`),
	card('TEL;TYPE=CELL:119123', ' 45678', 'NOTE:CPF', OTHER),
	card('item1.TEL;TYPE=CELL;', ` TYPE=VOICE:${PHONE}`, 'item1.X-ABLabel:CPF', OTHER),
	card('NOTE:CPF', OTHER, `TEL:${PHONE}`).replace(/\n/g, '\r\n'),
	card('NOTE:CPF', OTHER, `TEL:${PHONE}`).replace(/\n/g, '\\n'),
	card('NOTE:CPF', OTHER, `TEL:${PHONE}`).replace(/\n/g, '<br>'),
	card('NOTE:CPF', `  ${OTHER}`, `TEL:${PHONE}`).replace(/\n/g, '\n    '),
	`NOTE:CPF\n${OTHER}\nTEL:${PHONE}\nEND:VCARD`,
	`NOTE:Ana\n ${OTHER}\nitem1.TEL:${PHONE}`,
	`item1.TEL:${PHONE}\nitem1.X-ABLabel:CPF\n${OTHER}`,
])('%j: only the number of its phone gets the message', (text) => {
	expect(sentTo(text)).toEqual([PHONE]);
});

test.each([card('NOTE:Ana', OTHER), `BEGIN:VCARD\nTITLE:CPF\n${OTHER}`])(
	'%j has no phone: one entry, which is refused',
	(text) => {
		expect(splitPhones(text)).toEqual(['BEGIN:VCARD']);
		expect(sentTo(text)).toEqual([]);
	},
);

test.each([
	[`${OTHER}\n${card(`TEL:${PHONE}`)}`, [OTHER, PHONE]],
	[`${card(`TEL:${PHONE}`)}\n${OTHER}`, [PHONE, OTHER]],
	[`${card(`TEL:${PHONE}`)}\n${card('NOTE:CPF 1', `TEL:${OTHER}`)}`, [PHONE, OTHER]],
	[card(`TEL:${PHONE}`, `TEL:${OTHER}`), [PHONE, OTHER]],
	[card(`TEL:${PHONE}`, ` ${OTHER}`), [PHONE, OTHER]],
	[card(`TEL:${PHONE}`, OTHER), [PHONE, OTHER]],
	[`Ana: (21) 98765-4321\nitem1.TEL:${PHONE}`, [OTHER, PHONE]],
])('%j: every phone in and beside the cards', (text, phones) => {
	expect(sentTo(text)).toEqual(phones);
});

const NAMES = [
	'N',
	'FN',
	'ORG',
	'TITLE',
	'NOTE',
	'X-CPF',
	'X-Pix',
	'ADR',
	'item1.X-ABLabel',
	'IMPP',
];
const words = fc.constantFrom('', 'CPF', 'Cliente antigo, CPF', 'Ana', 'TEL', 'Conta 2', 'x:');
const gap = fc.constantFrom(' ', ': ', '\n', '\n ', '\n\t', '\r\n ', '\\n', '\\, ', '<br>');
const otherLine = fc
	.tuple(fc.constantFrom(...NAMES), words, gap, mobile, fc.constantFrom('', ' (Ana)', '\n', '\\n'))
	.map(([name, word, between, other, behind]) => name + ':' + word + between + other + behind);
const phoneLine = fc
	.tuple(
		fc.constantFrom('TEL:', 'TEL;TYPE=CELL:', 'item2.TEL:', 'TEL;VALUE=uri:tel:+55', 'tel:'),
		mobile,
		fc.constantFrom('', '\n ', '\r\n\t'),
		fc.integer({ min: 1, max: 10 }),
	)
	.map(([name, phone, fold, at]) => ({
		phone,
		text: name + phone.slice(0, at) + fold + phone.slice(at),
	}));

test('of a card only what stands on the lines of its phones, folded ones too, gets the message', () => {
	fc.assert(
		fc.property(
			fc.array(otherLine, { maxLength: 3 }),
			phoneLine,
			fc.array(otherLine, { maxLength: 3 }),
			(before, { phone, text }, after) => {
				const whole = card('FN:Ana', ...before, text, ...after);
				expect({ whole, phones: sentTo(whole) }).toEqual({ whole, phones: [phone] });
			},
		),
		{ numRuns: 3000 },
	);
});

test('as an opt-out a card blocks every number in it, or stops the item', () => {
	fc.assert(
		fc.property(fc.array(otherLine, { maxLength: 3 }), phoneLine, (others, { phone, text }) => {
			const whole = card('FN:Ana', ...others, text);
			const { phones, unreadable } = parseDoNotSend(whole);
			const named = [phone, ...others.flatMap((line) => /\d{11}/.exec(line) ?? [])];
			const safe = unreadable.length > 0 || named.every((number) => phones.has(number));
			expect({ whole, safe }).toEqual({ whole, safe: true });
		}),
		{ numRuns: 2000 },
	);
});
