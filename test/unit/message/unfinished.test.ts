import fc from 'fast-check';
import {
	describeUnfinished,
	findGap,
	findMarkup,
	findUnfinished,
} from '../../../nodes/LigueLead/message';
import { BROKEN } from './brokenTexts';
import { FINISHED, GAPS, MARKUP } from './finishedTexts';
import { FALSE_ALARMS, LINKS, MISSES, PROSE } from './linkTexts';

test.each(BROKEN)('%s: %s', (kind, text, found) => {
	expect(findUnfinished(text)).toMatchObject({ kind, found });
});

const FINE = [
	...new Set([...FINISHED, ...PROSE, ...FALSE_ALARMS, ...MISSES, ...LINKS.map(([text]) => text)]),
];

test.each(FINE)('finished: %s', (text) => {
	expect(findUnfinished(text)).toBeUndefined();
});

test.each(FINISHED)('neither markup nor a gap: %s', (text) => {
	expect([findMarkup(text), findGap(text)]).toEqual([undefined, undefined]);
});

test.each(MARKUP)('markup: %s', (text, found) => {
	expect(findMarkup(text)).toBe(found);
	expect(findUnfinished(text)).toBeUndefined();
});

test.each(GAPS)('a gap: %s', (text) => {
	expect(findGap(text)).toBeDefined();
	expect(findUnfinished(text)).toBeUndefined();
});

test('there are enough samples to speak of', () => {
	expect(FINISHED.length).toBeGreaterThanOrEqual(250);
	expect(new Set(FINISHED).size).toBe(FINISHED.length);
	expect(BROKEN.length).toBeGreaterThanOrEqual(120);
});

test.each(BROKEN)('%s stays broken in the midst of prose: %s', (_kind, text) => {
	const fine = FINISHED.filter(
		(prose, at) =>
			findUnfinished(`${prose}\n${text} ${FINISHED[FINISHED.length - 1 - at] ?? ''}`) === undefined,
	);
	expect(fine).toEqual([]);
});

test('two finished texts one after the other are finished', () => {
	const broken = FINISHED.flatMap((first) =>
		FINISHED.map((second) => `${first}\n${second}`).filter(
			(text) => findUnfinished(text) !== undefined,
		),
	);
	expect(broken).toEqual([]);
});

test.each([
	[
		'Oi {{ $json.name }}',
		"'Message' still holds {{ $json.name }}: switch the field from Fixed to Expression",
	],
	[
		'Oi {nome}',
		"'Message' still holds {nome}: a placeholder that was not filled in; put an expression in its place, such as {{ $json.nome }}",
	],
	[
		'Oi [object Object]',
		"'Message' holds [object Object]: an expression yields an object; choose the field inside it",
	],
	[
		'Seu pedido de R$ NaN foi pago. Obrigado!',
		'\'Message\' reads "…u pedido de R$ NaN foi pago.…": an expression calculates with a value that is no number; check the field, and its decimal comma',
	],
	[
		'Oi undefined',
		"'Message' reads \"Oi undefined\": an expression yields no value; check the field that it names, or give it a fallback such as {{ $json.name || 'cliente' }}",
	],
])('says how to mend %s', (text, sentence) => {
	const unfinished = findUnfinished(text);
	expect(unfinished && describeUnfinished('Message', unfinished)).toBe(sentence);
});

test.each(BROKEN)('names the parameter and a remedy, in one line (%s: %s)', (_, text) => {
	const unfinished = findUnfinished(text);
	const sentence = unfinished ? describeUnfinished('Title', unfinished) : '';
	expect(sentence).toMatch(/^'Title' (still )?(holds|reads) .+[:;] .+$/);
	expect(sentence).not.toMatch(/\b(problem|failure|mistake|error)\b/i);
});

const SIGNS = fc.constantFrom(
	...[
		'{',
		'}',
		'{{',
		'}}',
		'[',
		']',
		'<',
		'>',
		'%',
		'$',
		'#',
		'*|',
		'|*',
		'«',
		'»',
		'@',
		'__',
		'&',
	],
	...[
		'nome',
		'null',
		'undefined',
		'NaN',
		'R$',
		' ',
		'\n',
		'object',
		'Invalid Date',
		'"a":',
		'(',
		')',
	],
);

test('never throws, and shows a part of the text in one line', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string({ unit: 'binary' }),
				fc.array(SIGNS).map((parts) => parts.join('')),
			),
			(text) => {
				const { found = '', excerpt = '' } = findUnfinished(text) ?? {};
				expect(found.length).toBeLessThanOrEqual(41);
				expect(excerpt).not.toContain('\n');
				findMarkup(text);
				findGap(text);
			},
		),
		{ numRuns: 3000 },
	);
});

const CHECKS = [findUnfinished, findMarkup, findGap];

// Milliseconds of this process: how busy the machine is otherwise does not count.
function timeOf(texts: readonly string[]): number {
	const times = Array.from({ length: 5 }, () => {
		const start = process.cpuUsage();
		for (const text of texts) for (const check of CHECKS) check(text);
		return process.cpuUsage(start).user / 1000;
	});
	return Math.min(...times);
}

// Ten times the text takes ten times the time; were it the square, a hundred times.
test.each([
	...[
		'{',
		'{{',
		'[',
		'[[',
		'<',
		'%',
		'%%',
		'$',
		'#',
		'*|',
		'«',
		'@',
		'|',
		'^',
		'__',
		'$(',
		'&',
		'"',
		'(',
	],
	...[
		'{a',
		'[a',
		'<a ',
		'%a',
		'#a',
		'__a',
		'$json.',
		'R$ ',
		' ',
		'  ',
		'a  ',
		': ',
		'null ',
		'the null ',
	],
	...[
		'{"a"',
		'<b',
		'&a',
		'function(',
		'Invalid ',
		'[Pedido] ',
		'a',
		'A ',
		'Oi ',
		'{% a',
		'{:a',
		'\n',
		'%a ',
		'[nome ',
	],
])('reads %j, repeated, in linear time', (part) => {
	const text = (length: number) => part.repeat(Math.ceil(length / part.length));
	timeOf([text(20_000)]);
	const small = timeOf([text(20_000)]);
	const large = timeOf([text(200_000)]);
	expect(large).toBeLessThan(Math.max(small, 0.5) * 40);
});

test('reads ten thousand messages in a moment', () => {
	const texts = Array.from({ length: 10_000 }, (_, item) =>
		`Oi Maria ${item}, seu pedido de R$ 149,90 foi pago. Acompanhe em https://loja.com.br/p/${item} ${FINISHED[item % FINISHED.length]}`
			.padEnd(160, ' Obrigado.')
			.slice(0, 160),
	);
	// Some 50 ms where nothing else runs; what grows with the square of a text takes seconds.
	expect(timeOf(texts)).toBeLessThan(1_000);
});
