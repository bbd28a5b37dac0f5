import fc from 'fast-check';
import { findLinks } from '../../../nodes/LigueLead/message';
import { FALSE_ALARMS, LINKS, MISSES, PROSE } from './linkTexts';

test.each(LINKS)('%s', (text, link) => {
	expect(findLinks(text)).toEqual([link]);
});

test.each(PROSE)('no link: %s', (text) => {
	expect(findLinks(text)).toEqual([]);
});

test('there are enough samples to speak of', () => {
	expect(new Set(LINKS.map(([, link]) => link)).size).toBeGreaterThanOrEqual(80);
	expect(new Set(PROSE).size).toBeGreaterThanOrEqual(120);
});

test.each(FALSE_ALARMS)('known false alarm: %s', (text) => {
	expect(findLinks(text)).toHaveLength(1);
});

test.each(MISSES)('known miss: %s', (text) => {
	expect(findLinks(text)).toEqual([]);
});

test('several links come in the order of the text', () => {
	const text = 'veja www.a.com.br, app://b/c e bit.ly/d ou https://e.com. Escreva a f@g.com';
	expect(findLinks(text)).toEqual(['www.a.com.br', 'app://b/c', 'bit.ly/d', 'https://e.com']);
});

test('never throws, and returns parts of the text in their order', () => {
	const words = fc.constantFrom(
		'www.',
		'a.com',
		'b',
		'.',
		' ',
		'/',
		'http://',
		'@',
		'://',
		'ç',
		'\n',
	);
	const texts = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.array(words).map((parts) => parts.join('')),
	);
	fc.assert(
		fc.property(texts, (text) => {
			let position = 0;
			for (const link of findLinks(text)) {
				position = text.indexOf(link, position);
				expect(position).toBeGreaterThanOrEqual(0);
				position += link.length;
			}
		}),
		{ numRuns: 1000 },
	);
});

test('a link with a scheme is found wherever it stands', () => {
	fc.assert(
		fc.property(fc.lorem(), fc.webUrl(), fc.lorem(), (before, url, after) => {
			expect(findLinks(`${before} ${url} ${after}`)).toHaveLength(1);
		}),
		{ numRuns: 500 },
	);
});
