import { isAreaCode } from './numberingPlan';
import { TRUNK_PREFIX } from './readings';

const MOBILE_LENGTH = 11;
const OLDER_LENGTH = 10;
const MOST_PREFIX_DIGITS = 9;
const PREFIX_STARTS = '059';
/** '11 98765-4321/4322', '… ou 98765-4322': the first digits are meant to be the same. */
const ALTERNATIVE = /\d[\d\s().-]{0,30}\d(?=\s*(?:\/|e|ou|,|;)\s*(\d[\d-]{0,10}))/giu;
const LOOKALIKES: Record<string, string> = { O: '0', L: '1', I: '1', S: '5', B: '8', Z: '2' };
const LOOKALIKE = /(?<!\p{L})(?:(?<=\d[ .()-]?)[olisbz]|[olisbz](?=[ .()-]?\d))(?!\p{L})/giu;

/** Adds every mobile among the eleven digits in a row of a text of digits. */
export function addMobiles(digits: string, phones: Set<string>): void {
	for (let at = 0; at + MOBILE_LENGTH <= digits.length; at++) {
		if (digits[at + 2] !== '9' || digits[at + 3] === '0') continue;
		if (isAreaCode(digits.slice(at, at + 2))) phones.add(digits.slice(at, at + MOBILE_LENGTH));
	}
}

/** With the ninth digit: what was a mobile until 2016, those with 7 too. */
function addOlder(national: string, phones: Set<string>): void {
	if (!/^\d\d[6-9]/.test(national) || !isAreaCode(national.slice(0, 2))) return;
	phones.add(`${national.slice(0, 2)}9${national.slice(2)}`);
}

/** Ten digits, with or without prefixes, that begin and end with a group of digits. */
function addOlderMobiles(digits: string, bounds: number[], phones: Set<string>): void {
	for (const [index, start] of bounds.entries()) {
		for (let next = index + 1; next < bounds.length; next++) {
			const end = bounds[next] ?? 0;
			const prefix = end - start - OLDER_LENGTH;
			if (prefix < 0) continue;
			if (prefix > MOST_PREFIX_DIGITS) break;
			if ((digits[end - 8] ?? '0') < '6') continue;
			const national = digits.slice(end - OLDER_LENGTH, end);
			if (TRUNK_PREFIX.test(digits.slice(start, end - OLDER_LENGTH))) addOlder(national, phones);
		}
	}
}

/** Whether ten digits are cut as older mobiles are written: area code, four and four, or less. */
function isCutAsOlder(start: number, isBound: Uint8Array): boolean {
	for (let offset = 1; offset < OLDER_LENGTH; offset++) {
		if (isBound[start + offset] === 1 && offset !== 2 && offset !== 6) return false;
	}
	return true;
}

/**
 * Whether a mobile begins here and ends with a group of digits; not so one that is cut as an older mobile with a
 * digit glued to it would be: (11) 9876-54321.
 */
function isPlainMobile(digits: string, start: number, isBound: Uint8Array): boolean {
	if (isBound[start + MOBILE_LENGTH] !== 1 || digits[start + 2] !== '9') return false;
	if (digits[start + 3] === '0' || !isAreaCode(digits.slice(start, start + 2))) return false;
	const isCut = (offset: number) => isBound[start + offset] === 1;
	return !isCut(4) && !isCut(6) && (!isCut(3) || isCut(2));
}

/** Where a number may begin that starts at the first digit of a group: there, or behind a prefix. */
function startsFrom(digits: string, bound: number): number[] {
	const starts = [bound];
	if (!PREFIX_STARTS.includes(digits.charAt(bound))) return starts;
	for (let length = 1; length <= MOST_PREFIX_DIGITS; length++) {
		if (TRUNK_PREFIX.test(digits.slice(bound, bound + length))) starts.push(bound + length);
	}
	return starts;
}

/** Older mobiles to which other digits are glued on one side. */
function addGluedOlderMobiles(digits: string, bounds: number[], phones: Set<string>): void {
	const isBound = new Uint8Array(digits.length + MOBILE_LENGTH + 1);
	for (const bound of bounds) isBound[bound] = 1;
	const ends = new Set(bounds);
	const candidates: number[] = [];
	for (const bound of bounds) {
		const starts = startsFrom(digits, bound);
		const mobile = starts.find((start) => isPlainMobile(digits, start, isBound));
		if (mobile === undefined) candidates.push(...starts);
		else ends.delete(mobile + MOBILE_LENGTH);
	}
	for (const end of ends) candidates.push(end - OLDER_LENGTH);
	for (const start of candidates) {
		if (start < 0 || start + OLDER_LENGTH > digits.length) continue;
		if (!isCutAsOlder(start, isBound)) continue;
		addOlder(digits.slice(start, start + OLDER_LENGTH), phones);
	}
}

function addAlternatives(text: string, phones: Set<string>): void {
	if (!/\d\s*[/eo,;]/i.test(text)) return;
	for (const match of text.matchAll(ALTERNATIVE)) {
		const first = match[0].replace(/\D/g, '').slice(-MOBILE_LENGTH);
		const other = (match[1] ?? '').replace(/\D/g, '').slice(0, 9);
		if (other.length === 8) addOlder(first.slice(0, 2) + other, phones);
		addMobiles(first.slice(0, other.length === 9 ? 2 : -other.length) + other, phones);
	}
}

/**
 * Adds every landline among the ten digits in a row of a text of digits: to block one too many does no harm.
 */
function addLandlines(digits: string, landlines: Set<string>): void {
	for (let at = 0; at + OLDER_LENGTH <= digits.length; at++) {
		if (!/[2-5]/.test(digits.charAt(at + 2))) continue;
		if (isAreaCode(digits.slice(at, at + 2))) landlines.add(digits.slice(at, at + OLDER_LENGTH));
	}
}

function addAll(text: string, phones: Set<string>, landlines: Set<string>): void {
	const groups = text.match(/\d+/g) ?? [];
	const bounds = [0];
	let length = 0;
	for (const group of groups) bounds.push((length += group.length));
	const digits = groups.join('');
	addMobiles(digits, phones);
	addLandlines(digits, landlines);
	addOlderMobiles(digits, bounds, phones);
	addGluedOlderMobiles(digits, bounds, phones);
	addAlternatives(text, phones);
}

/**
 * Adds to `phones` every mobile that any reading of a plain text yields: eleven digits in a row that are one,
 * whatever stands between, before and behind them; ten digits of an older mobile that stand by themselves; the
 * same with letters that look like digits. Text that is added to an entry never takes away one of the former.
 * Takes linear time. To `landlines` it adds those, ten digits each.
 */
export function addBlocked(
	text: string,
	phones: Set<string>,
	landlines: Set<string> = new Set(),
): void {
	addAll(text, phones, landlines);
	const mended = text.replace(LOOKALIKE, (letter) => LOOKALIKES[letter.toUpperCase()] ?? letter);
	if (mended !== text) addAll(mended, phones, landlines);
}
