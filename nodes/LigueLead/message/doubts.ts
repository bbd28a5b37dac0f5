import { firstMatch, type TextRule } from './textRule';

const TAG =
	/<\/?(?:a|b|big|br|center|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|small|span|strong|sub|sup|table|t[dhr]|tbody|u|ul)(?:\s[^<>]{0,300})?\s?\/?>/i;

const ENTITY =
	/&(?:#\d{2,6}|#x[\da-f]{2,6}|nbsp|amp|lt|gt|quot|apos|[aeiou](?:acute|circ|grave|tilde|uml)|ntilde|ccedil|ord[mf]|deg|hellip|[lr][sd]quo|[lr]aquo|[nm]dash|bull|middot|copy|reg|trade|euro|times|zwnj|shy);/i;

/**
 * The first HTML tag or entity in a text, which a phone shows as it is written: `<b>`, `&nbsp;`. Undefined if
 * there is none. A < B, <3 and Q&A are none.
 */
export function findMarkup(text: string): string | undefined {
	const tag = text.includes('<') ? TAG.exec(text)?.[0] : undefined;
	return tag ?? (text.includes('&') ? ENTITY.exec(text)?.[0] : undefined);
}

const GAPS: ReadonlyArray<TextRule<'gap'>> = [
	// Oi , tudo bem
	{ kind: 'gap', sign: ' ,', pattern: /(?<=[\p{L}\p{N}]) {1,3},(?=\s|$)/gu },
	// Olá, !
	{ kind: 'gap', sign: ',', pattern: /(?<=\p{L}), {0,2}[!.;?](?=\s|$)/gu },
	// seu pedido  foi pago; lists and tables are set with more spaces, and sentences are parted by two
	{ kind: 'gap', sign: '  ', pattern: /(?<=[\p{L},:]) {2}[\p{L}(]/gu },
	// R$ . Obrigado
	{ kind: 'gap', sign: 'R$', pattern: /R\$\s{0,3}(?=[.,;!?)](?!\d)|$)/g },
	// Total: , Pedido: .
	{ kind: 'gap', sign: ': ', pattern: /(?<=\p{L}):\s{1,3}[,.;](?=\s|$)/gu },
	// nº , pedido #.
	{ kind: 'gap', sign: /[º°#]/, pattern: /(?:[nN][º°]|#)\s{0,3}(?=[,.;!?](?:\s|$))/g },
	{
		kind: 'gap',
		sign: /["“(]/,
		pattern: /(?<![\p{L}\p{N}:;=8])(?:\(\s?\)|"\s?"|“\s?”)/gu,
	},
	{ kind: 'gap', sign: /^\s{0,5}[,;!?]/, pattern: /^\s{0,5}[,;!?](?=\s)/g },
];

/**
 * The first place in a text that looks as if a value were missing there, with its neighbours: `Oi , tudo`,
 * `R$ .`, two spaces between words. Undefined if there is none. A doubt, no more: people also write so.
 */
export function findGap(text: string): string | undefined {
	const gap = firstMatch(GAPS, text);
	if (gap === undefined) return undefined;
	const from = Math.max(0, gap.index - 15);
	const to = gap.index + gap.found.length + 12;
	return `${from > 0 ? '…' : ''}${text.slice(from, to).trim()}${to < text.length ? '…' : ''}`;
}
