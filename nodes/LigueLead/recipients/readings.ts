import type { DigitGroups } from './surroundings';

/** One way to divide digits into prefixes and a national number. */
export interface Reading {
	national: string;
	/** Lengths of the prefixes that come before the national number. */
	prefixes: number[];
}

/** Carrier selection codes, as in libphonenumber's metadata for Brazil. */
const CARRIER = '1[245]|2[1-35]|31|4[13]|[56]5|99';
const TRUNK = `(?:(0|90)(${CARRIER})?)?`;
const NATIONAL = '([1-9]\\d{9,10})';

const PLAIN = new RegExp(`^${TRUNK}${NATIONAL}$`);
const OPEN_CARRIER = new RegExp(`^(0)${NATIONAL}$`);
const WITH_COUNTRY = new RegExp(`^(55)${TRUNK}${NATIONAL}$`);
const INTERNATIONAL = new RegExp(`^(00)(${CARRIER})?(55)${TRUNK}${NATIONAL}$`);

function patternsFor({ plus, openCarrier }: DigitGroups): RegExp[] {
	if (plus) return [WITH_COUNTRY];
	return openCarrier ? [OPEN_CARRIER] : [PLAIN, WITH_COUNTRY, INTERNATIONAL];
}

/**
 * Every way in which the digits make a complete Brazilian number (ten or eleven national digits).
 * Digits as they are come first: area code 55 (Rio Grande do Sul) is not the country code. After a plus
 * it always is.
 */
export function readings(groups: DigitGroups): Reading[] {
	const found: Reading[] = [];
	for (const pattern of patternsFor(groups)) {
		const parts = pattern.exec(groups.digits)?.slice(1);
		const national = parts?.pop();
		if (parts === undefined || national === undefined) continue;
		found.push({ national, prefixes: parts.filter(Boolean).map((part) => part.length) });
	}
	return found;
}

/**
 * Whether the separators agree with a reading. They may not stand inside a prefix or the area code.
 * A first group of four (32 91-2345-678) is a landline with an extension rather than an area code and a
 * mobile; a last group of one or two digits is a check digit, cents or an extension, unless the number is
 * written in pairs.
 */
export function groupingFits(
	{ digits, cuts }: DigitGroups,
	{ prefixes, national }: Reading,
): boolean {
	if (cuts.length === 0) return true;
	let position = 0;
	for (const length of [...prefixes, 2]) {
		for (let inside = position + 1; inside < position + length; inside++) {
			if (cuts.includes(inside)) return false;
		}
		position += length;
	}
	const start = digits.length - national.length;
	const firstCut = cuts.find((cut) => cut > start);
	if (firstCut === start + 4) return false;
	const last = cuts.at(-1) ?? 0;
	const lastLength = digits.length - last;
	return lastLength > 2 || (lastLength === 2 && last - (cuts.at(-2) ?? 0) === 2);
}
