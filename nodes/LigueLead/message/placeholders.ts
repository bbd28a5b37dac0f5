import { readPlaceholderName } from './placeholderNames';
import type { TextRule } from './textRule';

type Kind = 'expression' | 'placeholder';

const HTML_TAGS = new Set(
	'a abbr article b big blockquote body br button center code dd div dl dt em font footer form h1 h2 h3 h4 h5 h6 head header hr html i img li main nav ol p pre s section small span strike strong style sub sup table tbody td th thead title tr tt u ul'.split(
		' ',
	),
);

// Windows writes the ids of its records so: {3F2504E0-4F89-11D3-9A0C-0305E82C3301}.
const GUID = /^[\da-f]{8}-[\da-f-]{27}$/i;

/** Placeholders whose signs nobody puts around a word for another reason. */
const CERTAIN: ReadonlyArray<TextRule<Kind>> = [
	{
		kind: 'expression',
		sign: '{{',
		// n8n's variables and functions: $json, $('Node'), $now, DateTime.
		pattern: /=?\{\{[^{}]{0,200}(?:\$|DateTime)[^{}]{0,200}(?:\}\}|$)/g,
	},
	{ kind: 'placeholder', sign: '{{', pattern: /\{{2,3}[^{}]{0,200}\}{0,3}/g },
	{ kind: 'placeholder', sign: '}}', pattern: /[\p{L}\p{N}_.]{0,60}[\p{L}\p{N}_\])'"]\s?\}\}/gu },
	{
		kind: 'expression',
		sign: '$',
		pattern:
			/\$(?:json|node|input|item|binary|execution|workflow|vars|prevNode|parameter|env)(?:\??\.|\[)[\w.$?[\]'"]{0,60}|\$\(\s?['"][^'"\n]{1,80}['"]\s?\)[\w.$?[\]]{0,60}|\$(?:now|today)\.\w{1,40}|\$fromAI\([^()\n]{0,80}\)?/g,
	},
	// The code of Liquid, Twig, Handlebars, Velocity, Ruby, PHP, Salesforce, JavaScript.
	{
		kind: 'placeholder',
		sign: '{',
		pattern: /\{\s?[%#!$@=*~^/&:?][^{}\n]{0,100}[\p{L}\p{N}][^{}\n]{0,100}\}/gu,
		// Two smileys, with a sentence between them.
		accept: ([found]) => !/^\{\s?[:=*]\s|\s\S?[:=]\}$/.test(found),
	},
	{ kind: 'placeholder', sign: '{', pattern: /[$#@]\{[^{}\n]{1,100}\}/g },
	{ kind: 'placeholder', sign: '{', pattern: /\{\s{0,5}\d{0,2}\s{0,5}\}/g },
	{
		kind: 'placeholder',
		sign: '{',
		pattern: /\{\s{0,5}([\p{L}_][^{}\n]{0,100}?)\s{0,5}\}/gu,
		accept: ([, name = '']) => isSingleToken(name) || readPlaceholderName(name) !== undefined,
	},
	{ kind: 'placeholder', sign: '*|', pattern: /\*\|[^|\n]{1,100}\|\*/g },
	{ kind: 'placeholder', sign: '<', pattern: /<(?:%[-=]?|\?(?:php|=))[^<>\n]{1,100}[%?]>/g },
	{ kind: 'placeholder', sign: '[', pattern: /\[%[^[\]\n]{1,100}%\]/g },
	{ kind: 'placeholder', sign: '[[', pattern: /\[\[\s?[\p{L}_$][^[\]\n]{0,100}\]\]/gu },
	{ kind: 'placeholder', sign: '%%', pattern: /%%[\p{L}_][\p{L}\p{N}_. -]{0,60}%%/gu },
	{ kind: 'placeholder', sign: '$(', pattern: /(?<![\p{L}$])\$\([A-Za-z_][\w.]{0,60}\)/gu },
	// printf: Olá %s, seu pedido %d
	{
		kind: 'placeholder',
		sign: '%',
		pattern: /(?<![\p{L}\p{N}%]|\d\s)%(?:\d\$)?[sd](?![\p{L}\p{N}%])|%\(\w{1,40}\)[sd]/gu,
	},
	// Letters in the place of a name or a sum: Oi XXXX, R$ XX,XX.
	{
		kind: 'placeholder',
		sign: /xx/i,
		pattern:
			/R\$\s{0,3}x{1,20}(?:[.,]x{2,20}){0,3}(?<=xx)(?!\p{L})|(?<!\p{L})(?:oi|olá|ola|hi|hello|dear|prezad[oa]|car[oa]|sra?|dra?)[.,]?[^\S\n]{1,3}x{3,20}(?!\p{L})/giu,
	},
];

/** Placeholders whose signs are also around other words: what decides is the name between them. */
const NAMED: ReadonlyArray<TextRule<Kind>> = [
	{
		kind: 'placeholder',
		sign: '%',
		// Not after a number (10%a20%), nor an octet of a URL (%C3%A7).
		pattern: /(?<![\d%]|\d\s|%[\dA-Fa-f]{2})%([\p{L}_][\p{L}\p{N}_.-]{0,60})%/gu,
		accept: ([, name = '']) => !/^(?:off|[\da-f]\d)$|^[A-F]\d/i.test(name),
	},
	{
		kind: 'placeholder',
		sign: '%',
		pattern: /(?<![\d%]|\d\s)%([\p{L}_][\p{L}_ ]{0,60})%/gu,
		accept: hasName,
	},
	{
		kind: 'placeholder',
		sign: '[',
		// A link of Markdown has another bracket after it.
		pattern: /\[\s?([\p{L}_$][^[\]\n]{0,60})\](?!\()/gu,
		accept: (match, text) => !mayBeLabel(match, text),
	},
	{
		kind: 'placeholder',
		sign: '<',
		pattern: /<{1,2}\s?([\p{L}_][\p{L}\p{N}_. -]{0,60})>{1,2}/gu,
		accept: ([, name = '']) =>
			!HTML_TAGS.has(name.toLowerCase()) && readPlaceholderName(name) !== undefined,
	},
	{
		kind: 'placeholder',
		sign: '«',
		pattern: /«\s?([\p{L}_][\p{L}\p{N}_. -]{0,60})\s?»/gu,
		accept: hasName,
	},
	{
		kind: 'placeholder',
		sign: /[#@|$^&]|__/,
		pattern:
			/(?<![\p{L}\p{N}])(#{1,2}|@{1,2}|\|{1,2}|\$|\^|&|__)(\p{L}[\p{L}\p{N}_.]{0,60}?)\1(?![\p{L}\p{N}])/gu,
		accept: ([, , name = '']) => readPlaceholderName(name) !== undefined,
	},
	{
		kind: 'placeholder',
		sign: '$',
		pattern: /(?<![\p{L}\p{N}$])\$([a-z_]\w{1,60})/gu,
		accept: hasName,
	},
];

/** Placeholders that nothing filled in: of n8n (`expression`) and of other tools. */
export const PLACEHOLDERS = [...CERTAIN, ...NAMED];

function hasName([, name = '']: RegExpExecArray): boolean {
	return readPlaceholderName(name) !== undefined;
}

function isSingleToken(name: string): boolean {
	return !/\s/.test(name.replace(/\s{0,3}[|=,].{0,100}$/s, '')) && !GUID.test(name);
}

// [PEDIDO] heads a message, and [URGENTE] is no field at all.
function mayBeLabel({ 1: name = '', index }: RegExpExecArray, text: string): boolean {
	const kind = readPlaceholderName(name);
	if (kind === undefined) return true;
	if (kind === 'person') return false;
	const before = text.slice(Math.max(0, index - 3), index);
	const isHead = (index <= 3 && before.trim() === '') || /[\n\]]\s{0,2}$/.test(before);
	if (isHead) return true;
	return kind === 'label' && name === name.toUpperCase();
}
