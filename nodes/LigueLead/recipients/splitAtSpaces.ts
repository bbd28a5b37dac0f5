import { parsePhone } from './parsePhone';

/** '+55 11 9 87 65 43 21' has eight groups. */
const MAX_GROUPS = 8;
const LEAST_DIGITS = 10;

function digitsIn(text: string): number {
	return text.replace(/\P{Nd}/gu, '').length;
}

/** Ends of the numbers that can start at a group, as indices into `groups`. */
function endsFrom(groups: string[], start: number): number[] {
	const ends: number[] = [];
	for (let end = start + 1; end <= Math.min(start + MAX_GROUPS, groups.length); end++) {
		if (parsePhone(groups.slice(start, end).join(' ')).valid) ends.push(end);
	}
	return ends;
}

/** The only way to divide the groups into valid numbers; undefined when there is none, or more than one. */
function onlyDivision(groups: string[]): string[] | undefined {
	const ways = new Array<number>(groups.length + 1).fill(0);
	const next = new Array<number>(groups.length).fill(0);
	ways[groups.length] = 1;
	for (let start = groups.length - 1; start >= 0; start--) {
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
 * do so. Any other text comes back whole.
 */
export function splitAtSpaces(text: string): string[] {
	if (!/\s/.test(text) || digitsIn(text) < 2 * LEAST_DIGITS || /\p{L}/u.test(text)) return [text];
	const groups = text.split(/\s+/).filter((group) => digitsIn(group) > 0);
	if (groups.every((group) => digitsIn(group) >= LEAST_DIGITS)) return groups;
	return onlyDivision(groups) ?? [text];
}
