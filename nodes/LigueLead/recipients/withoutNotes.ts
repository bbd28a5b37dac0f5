import { countDigits } from './countDigits';
import { readLabel, saysOtherKind } from './labels';

/** More digits than these in a note could be another phone. */
const MAX_NOTE_DIGITS = 7;
/** '(11) 98765-4321', '+55 …': nobody writes another number so. */
const UNMISTAKABLE = /\+ ?55|\(\d\d\)/;
const NOTE_WORDS = 'ap(?:to|artamento)?|casa|bl(?:oco)?|sala|lj|loja|lt|qd|quadra|andar|turma';
const MARKED = new RegExp(`^[ .]*(?:\\d(?=[ :)-])|\\d{1,3}(?= ?[-:)] ))[ ]?[-:)]? *(?=[+(\\d])`);
const UNIT = new RegExp(`(?<!\\p{L})(?:${NOTE_WORDS})[ .]*$`, 'iu');

/** Whether what stands beside a number lets it be the number of a phone. */
function mayStandBeside(note: string, number: string): boolean {
	if (countDigits(note) > MAX_NOTE_DIGITS || /(?<!\p{L})(?:ramal|ext)(?!\p{L})/iu.test(note))
		return false;
	return !saysOtherKind(note) || UNMISTAKABLE.test(number);
}

/** '… (após 18h)', '… - Apto 12': the text up to the note behind the number. */
function beforeNote(text: string): string | undefined {
	const digit = text.search(/\d/);
	const offset = text.slice(digit).search(/\p{L}/u);
	if (digit === -1 || offset === -1) return undefined;
	const untilLetter = text.slice(0, digit + offset);
	const glued = /(?<![\d.,-])\d{1,2}(?:[:.,]\d{1,2})?$/.exec(untilLetter)?.[0] ?? '';
	if (glued === '' && /\d$/.test(untilLetter)) return undefined;
	const open = untilLetter.lastIndexOf('(');
	const end =
		open > untilLetter.lastIndexOf(')') && open > digit ? open : untilLetter.length - glued.length;
	const number = untilLetter.slice(0, end).replace(/[^\d)]+$/, '');
	const parted =
		/[\s(]/.test(text.charAt(number.length)) || /^[-,:;/] /.test(text.slice(number.length));
	return parted && mayStandBeside(text.slice(number.length), number) ? number : undefined;
}

/** 'cel1 …', 'Contato 2 - …', 'Apto 12 (11) …': the text without the count or the unit before the number. */
function behindMark(text: string): string | undefined {
	const lead = /^[^\d+(]*\p{L}[^\d+(\p{L}]*(?=\d)/u.exec(text)?.[0];
	if (lead === undefined) return undefined;
	const rest = text.slice(lead.length);
	const mark =
		MARKED.exec(rest)?.[0] ??
		(UNIT.test(lead) ? /^\d{1,4}[ ,-]+(?=[+(\d])/.exec(rest)?.[0] : undefined);
	if (mark === undefined) return undefined;
	const number = rest.slice(mark.length);
	const label = readLabel(lead);
	const fits =
		label === 'phone' || (label === 'none' && /\D/.test(number)) || UNMISTAKABLE.test(number);
	return fits && mayStandBeside(lead, number) ? number : undefined;
}

/**
 * The part of a cleaned text that may be a phone, without the notes beside it that have digits of their own;
 * undefined if there are none, or if they could belong to the number or to another one.
 */
export function withoutNotes(text: string): string | undefined {
	const number = beforeNote(text) ?? text;
	const alone = behindMark(number) ?? number;
	return alone === text ? undefined : alone;
}
