import { firstDigit, lastDigit } from './countDigits';
import { endsWithPhoneWord, readLabel, saysOtherKind } from './labels';
import type { InvalidReason } from './types';

/** The digits of a number, where separators stood between them, and what came before them. */
export interface DigitGroups {
	digits: string;
	/** Positions in `digits` before which there was a separator. */
	cuts: number[];
	/** A plus sign came first: what follows is a country code. */
	plus: boolean;
	/** Written 0xx11: the carrier code is left open, so none follows. */
	openCarrier: boolean;
	/** Words before it say that it is a phone. */
	labelled: boolean;
}

/** Digits as phones are written, with nothing around them that would have to be taken off. */
const BARE = /^(?:[+(]|\d{1,4} |\d{5})[\d ()+-]*$/;
/** 'Fone 2: …': the count is taken out, and the label stays, because it may be 'CPF 2: …'. */
const NUMBERED_LABEL = /^(\p{L}[^\d+(\n]*)\d{1,2} *[:)] *(?=[+(\d])/u;
const LIST_MARK = /^(?:[*•·-] +|\d{1,4}[.)] +(?=(?:\D*\d){11})|\d{1,2} ?[ºª°] ?(?=\p{L}))/u;
const EXTENSION = /(?<!\p{L})(?:ramal|ext(?:ension|ens[aã]o)?)(?!\p{L})/iu;
const CHAT_ADDRESS = /^(\d+)(?::\d+)?@(?:s\.whatsapp\.net|c\.us)$/i;
const CHAT_GROUP = /(?<!\d)55\d{10,11}-1[3-9]\d{8}(?!\d)/;
const CHAT_TIME = /^\[?\d{1,2}\/\d{1,2}\/\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?\]?(?: -)? (?=\+)/;
/** Only what contact cards say of a phone: in 'Tel: não tem, CPF: …' the second label counts. */
const CARD_WORDS =
	'CELL|HOME|WORK|VOICE|MSG|PREF|IPHONE|MAIN|MOBILE|FAX|PAGER|CAR|TEXT|VIDEO|OTHER';
const CONTACT_CARD = new RegExp(
	`^(?:item\\d+\\.)?TEL(?:;(?:[\\w-]{1,20}=[^:;\\n]*|${CARD_WORDS}|X-[\\w-]{1,40}))*:(?:tel:)?`,
	'i',
);
const CHAT_LINK = /(?:https?:\/\/)?(?:www\.|api\.|web\.)?(?:wa\.me|whatsapp\.com)\//i;
const LINK =
	/^(?:https?:\/\/|whatsapp:\/\/)?(?:(?:www\.|api\.|web\.)?(?:wa\.me|whatsapp\.com)\/|send\/?\?)/i;
const DOCUMENT = /\d{3}\.\d{3}\.\d{3}-\d{2}|\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}/;
const DATE = /(?<!\d)\d{1,2}\/\d{1,2}\/(?:19|20)\d{2}(?!\d)/;
const ADDRESS =
	/(?<![\d.])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\d.])/;

function unwrap(text: string): string {
	const chat = CHAT_ADDRESS.exec(text)?.[1];
	if (chat !== undefined) return chat;
	const hasPath = /[/?]/.test(text);
	const link = hasPath ? text.search(CHAT_LINK) : -1;
	if (link > 0 && !/\d/.test(text.slice(0, link))) return unwrap(text.slice(link));
	if (hasPath && LINK.test(text)) {
		const phone = /[?&]phone=([^&#]*)/i.exec(text)?.[1] ?? text.replace(/[?#].*$/s, '');
		return phone.replace(LINK, '').replace(/%2B/gi, '+').replace(/%20/g, ' ');
	}
	const bold = /^\*([^*]+)\*$/.exec(text)?.[1] ?? text;
	const number = bold
		.replace(CHAT_TIME, '')
		.replace(CONTACT_CARD, '')
		.replace(LIST_MARK, '')
		.replace(NUMBERED_LABEL, '$1: ');
	return number.includes('~') ? number.replace(/(?<=\d\)?) ?~ ?(?=\p{L}\P{Nd}*$)/u, ' ') : number;
}

const AREA_IN_BRACKETS = /^[\dx* ]{2,5}\)/i;

/** Whether digits are written as phones are: with a plus, brackets, or a separator in the usual place. */
function looksLikePhone(
	signs: string,
	core: string,
	{ digits, cuts }: Pick<DigitGroups, 'digits' | 'cuts'>,
) {
	if (signs.includes('+') || (signs.includes('(') && AREA_IN_BRACKETS.test(core))) return true;
	return /[()]/.test(core) || cuts.includes(digits.length - 4) || cuts.includes(digits.length - 9);
}

function reasonAround(before: string, signs: string, after: string): InvalidReason | undefined {
	if (before === '' && after === '') return undefined;
	if (EXTENSION.test(after)) return 'extension';
	if (saysOtherKind(after)) return 'otherNumber';
	// A letter that touches the digits may be a mistyped digit (O, l).
	if (signs === '' && /\p{L}$/u.test(before) && !endsWithPhoneWord(before)) return 'notAPhone';
	return /^[-_./')]*\p{L}/u.test(after) ? 'notAPhone' : undefined;
}

function reasonInside(core: string): InvalidReason | undefined {
	if (/^[\d ()-]*$/.test(core)) return undefined;
	if (DOCUMENT.test(core) || DATE.test(core) || ADDRESS.test(core) || /^0[.,]\d+$/.test(core))
		return 'otherNumber';
	if (/^[\d ()'./_-]*$/.test(core)) return undefined;
	if (/[\d)] *[,;(]? *(?:ramal|ext(?:ension|ens[aã]o)?|r|rm|x)(?!\p{L})[ .:=]*\d/iu.test(core))
		return 'extension';
	if (core.replace(/\D/g, '').length >= 16) return 'severalNumbers';
	return saysOtherKind(core) || /\d[.,:]\d/.test(core) ? 'otherNumber' : 'notAPhone';
}

function groups(core: string): Pick<DigitGroups, 'digits' | 'cuts'> {
	const cuts: number[] = [];
	let digits = '';
	for (const group of core.match(/\d+/g) ?? []) {
		if (digits !== '') cuts.push(digits.length);
		digits += group;
	}
	return { digits, cuts };
}

/**
 * Takes labels, names, links, notes and separators off a cleaned text that holds one number.
 * Returns the digits and how they were grouped, or the reason why there is no single number in it.
 */
export function findDigits(cleaned: string): DigitGroups | { reason: InvalidReason } {
	if (CHAT_GROUP.test(cleaned)) return { reason: 'otherNumber' };
	const text = BARE.test(cleaned)
		? cleaned
		: unwrap(cleaned).replace(/^([^\d]*0) *\(? *(?:xx|\*\*|__)/i, '$1x');
	const first = firstDigit(text);
	if (first === -1) return { reason: 'notAPhone' };
	const before = first === 0 ? '' : text.slice(0, first).replace(/[+( ]+$/, '');
	const signs = text.slice(before.length, first);
	const end = lastDigit(text) + 1;
	const rest = text.slice(first, end);
	const after = text.slice(end);
	// A sign or a decimal point: a negative number or a fraction.
	if (before !== '' && /^[\p{P}\s]*[-.,]$/u.test(before) && !signs.startsWith(' '))
		return { reason: 'otherNumber' };
	const openCarrier = rest.startsWith('0x');
	const core = openCarrier ? rest.replace('x', ' ') : rest;
	const reason = reasonAround(before, signs, after) ?? reasonInside(core);
	if (reason !== undefined) return { reason };
	const found = groups(core);
	const label = readLabel(before);
	const isCode = signs === '' && /[\p{L}\d][-_./=]+$/u.test(before) && label !== 'phone';
	const isUnclear = label === 'unclear' || isCode;
	if (label === 'other' || (isUnclear && !looksLikePhone(signs, core, found))) {
		return { reason: 'otherNumber' };
	}
	const { digits, cuts } = found;
	return { digits, cuts, plus: signs.includes('+'), openCarrier, labelled: label === 'phone' };
}
