import type { RefusedItem } from '../../../nodes/LigueLead/campaigns';
import { summariseRefusals } from '../../../nodes/LigueLead/campaigns';

const refusal = (item: number): RefusedItem => ({
	kind: 'refusal',
	item,
	parameter: 'Message',
	message: `'Message' is bad ${item}`,
	remedy: 'Mend it.',
});
const refusals = (count: number) => Array.from({ length: count }, (_, n) => refusal(n * 3));

describe('summariseRefusals', () => {
	it('names the one item, what is wrong and the remedy', () => {
		expect(summariseRefusals(refusals(1), 1, false)).toEqual({
			message: "'Message' is bad 0 [item 0]",
			description: 'Nothing was sent. Mend it.',
			item: 0,
		});
	});

	it('does not say that nothing was sent if an earlier try sent something', () => {
		const one = summariseRefusals(refusals(1), 1, true);
		expect(one.description).toBe('Nothing more was sent. Mend it.');
		expect(summariseRefusals(refusals(2), 2, true).message).toContain('so nothing more was sent');
	});

	it('adds the way to send the others if there are others', () => {
		expect(summariseRefusals(refusals(1), 2, false).description).toMatch(
			/Mend it\. .*error output/,
		);
	});

	it.each([
		[2, 5, false],
		[10, 30, false],
		[11, 33, true],
		[1000, 3000, true],
	])('names %i bad items of %i, ten at most', (count, items, cut) => {
		const { message, description, item } = summariseRefusals(refusals(count), items, false);
		expect(item).toBe(0);
		expect(message).toMatch(new RegExp(`^${count} of ${items} items cannot be sent, so nothing`));
		const shown = description.match(/\[item \d+\] 'Message' is bad/g) ?? [];
		expect(shown).toHaveLength(Math.min(10, count));
		expect(description.includes('; and ')).toBe(cut);
		const rest = cut ? `; and ${count - 10} more` : '';
		expect(description).toContain(`bad ${(Math.min(10, count) - 1) * 3}${rest}`);
		expect(description).toContain('Mend it.');
	});

	it('counts a single further item as one', () => {
		expect(summariseRefusals(refusals(11), 33, false).description).toContain('and 1 more item.');
	});
});
