import type { Steps } from '../steps';
import { plainText } from './cleanText';
import { countAnyDigits } from './countDigits';
import { MOBILE_PATTERN } from './numberingPlan';
import { parsePhone } from './parsePhone';

/** '+55 11 9 87 65 43 21' has eight groups. */
const MAX_GROUPS = 8;
const LEAST_DIGITS = 10;
/** 00, carrier, country code, trunk 0, carrier, number. */
const MOST_DIGITS = 20;

/** Ends of the numbers that can start at a group, as indices into `groups`. */
function endsFrom(groups: string[], start: number): number[] {
	const ends: number[] = [];
	let digits = '';
	for (let end = start + 1; end <= Math.min(start + MAX_GROUPS, groups.length); end++) {
		digits += plainText(groups[end - 1] ?? '').replace(/\D/g, '');
		if (digits.length > MOST_DIGITS) break;
		// Whatever comes before it, a mobile ends with its eleven digits.
		if (!MOBILE_PATTERN.test(digits.slice(-11))) continue;
		if (parsePhone(groups.slice(start, end).join(' ')).valid) ends.push(end);
	}
	return ends;
}

/** The only way to divide the groups into valid numbers; undefined when there is none, or more than one. */
function* onlyDivision(groups: string[]): Steps<string[] | undefined> {
	const ways = new Array<number>(groups.length + 1).fill(0);
	const next = new Array<number>(groups.length).fill(0);
	ways[groups.length] = 1;
	for (let start = groups.length - 1; start >= 0; start--) {
		yield;
		for (const end of endsFrom(groups, start)) {
			const further = ways[end] ?? 0;
			if (further === 0) continue;
			ways[start] = Math.min(2, (ways[start] ?? 0) + further);
			next[start] = end;
		}
	}
	if (ways[0] !== 1) return undefined;
	const parts: string[] = [];
	for (let start = 0; start < groups.length; start = next[start] ?? groups.length) {
		parts.push(groups.slice(start, next[start]).join(' '));
	}
	return parts;
}

/**
 * Splits complete numbers that only spaces separate ('11 98765-4321 21 98765-4321'), where there is one way to
 * do so. Any other text comes back whole. In steps.
 */
export function* splitAtSpaces(text: string): Steps<string[]> {
	if (!/\s/.test(text) || countAnyDigits(text) < 2 * LEAST_DIGITS || /\p{L}/u.test(text))
		return [text];
	const groups = text.split(/\s+/).filter((group) => countAnyDigits(group) > 0);
	if (groups.every((group) => countAnyDigits(group) >= LEAST_DIGITS)) return groups;
	return (yield* onlyDivision(groups)) ?? [text];
}
