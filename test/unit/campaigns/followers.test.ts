import type { Draft } from '../../../nodes/LigueLead/campaigns';
import { followKeys } from '../../../nodes/LigueLead/campaigns/followers';
import { draft, mobile } from './support';

describe('followKeys', () => {
	const keyed = (...keys: Array<string | undefined>): Draft[] =>
		keys.map((key, item) => draft(item * 2, 'Hi', [mobile(item)], key));

	it('keeps the first draft of each key, and every draft without one', () => {
		const { drafts, followers } = followKeys(keyed('a', undefined, 'b', 'a', undefined, 'a'));
		expect(drafts.map(({ item }) => item)).toEqual([0, 2, 4, 8]);
		expect([...followers].map(([item, { leader }]) => [item, leader])).toEqual([
			[6, 0],
			[10, 0],
		]);
	});
});
