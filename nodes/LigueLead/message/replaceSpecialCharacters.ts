import { isGsm7 } from './gsm7';

/** Plain forms that Unicode's compatibility decomposition does not give. */
const PLAIN_FORMS: Array<[characters: string, plain: string]> = [
	['‘’‚‛′`´ʹʻʼ‹›', "'"],
	['“”„‟″«»¨', '"'],
	['‐‑‒–—―−•·‣◦▪●', '-'],
	['⁄÷', '/'],
	['×✕✖', 'x'],
	['°', 'o'],
	['¸', ','],
	['¦', '|'],
	['¬', '-'],
	['→⇒➔➜➡', '->'],
	['←⇐⬅', '<-'],
	['≤', '<='],
	['≥', '>='],
	['≠', '!='],
	['≈', '~'],
	['±', '+/-'],
	['¢', 'c'],
	['µμ', 'u'],
	['©', '(c)'],
	['®', '(r)'],
	['ı', 'i'],
	['ł', 'l'],
	['đð', 'd'],
	['ĐÐ', 'D'],
	['Ł', 'L'],
	['œ', 'oe'],
	['Œ', 'OE'],
	['þ', 'th'],
	['Þ', 'Th'],
	['ẞ', 'SS'],
	['\t', ' '],
	['\u0085\u2028\u2029\v', '\n'],
];

const PLAIN = new Map(
	PLAIN_FORMS.flatMap(([characters, plain]) =>
		Array.from(characters, (character): [string, string] => [character, plain]),
	),
);

function plainForm(character: string): string {
	if (isGsm7(character)) return character;
	const mapped = PLAIN.get(character);
	if (mapped !== undefined) return mapped;
	const decomposed = character.normalize('NFKD');
	if (decomposed !== character) return Array.from(decomposed, plainForm).join('');
	if (/\p{Zs}/u.test(character)) return ' ';
	return /[\p{L}\p{N}]/u.test(character) ? '?' : '';
}

/**
 * Replaces what the GSM 7-bit alphabet and its extension table (3GPP TS 23.038) lack by the nearest
 * plain form: ã → a, ç → c, “ → ", – → -, … → ..., º → o. What they have stays: é, à, É, Ç, ñ, ü, €.
 * Emoji, other symbols and invisible marks are removed; a letter of another script becomes a question mark,
 * so that its loss is seen.
 *
 * @returns a text of GSM 7-bit characters only; applying it again changes nothing
 */
export function replaceSpecialCharacters(text: string): string {
	const composed = text.normalize('NFC').replace(/\p{Extended_Pictographic}\uFE0F/gu, '');
	return Array.from(composed, plainForm).join('');
}
