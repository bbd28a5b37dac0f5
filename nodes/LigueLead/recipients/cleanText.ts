import { mayHoldOtherDigits } from './countDigits';

/** ASCII and the letters of Portuguese: nothing in it would be changed. */
const ALREADY_PLAIN = /^[ -~\n\u00C0-\u024F]*$/;
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u20E3]/gu;
const OTHER_DIGITS: Array<{ pattern: RegExp; zero: number }> = [
	{ pattern: /[\u0660-\u0669]/g, zero: 0x0660 },
	{ pattern: /[\u06F0-\u06F9]/g, zero: 0x06f0 },
];

function plainDigits(text: string): string {
	if (!mayHoldOtherDigits(text)) return text;
	let result = text.replace(/[^\P{Nd}0-9]/gu, (digit) => digit.normalize('NFKC'));
	for (const { pattern, zero } of OTHER_DIGITS) {
		result = result.replace(pattern, (digit) => String(digit.charCodeAt(0) - zero));
	}
	return result;
}

/** The same text with ASCII digits, punctuation and spaces, without invisible marks; line breaks stay. */
export function plainText(text: string): string {
	if (ALREADY_PLAIN.test(text)) return text;
	return plainDigits(text.replace(INVISIBLE, ''))
		.replace(/[\r\n\v\f\u0085\u2028\u2029]+/g, '\n')
		.replace(/[^\S\n]|[\0-\x09\x0B-\x1F\x7F]/g, ' ')
		.replace(/[\p{Pd}\u2212]/gu, '-')
		.replace(/[\u2018\u2019\u00B4]/g, "'")
		.replace(/[\uFF08\uFF09\uFF0B\uFF0E\uFF0F\uFF1A]/g, (mark) => mark.normalize('NFKC'));
}

/**
 * The same text with ASCII digits, punctuation and spaces, without invisible marks (as copied from
 * WhatsApp or a CSV file), without the spaces, quotes and formula signs a spreadsheet puts around it.
 * Line breaks inside stay. Superscript, circled and other number-like characters stay too: they
 * are footnotes or list marks, not digits of the phone.
 */
export function cleanText(text: string): string {
	return plainText(text)
		.replace(/^[\s='"`“”«»[\]]+/, '')
		.replace(/[\s'"`“”«»[\],;.]+$/, '');
}
