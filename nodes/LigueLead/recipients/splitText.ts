import type { Steps } from '../steps';
import { phonesOfCards } from './contactCards';
import { countAnyDigits, firstDigit, isAscii, lastDigit } from './countDigits';
import { passOnHeads, passOnLabels } from './passOnLabels';
import { parsePhone } from './parsePhone';
import { splitAtSpaces } from './splitAtSpaces';
import { isObjectText, isStructured } from './structured';
import { undoMarkup } from './undoMarkup';

interface Separator {
	pattern: RegExp;
	/**
	 * Digits that must be on both sides. A separator next to text without digits belongs to a name or a
	 * label ('Silva, João: …'); a hyphen, slash or plus can also stand inside a number.
	 */
	digits: number;
}

const TEN_DIGITS = 10;
const NO_EXTENSION = '(?!\\s*(?:ramal|ext|rm?\\b|x\\s?\\d))';

/** Strongest first, so that a comma inside a name does not break a list that has semicolons. */
const LINES: Separator = { pattern: /[\r\n\v\f\u0085\u2028\u2029]+/g, digits: 0 };
const SEPARATORS: Separator[] = [
	{ pattern: new RegExp(`[;；]${NO_EXTENSION}`, 'gi'), digits: 1 },
	{ pattern: /\|/g, digits: 1 },
	{ pattern: /\t+/g, digits: 1 },
	// Not the comma of 1,19E+10, of 11987654321,00 or of 11.987.654,32.
	{
		pattern: new RegExp(
			`(?<!\\.\\d{3}(?=,\\d\\d\\s*(?:$|[,;|])))[,，、](?!\\d+E[+-]?\\d|0{1,2}\\s*(?:$|[,;|]))${NO_EXTENSION}`,
			'gi',
		),
		digits: 1,
	},
	// One space on each side, because `\s+` takes quadratic time on a long row of spaces.
	{ pattern: /\s(?:e|ou|and|or|&)\s/gi, digits: 1 },
	{ pattern: /\s\/|\/\s/g, digits: 1 },
	{ pattern: /(?<![eE(])(?=\(?\+)/g, digits: TEN_DIGITS },
	{ pattern: /\s[-–—]+\s/g, digits: TEN_DIGITS },
	{ pattern: /\//g, digits: TEN_DIGITS },
	// Not in the id of a WhatsApp group: its creator's number and the Unix time of its creation.
	{
		pattern: /(?<=\d{10})(?<!(?<!\d)55\d{10,11}(?=-1[3-9]\d{8}(?!\d)))[-–—](?=\d{10})/g,
		digits: TEN_DIGITS,
	},
];

/** Separators that stand between any digits; the others need ten on both sides. */
const MAY_SEPARATE = /[;；|\t,，、/]|\s(?:e|ou|and|or|&)\s/i;

/** What begins and ends so has no separator outside that could be cut off. */
const NO_SEPARATOR_OUTSIDE = /^(?:[A-Za-z0-9]|[(+]\d).*[A-Za-z0-9]\)?$/s;
const DIGITS_AND_MARKS = /^[\d\s()+,;|/-]*$/;

interface Piece {
	from: number;
	to: number;
	digits: number;
	/** Nothing that could be an entry, or a part of one. */
	blank: boolean;
}

function piece(text: string, from: number, to: number): Piece {
	const content = text.slice(from, to);
	const digits = countAnyDigits(content);
	return { from, to, digits, blank: digits === 0 && !/[\p{L}\p{N}]/u.test(content) };
}

function* pieces(text: string, pattern: RegExp): Steps<Piece[]> {
	const found: Piece[] = [];
	let from = 0;
	for (const match of text.matchAll(pattern)) {
		found.push(piece(text, from, match.index));
		from = match.index + match[0].length;
		yield;
	}
	found.push(piece(text, from, text.length));
	return found;
}

/** Cuts at a separator, except where too few digits stand on one of its sides. */
function* cut(text: string, { pattern, digits }: Separator): Steps<string[]> {
	const all = yield* pieces(text, pattern);
	const entries: Piece[] = [];
	let ahead = all.reduce((sum, { digits }) => sum + digits, 0);
	for (const next of all) {
		const last = entries.at(-1);
		if (last === undefined || (last.digits >= digits && ahead >= digits)) {
			if (!next.blank || digits === 0) entries.push({ ...next });
		} else if (!next.blank || digits > 1) {
			last.to = next.to;
			last.digits += next.digits;
		}
		ahead -= next.digits;
	}
	return entries.map(({ from, to }) => text.slice(from, to));
}

/** Whether one of the weaker separators could cut: each needs digits on both sides. */
function maySeparate(text: string): boolean {
	if (!MAY_SEPARATE.test(text)) return false;
	if (!isAscii(text) || !NO_SEPARATOR_OUTSIDE.test(text)) return true;
	return MAY_SEPARATE.test(text.slice(firstDigit(text), lastDigit(text) + 1));
}

/** Whether parts are complete by themselves, so that the whole is not one number. */
function areSeveral(text: string, parts: readonly string[]): boolean {
	return DIGITS_AND_MARKS.test(text) && parts.every((part) => countAnyDigits(part) >= TEN_DIGITS);
}

function* splitFrom(text: string, level: number): Steps<string[]> {
	const trimmed = text.trim();
	if (/^[\s,;|/]*$/.test(trimmed)) return [];
	if (/^\d+$/.test(trimmed)) return [trimmed];
	const total = countAnyDigits(trimmed);
	if (total < 2 * TEN_DIGITS && !maySeparate(trimmed)) return yield* splitAtSpaces(trimmed);
	for (const [index, separator] of SEPARATORS.entries()) {
		// Too few for both sides.
		if (separator.digits > 1 && total < 2 * separator.digits) continue;
		if (index < level || trimmed.search(separator.pattern) === -1) continue;
		const parts = yield* cut(trimmed, separator);
		if (parts.length === 1 && parts[0] === trimmed) continue;
		if (!areSeveral(trimmed, parts) && parsePhone(trimmed).valid) return [trimmed];
		return yield* flatMapInSteps(parts, (part) => splitFrom(part, index));
	}
	return yield* splitAtSpaces(trimmed);
}

function* splitLine(line: string): Steps<string[]> {
	return isStructured(line) ? [line.trim()] : yield* passOnLabels(yield* splitFrom(line, 0));
}

function* flatMapInSteps(
	parts: readonly string[],
	split: (part: string) => Steps<string[]>,
): Steps<string[]> {
	const entries: string[] = [];
	for (const part of parts) {
		yield;
		for (const entry of yield* split(part)) entries.push(entry);
	}
	return entries;
}

/** Before a note's own '\\n' is undone; a card that is one line of text has its line breaks undone first. */
function withoutNotesOfCards(text: string): string {
	return text.search(LINES.pattern) === -1 ? text : phonesOfCards(text.trim());
}

/**
 * Splits a text into entries of one number each, in order, without empty ones. A line that reads as one number
 * stays whole whatever punctuation it has (11/98765/4321, 11,987,654,321), and so does the text of an object.
 * The head of other numbers ('CPF:') is put before each of those it heads. In steps.
 */
export function* splitTextSteps(text: string): Steps<string[]> {
	const plain = undoMarkup(withoutNotesOfCards(text)).trim();
	if (isObjectText(plain)) return [plain];
	if (plain.search(LINES.pattern) === -1) return yield* splitLine(plain);
	const lines = yield* cut(phonesOfCards(plain), LINES);
	return yield* flatMapInSteps(yield* passOnHeads(lines), splitLine);
}
