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

/** Whether a separator stands inside a prefix or inside the area code. */
function cutsPrefix(cuts: number[], { prefixes }: Reading): boolean {
	let position = 0;
	for (const length of [...prefixes, 2]) {
		const start = position;
		position += length;
		if (cuts.some((cut) => cut > start && cut < position)) return true;
	}
	return false;
}

/** How many digits may stand before the first separator of an older mobile. */
function olderGroups(digits: string, { national, prefixes }: Reading): number[] {
	const maybeArea55 = prefixes.length === 1 && digits.startsWith('559') && national.startsWith('9');
	return maybeArea55 ? [2] : [2, 6, 10];
}

/**
 * Whether the separators agree with a reading. They may not stand inside a prefix or the area code.
 * A first group of four (32 91-2345-678) is a landline with an extension rather than an area code and a
 * mobile; (55) 99912-34567 is area 55 and a digit too many rather than an older mobile of area 99; a last
 * group of one or two digits is a check digit, cents or an extension, unless the number is written in pairs.
 */
export function groupingFits({ digits, cuts }: DigitGroups, reading: Reading): boolean {
	const last = cuts.at(-1);
	if (last === undefined) return true;
	if (cutsPrefix(cuts, reading)) return false;
	const start = digits.length - reading.national.length;
	const firstGroup = (cuts.find((cut) => cut > start) ?? digits.length) - start;
	if (firstGroup === 4) return false;
	if (reading.national.length === 10 && !olderGroups(digits, reading).includes(firstGroup))
		return false;
	const lastGroup = digits.length - last;
	return lastGroup > 2 || (lastGroup === 2 && last - (cuts.at(-2) ?? 0) === 2);
}
