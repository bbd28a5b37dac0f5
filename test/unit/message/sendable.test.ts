import fc from 'fast-check';
import { holdsUnsendable, removeUnsendable } from '../../../nodes/LigueLead/message';

test.each([
	['Oi 🎉'.slice(0, 4), 'Oi '],
	['🎉'.slice(1), ''],
	['a\ud83cb', 'ab'],
	['\udf89\ud83c', ''],
	['\ud83c\ud83c\udf89\udf89', '🎉'],
	['Oi\0 Maria', 'Oi Maria'],
	['\0', ''],
	['a\u0007b\u001bc\u007fd', 'abcd'],
	['a\vb\fc\u0085d', 'a\nb\nc\nd'],
	['a\r\vb', 'a\nb'],
	['a\tb\nc\r\nd', 'a\tb\nc\r\nd'],
	['Olá, 👩‍💻🇧🇷 1️⃣', 'Olá, 👩‍💻🇧🇷 1️⃣'],
	['', ''],
])('%j → %j', (text, sendable) => {
	expect(removeUnsendable(text)).toBe(sendable);
	expect(holdsUnsendable(text)).toBe(text !== sendable);
});

test('what is left can be sent, is not touched again, and has lost nothing that can be seen', () => {
	const units = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
	const halves = fc.constantFrom('\ud83c', '\udf89', '🎉', '\0', '\v', 'a', '\n', '\t', ' ');
	fc.assert(
		fc.property(fc.string({ unit: fc.oneof(units, halves) }), (text) => {
			const sendable = removeUnsendable(text);
			expect(holdsUnsendable(sendable)).toBe(false);
			expect(removeUnsendable(sendable)).toBe(sendable);
			expect(Buffer.from(sendable).toString()).toBe(sendable);
			const kept = Array.from(text).filter((character) => !/[\p{Cc}\p{Cs}]/u.test(character));
			expect(Array.from(sendable).filter((one) => !/\p{Cc}/u.test(one))).toEqual(kept);
		}),
		{ numRuns: 3000 },
	);
});

test('what can be sent stays as it is', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (text) => {
			fc.pre(!/[\p{Cc}]/u.test(text));
			expect(removeUnsendable(text)).toBe(text);
		}),
	);
});
