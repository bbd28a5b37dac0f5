import { mapInSteps, type Steps } from '../steps';
import { countAnyDigits, firstDigit, lastDigit } from './countDigits';
import { headsOtherKind, readLabel } from './labels';

const MAX_HEAD_LENGTH = 80;
/** A longer one makes its number unreadable, whether it is cut or not. */
const MAX_LABEL_LENGTH = 300;
/** More could be a phone without its area code: no head, but a number with its label. */
const MAX_HEAD_DIGITS = 7;
/** '2. ' before a number or before its label. */
const LIST_MARK = /^[^\p{L}\p{Nd}+(]*(?:\p{Nd}{1,3}[.)ºª°-]\s+)?/u;
const BEGINS_WITH_NUMBER = /^[+(\s]*\p{Nd}/u;
/** '(11) …' and '+55 …': nobody writes another number so. */
const UNMISTAKABLE = /^(?:\+ ?55|\(\d\d\))/;

interface Head {
	words: string;
	/** '2. CPF', 'Pedido 77'. */
	isNumbered: boolean;
}

function shape(text: string): string {
	return text.replace(/^\D+/, '').replace(/\d/g, '9').trim();
}

/** A label without what parts it from its number; cut, because `[\s:]+$` takes quadratic time on a long one. */
function trimLabel(text: string): string {
	const label = text.replace(/\s+/g, ' ').trim().slice(-MAX_LABEL_LENGTH);
	return label.replace(/[\s:]+$/, '');
}

function headOf(line: string): Head | undefined {
	if (line.length > MAX_HEAD_LENGTH) return undefined;
	const words = line.replace(/[\p{Nd}()]+/gu, ' ').replace(/^\P{L}+/u, '');
	if (!headsOtherKind(words)) return undefined;
	return { words: trimLabel(words), isNumbered: /\p{Nd}/u.test(line) };
}

/**
 * Puts a line that only heads other numbers ('CPF', '2. Documentos:') before each line below it that begins with a
 * number: without it, eleven digits of a document would read as a phone.
 */
export function* passOnHeads(lines: string[]): Steps<string[]> {
	let head: Head | undefined;
	return yield* mapInSteps(lines, (line) => {
		const hasWords = /\p{L}/u.test(line);
		const number = line.replace(LIST_MARK, '');
		const isHeaded =
			!hasWords || (countAnyDigits(line) > MAX_HEAD_DIGITS && BEGINS_WITH_NUMBER.test(number));
		if (!isHeaded) {
			// 'Tel 11987654321; CPF:' ends with a head.
			const end = countAnyDigits(line) > MAX_HEAD_DIGITS ? line.slice(lastDigit(line) + 1) : line;
			head = end === line || /[:=]\s*$/.test(end) ? headOf(end) : undefined;
			return line;
		}
		const isSure = UNMISTAKABLE.test(number) && (hasWords || head?.isNumbered);
		return head === undefined || isSure ? line : `${head.words}: ${line.trim()}`;
	});
}

/** What stands behind the digits of a part and is a label of the next one: '1. CPF:\t…', cut at the tab. */
function labelOfNext(part: string): string | undefined {
	const digit = lastDigit(part);
	if (digit === -1) return undefined;
	const behind = part.slice(digit + 1);
	const isHead = /[:=]\s*$/.test(behind);
	// 'CPF 2:' has its words before the count.
	const label = isHead && !/\p{L}/u.test(behind) ? part.slice(0, firstDigit(part)) : behind;
	if (!/\p{L}/u.test(label) || !(isHead || headsOtherKind(label))) return undefined;
	return trimLabel(label.replace(/^\P{L}+/u, ''));
}

/** Whether the label that was cut off before a part is still its label. */
function belongsTo(label: string, part: string): boolean {
	if (!/^\s*\p{L}/u.test(part)) return true;
	// 'CPF 1:\tJoão …': a name between them takes nothing away, as a word for phones does.
	return headsOtherKind(label) && readLabel(/^\D*/.exec(part)?.[0] ?? '') !== 'phone';
}

/** The same within a line, for numbers that look alike: 'CPF: 11987654321, 21998765432'. */
export function* passOnLabels(parts: string[]): Steps<string[]> {
	if (parts.length < 2) return parts;
	let label: string | undefined;
	let like = '';
	let next: string | undefined;
	return yield* mapInSteps(parts, (part) => {
		const own = next;
		next = labelOfNext(part);
		const isOwn = own !== undefined && belongsTo(own, part);
		if (isOwn || /\p{L}/u.test(part)) {
			const before = isOwn ? own : (/^\D*/.exec(part)?.[0] ?? '');
			label = headsOtherKind(before) ? trimLabel(before) : undefined;
			like = label === undefined ? '' : shape(part);
			return isOwn ? `${own}: ${part}` : part;
		}
		return label === undefined || shape(part) !== like ? part : `${label}: ${part}`;
	});
}
