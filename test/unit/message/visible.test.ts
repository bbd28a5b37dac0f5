import fc from 'fast-check';
import { isVisible } from '../../../nodes/LigueLead/message';

/** Code points that show nothing, from Unicode's lists of blanks, format characters and fillers. */
const INVISIBLE = [
	...[0x00, 0x01, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b, 0x1f, 0x20, 0x7f, 0x80, 0x85, 0x9f],
	...[0xa0, 0xad, 0x034f, 0x061c, 0x070f, 0x115f, 0x1160, 0x1680, 0x17b4, 0x17b5, 0x180b, 0x180e],
	...[
		0x2000, 0x2007, 0x200a, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e,
	],
	...[
		0x202f, 0x205f, 0x2060, 0x2061, 0x2064, 0x2066, 0x2069, 0x206a, 0x206f, 0x2800, 0x3000, 0x3164,
	],
	...[
		0xd83c, 0xdf89, 0xe000, 0xfe00, 0xfe0e, 0xfe0f, 0xfeff, 0xffa0, 0xfff0, 0xfff9, 0xfffb, 0xffff,
	],
	...[
		0x0300, 0x0301, 0x20e3, 0x1bca0, 0x1d173, 0xe0001, 0xe0020, 0xe007f, 0xe0100, 0xe01ef, 0xf0000,
	],
];

test.each(INVISIBLE.map((code) => [code.toString(16), code] as const))(
	'U+%s shows nothing',
	(_, code) => {
		const character = String.fromCodePoint(code);
		expect(isVisible(character)).toBe(false);
		expect(isVisible(` ${character}\n${character}`)).toBe(false);
		expect(isVisible(`${character}a`)).toBe(true);
	},
);

test.each([
	'a',
	'.',
	'0',
	'?',
	'-',
	'ã',
	'😀',
	'❤️',
	'👩‍💻',
	'🇧🇷',
	'1️⃣',
	'漢',
	'☀',
	'°',
	'\ufffd',
	'\u2801',
])('%s is seen', (text) => {
	expect(isVisible(text)).toBe(true);
});

test('no text of invisible characters is seen, and one that can be seen among them is', () => {
	const blank = fc.array(fc.constantFrom(...INVISIBLE.map((code) => String.fromCodePoint(code))));
	fc.assert(
		fc.property(blank, blank, fc.constantFrom('a', '1', '!', 'é', '😀'), (before, after, seen) => {
			// A half beside another half may make a character of the two.
			const parts = [before.join(' '), after.join(' ')];
			expect(isVisible(parts.join(' '))).toBe(false);
			expect(isVisible(parts.join(` ${seen} `))).toBe(true);
		}),
		{ numRuns: 1000 },
	);
});
