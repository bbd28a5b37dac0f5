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
/** All digits that may come before a national number. */
export const TRUNK_PREFIX = new RegExp(`^(?:(?:00(?:${CARRIER})?)?55)?${TRUNK}$`);
const NATIONAL = '([1-9]\\d{9,10})';

const PLAIN = new RegExp(`^${TRUNK}${NATIONAL}$`);
const OPEN_CARRIER = new RegExp(`^(0)${NATIONAL}$`);
const WITH_COUNTRY = new RegExp(`^(55)${TRUNK}${NATIONAL}$`);
const INTERNATIONAL = new RegExp(`^(00)(${CARRIER})?(55)${TRUNK}${NATIONAL}$`);

const FEWEST_WITH_COUNTRY = 12;

function patternsFor({ plus, openCarrier, digits }: DigitGroups): RegExp[] {
	if (plus) return [WITH_COUNTRY];
	if (openCarrier) return [OPEN_CARRIER];
	return digits.length < FEWEST_WITH_COUNTRY ? [PLAIN] : [PLAIN, WITH_COUNTRY, INTERNATIONAL];
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

/**
 * Where an older mobile may be cut, counted from its area code: it was written as area code, four and four
 * digits. A digit that got lost leaves other groups: (11) 98765-432, 11 9 8765-432.
 */
const OLDER_CUTS = ['', '2', '6', '2,6'];

function olderFits({ digits, cuts }: DigitGroups, { national, prefixes }: Reading): boolean {
	const start = digits.length - national.length;
	const inside = cuts.map((cut) => cut - start).filter((cut) => cut > 0);
	const maybeArea55 = prefixes.length === 1 && digits.startsWith('559') && national.startsWith('9');
	return OLDER_CUTS.includes(String(inside)) && (!maybeArea55 || inside[0] === 2);
}

/**
 * Whether the separators agree with a reading. They may not stand inside a prefix or the area code.
 * A first group of four (32 91-2345-678) is a landline with an extension rather than an area code and a
 * mobile; (55) 99912-34567 is area 55 and a digit too many rather than an older mobile of area 99; a last
 * group of one or two digits is a check digit, cents or an extension, unless the number is written in pairs.
 */
export function groupingFits(groups: DigitGroups, reading: Reading): boolean {
	const { digits, cuts } = groups;
	const last = cuts.at(-1);
	if (last === undefined) return true;
	if (cutsPrefix(cuts, reading)) return false;
	if (reading.national.length === 10) return olderFits(groups, reading);
	const start = digits.length - reading.national.length;
	const firstGroup = (cuts.find((cut) => cut > start) ?? digits.length) - start;
	if (firstGroup === 4) return false;
	const lastGroup = digits.length - last;
	return lastGroup > 2 || (lastGroup === 2 && last - (cuts.at(-2) ?? 0) === 2);
}

/**
 * Whether ten digits without any separator or prefix are as likely another number: a Unix time of 2010 to 2033,
 * which starts like the area codes 12 to 19.
 */
export function maybeUnixTime({ digits, cuts, plus, labelled }: DigitGroups): boolean {
	return !labelled && !plus && cuts.length === 0 && /^1[2-9]\d{8}$/.test(digits);
}
