import type { Steps } from '../steps';
import { countDigits } from './countDigits';
import { withoutOtherKinds } from './otherKinds';

/** Fewer digits than these are no phone, so they may belong to what stands beside them. */
export const LEAST_DIGITS = 8;

const LINES = /[\r\n\v\f\u0085\u2028\u2029]+/;
const LIST_MARKS = /[,，、;；|\t]+/;

/** One entry of an opt-out list, and the parts that were joined to it. */
export interface OptOutEntry {
	text: string;
	parts: string[];
}

interface Joined {
	from: number;
	to: number;
	parts: string[];
	/** How many digits its last part has. */
	tail: number;
}

/** A number that a spreadsheet rounded is one for itself. */
function weighLine(line: string): number {
	return Math.max(countDigits(line), /\de[+-]?\d/i.test(line) ? LEAST_DIGITS : 0);
}

/** A date or a time is no phone, so it belongs to the phone beside it. */
function weigh(part: string): number {
	const digits = countDigits(part);
	return digits < LEAST_DIGITS ? digits : Math.max(1, countDigits(withoutOtherKinds(part)));
}

/**
 * Cuts a text at a mark if there are digits enough for a phone on both sides: '11,987,654,321' is one number, and so
 * may '11; 98765-4321' be. Parts without digits are left out.
 */
function* cutBetweenPhones(
	text: string,
	mark: RegExp,
	digitsIn: (part: string) => number,
): Steps<OptOutEntry[]> {
	const entries: Joined[] = [];
	let from = 0;
	for (const part of text.split(mark)) {
		yield;
		const start = text.indexOf(part, from);
		const digits = digitsIn(part);
		const last = entries.at(-1);
		from = start + part.length;
		if (digits === 0) continue;
		if (last !== undefined && (digits < LEAST_DIGITS || last.tail < LEAST_DIGITS)) {
			last.to = from;
			last.parts.push(part);
			last.tail = digits;
		} else {
			entries.push({ from: start, to: from, parts: [part], tail: digits });
		}
	}
	return entries.map(({ from, to, parts }) => ({ text: text.slice(from, to), parts }));
}

/**
 * Splits a plain text into entries, each of which is read by itself: at line breaks and list marks, as far as
 * there are digits enough for a phone on both sides. Lines without digits are entries too. In steps.
 */
export function* optOutEntries(text: string): Steps<OptOutEntry[]> {
	if (!/\d/.test(text)) return text.trim() === '' ? [] : [{ text, parts: [text] }];
	const entries: OptOutEntry[] = [];
	for (const line of text.split(LINES)) {
		if (/\p{L}/u.test(line) && !/\d/.test(line)) entries.push({ text: line, parts: [line] });
	}
	for (const lines of yield* cutBetweenPhones(text, LINES, weighLine)) {
		if (lines.parts.length > 1) entries.push(lines);
		else
			for (const entry of yield* cutBetweenPhones(lines.text, LIST_MARKS, weigh))
				entries.push(entry);
	}
	return entries;
}
