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
}

const OTHER_KINDS =
	/(?<!\p{L})(?:cpf|cnpj|rg|cep|cnh|pis|nis|pix|pedido|protocolo|nfe?|nf-e|c[oó]d(?:igo)?|id|conta|ag[eê]ncia|cart[aã]o|matr[ií]cula|valor|pre[cç]o|boleto|rastreio|nascimento|order|invoice|sku|imei|uid|iccid|renavam|processo|senha|token)(?!\p{L})/iu;
const OTHER_SYMBOLS = /[#$€£¥%*@~§\p{No}]/u;
const LABEL_GLUED =
	/(?<!\p{L})(?:tel|cel|fone|telefone|celular|whats|whatsapp|zap|wpp|phone|mobile)$/iu;
const NUMBERED_LABEL = /^\p{L}[^\d+(\n]*\d{1,2} *[:)] *(?=[+(\d])/u;
const LIST_MARK = /^(?:[*•·-] +|\d{1,4}[.)] +(?=(?:\D*\d){11}))/;
const EXTENSION = /(?<!\p{L})(?:ramal|ext(?:ension|ens[aã]o)?)(?!\p{L})/iu;
const CHAT_ADDRESS = /^(\d+)(?::\d+)?@(?:s\.whatsapp\.net|c\.us)$/i;
const CONTACT_CARD = /^(?:item\d+\.)?TEL[;:](?:[^:\n]*:)?(?:tel:)?/i;
const LINK = /^(?:https?:\/\/|(?:www\.|api\.)?(?:wa\.me|whatsapp\.com)\/)/i;
const DOCUMENT = /\d{3}\.\d{3}\.\d{3}-\d{2}|\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}/;
const DATE = /(?<!\d)\d{1,2}\/\d{1,2}\/(?:19|20)\d{2}(?!\d)/;

function unwrap(text: string): string {
	const chat = CHAT_ADDRESS.exec(text)?.[1];
	if (chat !== undefined) return chat;
	if (LINK.test(text)) {
		const phone = /[?&]phone=([^&#]*)/i.exec(text)?.[1] ?? text.replace(/[?#].*$/s, '');
		return phone.replace(/%2B/gi, '+').replace(/%20/g, ' ');
	}
	return text.replace(CONTACT_CARD, '').replace(LIST_MARK, '').replace(NUMBERED_LABEL, '');
}

function reasonAround(before: string, after: string): InvalidReason | undefined {
	if (before === '' && after === '') return undefined;
	if (EXTENSION.test(after)) return 'extension';
	if (OTHER_KINDS.test(before) || OTHER_KINDS.test(after)) return 'otherNumber';
	if (OTHER_SYMBOLS.test(before) || OTHER_SYMBOLS.test(after)) return 'otherNumber';
	// A letter that touches the digits may be a mistyped digit (O, l).
	if (/\p{L}$/u.test(before) && !LABEL_GLUED.test(before)) return 'notAPhone';
	return /^[-_./')]*\p{L}/u.test(after) ? 'notAPhone' : undefined;
}

function reasonInside(core: string): InvalidReason | undefined {
	if (DOCUMENT.test(core) || DATE.test(core) || /^0[.,]\d+$/.test(core)) return 'otherNumber';
	if (/^[\d ()'./_-]*$/.test(core)) return undefined;
	if (/[\d)] *[,;(]? *(?:ramal|ext(?:ension|ens[aã]o)?|r|rm|x)(?!\p{L})[ .:=]*\d/iu.test(core))
		return 'extension';
	if (core.replace(/\D/g, '').length >= 16) return 'severalNumbers';
	return OTHER_SYMBOLS.test(core) || /\d[.,:]\d/.test(core) ? 'otherNumber' : 'notAPhone';
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
	const text = unwrap(cleaned).replace(/^([^\d]*0) *\(? *(?:xx|\*\*|__)/i, '$1x');
	const [, before, signs, rest, after] = /^(\D*?)([+( ]*)(\d(?:.*\d)?)(\D*)$/s.exec(text) ?? [];
	if (before === undefined || signs === undefined || rest === undefined || after === undefined) {
		return { reason: 'notAPhone' };
	}
	// A sign or a decimal point: a negative number or a fraction.
	if (/^[\p{P}\s]*[-.,]$/u.test(before) && !signs.startsWith(' ')) return { reason: 'otherNumber' };
	const openCarrier = /^0x/.test(rest);
	const core = openCarrier ? rest.replace('x', ' ') : rest;
	const reason = reasonAround(before, after) ?? reasonInside(core);
	if (reason !== undefined) return { reason };
	return { ...groups(core), plus: signs.includes('+'), openCarrier };
}
