import { find } from 'linkifyjs';

interface Match {
	value: string;
	start: number;
}

/** Country domains that are Portuguese words too: a full stop without a space after it makes 'fim.de'. */
const WORDS = new Set('ao as ca de do eu is la me na ne no pro se so to'.split(' '));

/**
 * App links (whatsapp://…), which linkify does not know, up to the punctuation of the sentence. No scheme is
 * longer; without a limit, a row of 'a.' takes quadratic time.
 */
const ANY_SCHEME = /(?<![\p{L}\d])[a-z][a-z0-9+.-]{0,60}:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}]/giu;

/** Whether a domain without a scheme and without a path is two sentences with a full stop between them. */
function isProse(value: string): boolean {
	if (/^www\./i.test(value) || /[/?#:]/.test(value)) return false;
	const labels = value.split('.');
	const last = labels.at(-1) ?? '';
	if (labels.length > 2) return false;
	return /^\p{Lu}\p{Ll}/u.test(last) || WORDS.has(last.toLowerCase());
}

function isLink({ value, start }: Match, text: string): boolean {
	if (/^mailto:/i.test(value)) return false;
	return value.includes('://') || (text[start - 1] !== '@' && !isProse(value));
}

function schemeLinks(text: string): Match[] {
	return [...text.matchAll(ANY_SCHEME)].map((match) => ({ value: match[0], start: match.index }));
}

/**
 * The links in a message, in order, as they are written: with a scheme (https://…), starting with www., and
 * bare domains (exemplo.com.br/x, bit.ly/abc). An e-mail address is not a link, nor is prose such as
 * R$1.500,00, fim.Obrigado or v1.2. A full stop without a space before a word that is a domain ending
 * (falar.com) cannot be told from a link, and is one.
 *
 * LigueLead's guide forbids links (URLs) in flash messages; what exactly it takes for one is undocumented.
 */
export function findLinks(text: string): string[] {
	const known = find(text, 'url').filter((match) => isLink(match, text));
	const links: string[] = [];
	let end = 0;
	for (const { value, start } of [...known, ...schemeLinks(text)].sort(
		(a, b) => a.start - b.start,
	)) {
		if (start < end) continue;
		links.push(value);
		end = start + value.length;
	}
	return links;
}
