import { parsePhone } from './parsePhone';
import { splitAtSpaces } from './splitAtSpaces';

interface Separator {
	pattern: RegExp;
	/**
	 * Digits that must be on both sides. A separator next to text without digits belongs to a name or a
	 * label ('Silva, João: …'); a hyphen, slash or plus can also stand inside a number.
	 */
	digits: number;
}

const NO_EXTENSION = '(?!\\s*(?:ramal|ext|rm?\\b|x\\s?\\d))';

/** Strongest first, so that a comma inside a name does not break a list that has semicolons. */
const SEPARATORS: Separator[] = [
	{ pattern: /[\r\n\v\f\u0085\u2028\u2029]+/g, digits: 0 },
	{ pattern: new RegExp(`[;；]${NO_EXTENSION}`, 'gi'), digits: 1 },
	{ pattern: /\|/g, digits: 1 },
	{ pattern: /\t+/g, digits: 1 },
	// Not the comma of 1,19E+10 or of 11987654321,00.
	{
		pattern: new RegExp(`[,，、](?!\\d+E[+-]?\\d|0{1,2}\\s*(?:$|[,;|]))${NO_EXTENSION}`, 'gi'),
		digits: 1,
	},
	// One space on each side, because `\s+` takes quadratic time on a long row of spaces.
	{ pattern: /\s(?:e|ou|and|or|&)\s/gi, digits: 1 },
	{ pattern: /\s\/|\/\s/g, digits: 1 },
	{ pattern: /(?<![eE(])(?=\(?\+)/g, digits: 10 },
	{ pattern: /\s[-–—]+\s/g, digits: 10 },
	{ pattern: /\//g, digits: 10 },
	{ pattern: /(?<=\d{10})[-–—](?=\d{10})/g, digits: 10 },
];

interface Piece {
	from: number;
	to: number;
	digits: number;
	/** Nothing that could be an entry, or a part of one. */
	blank: boolean;
}

function piece(text: string, from: number, to: number): Piece {
	const content = text.slice(from, to);
	const digits = content.match(/\p{Nd}/gu)?.length ?? 0;
	return { from, to, digits, blank: digits === 0 && !/[\p{L}\p{N}]/u.test(content) };
}

function pieces(text: string, pattern: RegExp): Piece[] {
	const found: Piece[] = [];
	let from = 0;
	for (const match of text.matchAll(pattern)) {
		found.push(piece(text, from, match.index));
		from = match.index + match[0].length;
	}
	return [...found, piece(text, from, text.length)];
}

/** Cuts at a separator, except where too few digits stand on one of its sides. */
function cut(text: string, { pattern, digits }: Separator): string[] {
	const all = pieces(text, pattern);
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

/**
 * Splits a text into entries of one number each, in order, without empty ones. A text that reads as one number
 * stays whole whatever punctuation it has (11/98765/4321, 11,987,654,321), line breaks excepted.
 */
export function splitText(text: string, level = 0): string[] {
	const trimmed = text.trim();
	if (/^[\s,;|/]*$/.test(trimmed)) return [];
	if (/^\d+$/.test(trimmed)) return [trimmed];
	for (const [index, separator] of SEPARATORS.entries()) {
		if (index < level || trimmed.search(separator.pattern) === -1) continue;
		const parts = cut(trimmed, separator);
		if (parts.length === 1 && parts[0] === trimmed) continue;
		if (index > 0 && parsePhone(trimmed).valid) return [trimmed];
		return parts.flatMap((part) => splitText(part, index));
	}
	return splitAtSpaces(trimmed);
}
