const HAS_MARKS = /[<&\\%]|_x[0-9A-F]{4}_| ::: /i;
const BREAKS = /<\/?(?:br|p|div|li|ul|ol|tr|td|th|table|tbody|h\d)(?:[\s/][^<>]*)?>/gi;
const INLINE = /<\/?(?:a|b|i|u|s|em|strong|span|font|small|mark|code|sup|sub)(?:\s[^<>]*)?>/gi;
// Each part has a greatest length: a tag without an end would take quadratic time.
const ANCHOR =
	/<a\s[^<>]{0,200}?href\s{0,9}=\s{0,9}(?:"([^"<>]{0,300})"|'([^'<>]{0,300})'|([^"'<>\s]{0,300}))[^<>]{0,500}>([^<>]{0,500})<\/a\s{0,9}>/gi;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi;
const EXCEL = /_x([0-9A-F]{4})_/gi;
const NAMED = new Map([
	['nbsp', ' '],
	['ensp', ' '],
	['emsp', ' '],
	['thinsp', ' '],
	['amp', '&'],
	['lt', '<'],
	['gt', '>'],
	['quot', '"'],
	['apos', "'"],
	['lpar', '('],
	['rpar', ')'],
	['plus', '+'],
	['ndash', '-'],
	['mdash', '-'],
	['hyphen', '-'],
	['shy', ''],
]);

function digitsOf(text: string): string {
	return text.replace(/\D/g, '');
}

/** The text of a link; its address where the text is no number, as in `<a href="tel:…">Ligar</a>`. */
function linkText(
	whole: string,
	inDouble: string | undefined,
	inSingle: string | undefined,
	bare: string | undefined,
	text: string,
): string {
	const address = inDouble ?? inSingle ?? bare ?? '';
	if (!/^(?:tel|sms|callto|whatsapp):|wa\.me|whatsapp\.com/i.test(address)) return text;
	const [inAddress, inText] = [digitsOf(address), digitsOf(text)];
	if (inText.length < 8) return address;
	const same = inAddress.endsWith(inText.replace(/^0+/, '')) || inText.endsWith(inAddress);
	// Two numbers that differ: it is not known which one is meant.
	return same ? text : `${address} ${text} ${whole.replace(/\D/g, '')}`;
}

function character(code: number): string {
	return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

function entity(whole: string, decimal?: string, hex?: string, name?: string): string {
	if (name !== undefined) return NAMED.get(name.toLowerCase()) ?? whole;
	return character(decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal));
}

function undoPercent(text: string): string {
	return text
		.replace(/%(?:20|A0|C2%A0)/gi, ' ')
		.replace(/%2B/gi, '+')
		.replace(/%28/g, '(')
		.replace(/%29/g, ')')
		.replace(/%2D/gi, '-')
		.replace(/%0[AD]/gi, '\n');
}

/**
 * Undoes the marks that exports leave in a text: HTML (`<br>`, `<a href="tel:…">`, `&nbsp;`), `\n` as two
 * characters, `_x000D_` of Excel, `%20` of an address, ` ::: ` between the numbers of a Google contact.
 * What stood on lines of its own comes out on lines of its own. Takes linear time.
 */
export function undoMarkup(text: string): string {
	if (!HAS_MARKS.test(text)) return text;
	let plain = text;
	if (plain.includes('<')) {
		plain = plain.replace(ANCHOR, linkText).replace(BREAKS, '\n').replace(INLINE, '');
	}
	if (plain.includes('&')) plain = plain.replace(ENTITY, entity);
	if (plain.includes('\\')) plain = plain.replace(/\\[rn]/g, '\n').replace(/\\t/g, '\t');
	plain = plain.replace(EXCEL, (_, hex: string) => character(parseInt(hex, 16)));
	if (plain.includes('%')) plain = undoPercent(plain);
	return plain.replace(/ ::: /g, '\n');
}
