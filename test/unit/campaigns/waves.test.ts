import fc from 'fast-check';

import { waves } from '../../../nodes/LigueLead/campaigns';
import { draft, mobile } from './support';

const list = (texts: string) => [...texts].map((text, item) => draft(item, text, [mobile(item)]));
const cut = (texts: string, grouping: 'perItem' | 'perMessage', size: number) =>
	waves(list(texts), grouping, size).map((wave) => wave.map(({ item }) => item));

test.each([
	['', 'perItem', 2, []],
	['abcde', 'perItem', 2, [[0, 1], [2, 3], [4]]],
	[
		'abcd',
		'perItem',
		2,
		[
			[0, 1],
			[2, 3],
		],
	],
	['abc', 'perItem', 5, [[0, 1, 2]]],
	['aaaa', 'perItem', 3, [[0, 1, 2], [3]]],
	['aaaa', 'perMessage', 3, [[0, 1, 2, 3]]],
	[
		'abab',
		'perMessage',
		2,
		[
			[0, 2],
			[1, 3],
		],
	],
	[
		'abca',
		'perMessage',
		2,
		[
			[0, 3],
			[1, 2],
		],
	],
	['abcab', 'perMessage', 3, [[0, 3, 1, 4], [2]]],
] as const)('%s, %s, at least %i', (texts, grouping, size, expected) => {
	expect(cut(texts, grouping, size)).toEqual(expected);
});

test('no draft is lost or doubled, and equal content stays together', () => {
	fc.assert(
		fc.property(
			fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 }),
			fc.constantFrom('perItem', 'perMessage' as const),
			fc.integer({ min: 1, max: 12 }),
			(texts, grouping, size) => {
				const all = waves(list(texts.join('')), grouping, size);
				expect(
					all
						.flat()
						.map(({ item }) => item)
						.sort((a, b) => a - b),
				).toEqual([...texts.keys()]);
				expect(all.slice(0, -1).every(({ length }) => length >= size)).toBe(true);
				if (grouping === 'perItem') return;
				const contents = all.map((wave) => new Set(wave.map(({ contentKey }) => contentKey)));
				const sum = contents.reduce((total, set) => total + set.size, 0);
				expect(sum).toBe(new Set(texts).size);
			},
		),
	);
});
