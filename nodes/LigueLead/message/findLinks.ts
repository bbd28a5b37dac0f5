import { find } from 'linkifyjs';

/** Country domains that are Portuguese words too: a full stop without a space after it makes 'fim.de'. */
const WORDS = new Set([
	'ao',
	'as',
	'de',
	'do',
	'is',
	'la',
	'me',
	'na',
	'no',
	'pro',
	'se',
	'so',
	'um',
]);

const OTHER_SCHEME = /(?<![\p{L}\d])[a-z][a-z0-9+.-]*:\/\/[^\s<>"]+/giu;

/** Whether a domain without a scheme and without a path is two sentences with a full stop between them. */
function isProse(value: string): boolean {
	if (/^www\./i.test(value) || /[/?#:]/.test(value)) return false;
	const labels = value.split('.');
	const last = labels.at(-1) ?? '';
	if (labels.length > 2) return false;
	return /^\p{Lu}\p{Ll}/u.test(last) || WORDS.has(last.toLowerCase());
}

/**
 * The links in a message, in order: with a scheme (https://…), starting with www., and bare domains
 * (exemplo.com.br/x, bit.ly/abc). An e-mail address is not a link, nor is prose such as R$1.500,00,
 * fim.Obrigado or v1.2.
 *
 * LigueLead's guide forbids links (URLs) in flash messages; what exactly it takes for one is undocumented.
 */
export function findLinks(text: string): string[] {
	const links = find(text, 'url')
		.filter(({ value }) => !/^mailto:/i.test(value))
		.filter(
			({ value, start }) => /:\/\//.test(value) || (text[start - 1] !== '@' && !isProse(value)),
		)
		.map(({ value, start }) => ({ value, start }));
	const others = [...text.matchAll(OTHER_SCHEME)]
		.map((match) => ({ value: match[0], start: match.index }))
		.filter(
			({ start, value }) =>
				!links.some(
					(link) => start < link.start + link.value.length && link.start < start + value.length,
				),
		);
	return [...links, ...others].sort((a, b) => a.start - b.start).map(({ value }) => value);
}
