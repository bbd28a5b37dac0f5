import fc from 'fast-check';

import { MAX_RECIPIENTS } from '../../../nodes/LigueLead/campaigns';
import { planCampaigns } from '../../../nodes/LigueLead/campaigns/plan';
import { draft, mobile, mobiles } from './support';

const sizes = ({ campaigns }: ReturnType<typeof planCampaigns>) =>
	campaigns.map(({ phones }) => phones.length);

describe('planCampaigns', () => {
	it('cuts one item with 25,000 phones into three campaigns, in the order given', () => {
		const phones = mobiles(0, 25_000);
		for (const mode of ['perItem', 'perMessage'] as const) {
			const plan = planCampaigns([draft(0, 'Hi', phones)], mode);
			expect(sizes(plan)).toEqual([10_000, 10_000, 5_000]);
			expect(plan.campaigns.flatMap((campaign) => campaign.phones)).toEqual(phones);
			expect(plan.campaigns.map(({ items }) => items)).toEqual([[0], [0], [0]]);
			expect(plan.placements.get(0)?.shares.map(({ campaign }) => campaign)).toEqual([0, 1, 2]);
		}
	});

	it.each([
		[9_999, [9_999]],
		[10_000, [10_000]],
		[10_001, [10_000, 1]],
		[20_000, [10_000, 10_000]],
	])('makes campaigns of %i recipients: %j', (count, expected) => {
		const drafts = mobiles(0, count).map((phone, item) => draft(item, 'Hi', [phone]));
		expect(sizes(planCampaigns(drafts, 'perMessage'))).toEqual(expected);
		expect(sizes(planCampaigns([draft(0, 'Hi', mobiles(0, count))], 'perItem'))).toEqual(expected);
	});

	it('gives every item campaigns of its own, equal messages and phones or not', () => {
		const plan = planCampaigns(
			[draft(0, 'Hi', [mobile(1), mobile(2)]), draft(1, 'Hi', [mobile(1)])],
			'perItem',
		);
		expect(sizes(plan)).toEqual([2, 1]);
		expect(plan.placements.get(1)).toMatchObject({
			shares: [{ campaign: 1, phones: [mobile(1)] }],
			duplicates: [],
		});
	});

	it('shares a campaign among equal messages, and sends once to a phone of several items', () => {
		const plan = planCampaigns(
			[
				draft(0, 'Hi', [mobile(1), mobile(2)]),
				draft(1, 'Bye', [mobile(1)]),
				draft(3, 'Hi', [mobile(2)]),
				draft(4, 'Hi', [mobile(3), mobile(1)]),
			],
			'perMessage',
		);
		expect(
			plan.campaigns.map(({ contentKey, phones, items }) => [contentKey, phones, items]),
		).toEqual([
			['Hi', [mobile(1), mobile(2), mobile(3)], [0, 3, 4]],
			['Bye', [mobile(1)], [1]],
		]);
		expect(plan.placements.get(3)).toMatchObject({
			shares: [],
			duplicates: [{ phone: mobile(2), item: 0, campaign: 0 }],
		});
		expect(plan.placements.get(4)).toMatchObject({
			shares: [{ campaign: 0, phones: [mobile(3)] }],
			duplicates: [{ phone: mobile(1), item: 0, campaign: 0 }],
		});
	});

	it('finds a duplicate in an earlier campaign of the same message', () => {
		const plan = planCampaigns(
			[draft(0, 'Hi', mobiles(0, 10_000)), draft(1, 'Hi', [mobile(20_000), mobile(0)])],
			'perMessage',
		);
		expect(sizes(plan)).toEqual([10_000, 1]);
		expect(plan.placements.get(1)).toMatchObject({
			shares: [{ campaign: 1, phones: [mobile(20_000)] }],
			duplicates: [{ phone: mobile(0), item: 0, campaign: 0 }],
		});
		expect(plan.campaigns[0]?.items).toEqual([0, 1]);
	});

	it('places every phone of every draft exactly once, whatever the drafts', () => {
		const anyDrafts = fc.array(
			fc.record({
				message: fc.constantFrom('A', 'B', 'C'),
				phones: fc.uniqueArray(fc.nat(30).map(mobile), { minLength: 1, maxLength: 8 }),
			}),
			{ maxLength: 15 },
		);
		fc.assert(
			fc.property(anyDrafts, fc.constantFrom('perItem', 'perMessage'), (list, mode) => {
				const drafts = list.map(({ message, phones }, item) => draft(item, message, phones));
				const { campaigns, placements } = planCampaigns(drafts, mode);
				for (const { item, contentKey, phones } of drafts) {
					const { shares = [], duplicates = [] } = placements.get(item) ?? {};
					const placed = [
						...shares.flatMap((share) => share.phones),
						...duplicates.map(({ phone }) => phone),
					];
					expect(placed.sort()).toEqual([...phones].sort());
					for (const { campaign } of [...shares, ...duplicates]) {
						expect(campaigns[campaign]?.contentKey).toBe(contentKey);
						expect(campaigns[campaign]?.items).toContain(item);
					}
				}
				const owned = [...placements.values()].flatMap(({ shares }) =>
					shares.flatMap(({ campaign, phones }) => phones.map((phone) => `${campaign}:${phone}`)),
				);
				const sent = campaigns.flatMap(({ phones }, index) =>
					phones.map((phone) => `${index}:${phone}`),
				);
				expect(owned.sort()).toEqual(sent.sort());
				const firsts = campaigns.map(({ items }) => items[0] ?? -1);
				expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
				for (const { phones } of campaigns) {
					expect(phones.length).toBeLessThanOrEqual(MAX_RECIPIENTS);
					expect(new Set(phones).size).toBe(phones.length);
				}
				const perMessage = campaigns.flatMap(({ contentKey, phones }) =>
					phones.map((phone) => `${contentKey}:${phone}`),
				);
				const twice = perMessage.length - new Set(perMessage).size;
				expect(mode === 'perMessage' ? twice : 0).toBe(0);
			}),
			{ numRuns: 300 },
		);
	});
});
