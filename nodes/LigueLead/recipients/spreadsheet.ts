import type { InvalidReason } from './types';

const SCIENTIFIC = /^\+?-?\d+(?:[.,]\d*)?e[+-]?\d+$/i;
const SCIENTIFIC_PARTS = /^(\d)[.,](\d+)e\+?(\d{1,2})$/i;
const TRAILING_ZEROS = /^(\+?\d{8,})[.,]0{1,2}$/;
const THOUSANDS = /^(\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:'\d{3})+)(?:[.,]0{1,2})?$/;

/** A number that spreadsheets or programs wrote in a notation of theirs, as plain digits. */
export type Unwritten = { text: string } | { reason: InvalidReason };

/**
 * Undoes scientific notation (1,1987654321E+10), trailing decimals (11987654321.0) and thousands
 * separators (11.987.654.321). Digits that the notation no longer shows are never filled in: spreadsheets
 * round to a few digits, and the result would be another person's number.
 */
export function undoNotation(text: string): Unwritten {
	if (SCIENTIFIC.test(text)) return undoScientific(text);
	const thousands = THOUSANDS.exec(text)?.[1];
	if (thousands !== undefined) return { text: thousands.replace(/\D/g, '') };
	return { text: TRAILING_ZEROS.exec(text)?.[1] ?? text };
}

function undoScientific(text: string): Unwritten {
	const [, first, fraction = '', exponent] = SCIENTIFIC_PARTS.exec(text) ?? [];
	const places = Number(exponent);
	const complete = fraction.length >= places && /^0*$/.test(fraction.slice(places));
	return first !== undefined && complete
		? { text: first + fraction.slice(0, places) }
		: { reason: 'lostDigits' };
}
