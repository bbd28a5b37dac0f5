import { countDigits } from './countDigits';

const IS_CARD = /^[ \t]*(?:(?:BEGIN|END):VCARD|item\d{1,9}\.TEL[;:])/im;
const LINE_BREAKS = /[\r\n\v\f\u0085\u2028\u2029]+/;
const PROPERTY = /^(?:[A-Z\d-]{1,40}\.)?([A-Z][A-Z\d-]{0,40})[;:]/i;
/** Outside a whole card 'Ana: …' may be somebody's name. */
const PART_OF_CARD =
	/^(?:item\d{1,9}\.|(?:VERSION|PRODID|N|FN|NICKNAME|ORG|TITLE|ROLE|NOTE|EMAIL|ADR|URL|BDAY|UID|REV|CATEGORIES|X-[A-Z-]{1,40})[;:])/i;
/** The digits of a phone: two of them, one below the other, are no folded line. */
const PHONE_DIGITS = 10;

type Place = 'outside' | 'part' | 'card';

/** Without the indent of a card that stands indented as a whole: in a card, it would fold every line. */
function lines(text: string): string[] {
	const all = text.split(LINE_BREAKS);
	const indents = all.slice(1).map((line) => line.length - line.trimStart().length);
	const indent = Math.min(...new Set(indents));
	return all.map((line, at) => line.slice(at === 0 ? 0 : indent));
}

/** Where a text begins: in the midst of a card, if a card ends or has its phone before one begins. */
function firstPlace(text: string): Place {
	return /BEGIN/i.test(IS_CARD.exec(text)?.[0] ?? '') ? 'outside' : 'part';
}

/**
 * Keeps of contact cards (vCard) in a text the phones only, folded lines made whole: names and notes, however many
 * lines they take, may hold a document's number. What stands beside the cards stays. A text without a card comes
 * back as it is, and cards without a phone as the line that begins them. Takes linear time.
 */
export function phonesOfCards(text: string): string {
	if (!IS_CARD.test(text)) return text;
	const kept: string[] = [];
	let place = firstPlace(text);
	let isPhone = false;
	let isDropped = false;
	let digits = 0;
	for (const line of lines(text)) {
		const above = digits;
		digits = countDigits(line);
		const name = PROPERTY.exec(line)?.[1]?.toUpperCase();
		if (/^(?:BEGIN|END):VCARD\s*$/i.test(line)) {
			place = name === 'BEGIN' ? 'card' : 'outside';
			isPhone = isDropped = false;
			continue;
		}
		if (name !== undefined || place === 'outside') {
			isPhone = name === 'TEL';
			isDropped = !isPhone && (place === 'card' || (place === 'part' && PART_OF_CARD.test(line)));
		} else if (isPhone && /^\s/.test(line) && !(above >= PHONE_DIGITS && digits >= PHONE_DIGITS)) {
			kept.push(`${kept.pop() ?? ''}${line.slice(1)}`);
			digits += above;
			continue;
		}
		if (!isDropped && line.trim() !== '') kept.push(line);
	}
	return kept.length === 0 ? (/^.*VCARD/im.exec(text)?.[0] ?? '').trim() : kept.join('\n');
}
