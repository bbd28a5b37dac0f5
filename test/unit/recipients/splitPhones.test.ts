import fc from 'fast-check';
import { parsePhone, splitPhones } from '../../../nodes/LigueLead/recipients';
import { mobile, written } from './numbers';

const A = '11987654321';
const B = '21987654321';
const C = '11 98765-4321';
const D = '21 98765-4321';

test.each<[string, unknown, unknown[]]>([
	['null', null, []],
	['undefined', undefined, []],
	['an empty text', ' \n ', []],
	['separators only', ', ;|,', []],
	['one number', A, [A]],
	['a number', 11987654321, [11987654321]],
	['a bigint', 11987654321n, [11987654321n]],
	['a boolean', true, [true]],
	['an object, as it is', { phone: A }, [{ phone: A }]],
	['an array', [A, 21987654321, null, ''], [A, 21987654321]],
	['nested arrays with lists in them', [[A, [`${B},${A}`]], [[]]], [A, B, A]],
	['a Set', new Set([A, B]), [A, B]],
	['JSON text', `["${A}", 21987654321, null]`, [A, 21987654321]],
	['nested JSON text', `[["${A}"],["${B}"]]`, [A, B]],
	['commas', `${A},${B}`, [A, B]],
	['commas and spaces', `${C}, ${D}`, [C, D]],
	['commas too many', `,${A},, ${B},`, [A, B]],
	['full-width commas', `${A}，${B}`, [A, B]],
	['semicolons', `${C};${D}`, [C, D]],
	['line breaks', `${C}\r\n\r\n${D}\n`, [C, D]],
	['line separators', `${A}\u2028${B}`, [A, B]],
	['tabs', `${A}\t${B}`, [A, B]],
	['pipes', `${A} | ${B}`, [A, B]],
	['a slash with spaces', `${C} / ${D}`, [C, D]],
	['a slash', `${A}/${B}`, [A, B]],
	['a hyphen with spaces', `${C} - ${D}`, [C, D]],
	['a hyphen', `${A}-${B}`, [A, B]],
	['e', `${C} e ${D}`, [C, D]],
	['ou', `${C} ou ${D}`, [C, D]],
	['plus signs', '+5511987654321+5521987654321', ['+5511987654321', '+5521987654321']],
	['spaces between plain numbers', `${A} ${B}  1133334444`, [A, B, '1133334444']],
	['spaces between written numbers', `${C} ${D} +55 31 98765-4321`, [C, D, '+55 31 98765-4321']],
	['everything at once', `${A};${B}\n${C}|${D}`, [A, B, C, D]],
	['names before the numbers', `João: ${C}, Ana: ${D}`, [`João: ${C}`, `Ana: ${D}`]],
	['names apart', `João, ${A}, Ana, ${B}`, [`João, ${A}`, `Ana, ${B}`]],
	[
		'names with a comma',
		`Silva, João: ${C}; Souza, Ana: ${D}`,
		[`Silva, João: ${C}`, `Souza, Ana: ${D}`],
	],
	['a name with e', `João e Maria: ${C}`, [`João e Maria: ${C}`]],
	['a bulleted list', `- ${C}\n- ${D}`, [`- ${C}`, `- ${D}`]],
	['a placeholder in a column', `${A}\nN/A\n${B}`, [A, 'N/A', B]],
	['a number without area code', `${C} / 98765-4322`, [C, '98765-4322']],
	['slashes inside a number', '11/98765/4321', ['11/98765/4321']],
	['dots inside a number', '11.987.654.321', ['11.987.654.321']],
	['commas inside a number', '11,987,654,321', ['11,987,654,321']],
	['a decimal comma', '1,1987654321E+10', ['1,1987654321E+10']],
	['a decimal comma that lost digits', '1,19877E+10', ['1,19877E+10']],
	[
		'two of them',
		'1,1987654321E+10,2,1987654321E+10'.replace(',2', ';2'),
		['1,1987654321E+10', '2,1987654321E+10'],
	],
	['decimals', `${A},00`, [`${A},00`]],
	['an extension', `${C}, ramal 12`, [`${C}, ramal 12`]],
	['an extension of a tel: link', 'tel:+5511987654321;ext=12', ['tel:+5511987654321;ext=12']],
	['a contact card', 'TEL;TYPE=CELL,VOICE:+551133334444', ['TEL;TYPE=CELL,VOICE:+551133334444']],
	['another kind of number', `CPF, ${A}`, [`CPF, ${A}`]],
	['a CNPJ', '02.111.987/6543-21', ['02.111.987/6543-21']],
	['parts that are no complete numbers', '98765-4321 98765-4322', ['98765-4321 98765-4322']],
])('%s', (_, value, expected) => {
	expect(splitPhones(value)).toEqual(expected);
});

test('an array that contains itself ends', () => {
	const list: unknown[] = [A];
	list.push(list);
	expect(splitPhones(list).filter((entry) => entry === A)).toHaveLength(10);
});

test('a joined list of written numbers gives the list', () => {
	const separator = fc.constantFrom(
		',',
		', ',
		';',
		'; ',
		'\n',
		'\r\n',
		'|',
		' | ',
		'\t',
		' / ',
		' e ',
		' ou ',
	);
	fc.assert(
		fc.property(fc.array(written, { maxLength: 8 }), separator, (list, between) => {
			const entries = splitPhones(list.map(({ text }) => text).join(between));
			const phones = entries.map((entry) => parsePhone(entry));
			expect(phones).toEqual(
				list.map(({ phone }) => ({ valid: true, phone, addedNinthDigit: false })),
			);
		}),
		{ numRuns: 2000 },
	);
});

test('plain numbers with only spaces between them give the list', () => {
	fc.assert(
		fc.property(fc.array(mobile, { minLength: 1, maxLength: 8 }), (list) => {
			expect(splitPhones(list.join(' '))).toEqual(list);
		}),
	);
});

test('never throws, and never returns null or an empty text', () => {
	const anything = fc.anything({
		withBigInt: true,
		withDate: true,
		withSet: true,
		withNullPrototype: true,
	});
	fc.assert(
		fc.property(fc.oneof(anything, fc.string({ unit: 'binary' }), fc.json()), (value) => {
			for (const entry of splitPhones(value)) {
				expect(entry ?? '').not.toBe('');
			}
		}),
		{ numRuns: 2000 },
	);
});

test('of a contact card only the phones are read', () => {
	const card = (tel: string) =>
		`BEGIN:VCARD\r\nVERSION:3.0\r\nN:Silva;Ana;;;\r\nNOTE:CPF ${B}\r\n${tel}\r\nEND:VCARD`;
	expect(splitPhones(card(`TEL;type=CELL:${A}`))).toEqual([`TEL;type=CELL:${A}`]);
	expect(splitPhones(`item1.TEL:${A}\nitem1.X-ABLabel:Casa 2`)).toEqual([`item1.TEL:${A}`]);
	expect(splitPhones(card(''))[0]).toBe('BEGIN:VCARD');
});
