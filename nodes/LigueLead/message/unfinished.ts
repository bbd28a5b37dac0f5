import { BROKEN_VALUES } from './brokenValues';
import { PLACEHOLDERS } from './placeholders';
import { firstMatch } from './textRule';

const RULES = [...BROKEN_VALUES, ...PLACEHOLDERS];

// One look that most texts pass: none of the rules can match without one of these.
const SIGNS =
	/[{}[<%#«@^&|]|\$[^\d\s]|\$\s{0,3}[a-z-]|__|€|£|undefined|null|nan|none|nat|true|false|invalid|function|xx/i;

const SHOWN = 40;

/** What in a text shows that it is not finished. */
export interface Unfinished {
	readonly kind: (typeof RULES)[number]['kind'];
	/** The part of the text, shortened and in one line. */
	readonly found: string;
	/** The part with its neighbours, because the part alone may say little. */
	readonly excerpt: string;
}

/**
 * Looks for what a reader would take for broken: expressions and placeholders that were not filled in, and
 * what stands in a text for a value that is missing or of a wrong type. Takes a message, a title or a key;
 * returns the first finding, or undefined for a finished text. Linear in the text; never throws.
 *
 * The signs are those of n8n's expressions, JavaScript, Luxon, spreadsheets and the templates of other
 * senders. What prose can hold as well (null, [PEDIDO], 50%) is told from them by its neighbours.
 */
export function findUnfinished(text: string): Unfinished | undefined {
	if (!SIGNS.test(text)) return undefined;
	const match = firstMatch(RULES, text);
	if (match === undefined) return undefined;
	const { kind, found, index } = match;
	const from = Math.max(0, index - 15);
	const to = index + found.length + 10;
	const excerpt = `${from > 0 ? '…' : ''}${oneLine(text.slice(from, to))}${to < text.length ? '…' : ''}`;
	return { kind, found: shorten(oneLine(found)), excerpt };
}

function oneLine(text: string): string {
	return text.replace(/\s{1,20}/g, ' ').trim();
}

function shorten(text: string): string {
	return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
