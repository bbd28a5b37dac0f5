import fc from 'fast-check';
import { replaceSpecialCharacters } from '../../../nodes/LigueLead/message';

/** 3GPP TS 23.038, default alphabet and extension table, by code point. */
const GSM7 = new RegExp(
	'^[\\n\\f\\r !-Z\\[-_a-~' +
		'\\u00A1\\u00A3-\\u00A5\\u00A7\\u00BF\\u00C4-\\u00C7\\u00C9\\u00D1\\u00D6\\u00D8\\u00DC\\u00DF\\u00E0' +
		'\\u00E4-\\u00E6\\u00E8\\u00E9\\u00EC\\u00F1\\u00F2\\u00F6\\u00F8\\u00F9\\u00FC' +
		'\\u0393\\u0394\\u0398\\u039B\\u039E\\u03A0\\u03A3\\u03A6\\u03A8\\u03A9\\u20AC]*$',
);

test.each([
	['Olá, João! Promoção às 10h', 'Ola, Joao! Promocao às 10h'],
	['você não vêm amanhã', 'voce nao vem amanha'],
	['ÁÂÃÀÊÍÓÔÕÚ', 'AAAAEIOOOU'],
	['áâãêíóôõúç', 'aaaeiooouc'],
	['éàÉÇñÑüÜèìòùäöÄÖßÅåÆæØø€£¥§¿¡¤', 'éàÉÇñÑüÜèìòùäöÄÖßÅåÆæØø€£¥§¿¡¤'],
	['e\u0301 a\u0303 C\u0327 c\u0327', 'é a Ç c'],
	['“Oi” ‘sim’ «não»', '"Oi" \'sim\' "nao"'],
	['10–12 — 3 − 1', '10-12 - 3 - 1'],
	['Aguarde…', 'Aguarde...'],
	['1º andar, 2ª via, 30°', '1o andar, 2a via, 30o'],
	['R$\u00a010,00\u202fagora\u2009já', 'R$ 10,00 agora ja'],
	['H₂O m² 10³', 'H2O m2 103'],
	['½ ¼', '1/2 1/4'],
	['3 × 4 ÷ 2 ± 1', '3 x 4 / 2 +/- 1'],
	['a ≤ b ≥ c ≠ d', 'a <= b >= c != d'],
	['→ clique ←', '-> clique <-'],
	['• item', '- item'],
	['Loja® Marca™ ©2026', 'Loja(r) MarcaTM (c)2026'],
	['`código´', "'codigo'"],
	['ﬁm', 'fim'],
	['ＰＲＯＭＯ', 'PROMO'],
	['𝗣𝗿𝗼𝗺𝗼', 'Promo'],
	['Oi 😀!', 'Oi !'],
	['👩‍💻👍🏽🇧🇷🏴󠁧󠁢󠁥󠁮󠁧󠁿❤️☀', ''],
	['1️⃣ e 2️⃣', '1 e 2'],
	['zero\u200blargura\ufeff', 'zerolargura'],
	['a\tb\u2028c\u0085d\ve', 'a b\nc\nd\ne'],
	['linha 1\r\nlinha 2', 'linha 1\r\nlinha 2'],
	['[a] {b} ^c^ ~d~ e|f \\', '[a] {b} ^c^ ~d~ e|f \\'],
	['Łódź œuvre', 'Lodz oeuvre'],
	['Привет', '??????'],
	['\ud83d', ''],
	['\u0000\u001b', ''],
	['', ''],
])('%j → %j', (text, plain) => {
	expect(replaceSpecialCharacters(text)).toBe(plain);
});

const texts = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.string({ unit: 'grapheme' }),
	fc.string({
		unit: fc.constantFrom(...'aáàâãçÇéêíóôõúüñ“”–…ºª€😀₂´`\u0301\u0327\u200d\ufe0f\u20e3'),
	}),
	fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
);

test('the result has GSM 7-bit characters only, and applying it again changes nothing', () => {
	fc.assert(
		fc.property(texts, (text) => {
			const plain = replaceSpecialCharacters(text);
			expect(plain).toMatch(GSM7);
			expect(replaceSpecialCharacters(plain)).toBe(plain);
		}),
		{ numRuns: 3000 },
	);
});

test('every character of the basic plane has a GSM 7-bit form', () => {
	const missed = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
		(character) => !GSM7.test(replaceSpecialCharacters(character)),
	);
	expect(missed).toEqual([]);
});

test('what GSM 7-bit has stays as it is', () => {
	const all = Array.from({ length: 0x2100 }, (_, code) => String.fromCharCode(code)).filter((c) =>
		GSM7.test(c),
	);
	expect(all).toHaveLength(127 + 10);
	expect(replaceSpecialCharacters(all.join(''))).toBe(all.join(''));
});
