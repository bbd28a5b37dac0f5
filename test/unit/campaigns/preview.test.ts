import { previewResultsSteps } from '../../../nodes/LigueLead/campaigns';
import { planCampaigns } from '../../../nodes/LigueLead/campaigns/plan';
import { finish } from '../../../nodes/LigueLead/steps';
import { draft, mobile, mobiles } from './support';

const preview = (...args: Parameters<typeof planCampaigns>) => [
	...finish(previewResultsSteps(planCampaigns(...args))).values(),
];

describe('what Send would do', () => {
	it('names the campaigns of an item, each with its share and its size', () => {
		const drafts = [
			draft(0, 'x'.repeat(161), [mobile(1), mobile(2)], 'order-1'),
			draft(1, 'x'.repeat(161), [mobile(2), mobile(3)]),
			draft(2, 'Other', [mobile(1)]),
		];
		const [first, second, third] = preview(drafts, 'perMessage');
		expect(first).toEqual({
			kind: 'success',
			json: {
				sent: false,
				text: 'x'.repeat(161),
				message: 'x'.repeat(161),
				idempotency_key: 'order-1',
				recipients: { phones: [mobile(1), mobile(2)] },
				credits: { per_recipient: 2, total: 4 },
				campaigns: [{ number: 1, recipients: 2, campaign_recipients: 3 }],
			},
		});
		expect(second).toMatchObject({
			json: {
				recipients: { phones: [mobile(3)], skipped: [{ phone: mobile(2), reason: 'duplicate' }] },
				credits: { total: 2 },
				campaigns: [{ number: 1, recipients: 1, campaign_recipients: 3 }],
			},
		});
		expect(second).not.toHaveProperty('json.idempotency_key');
		expect(third).toMatchObject({ json: { campaigns: [{ number: 2, recipients: 1 }] } });
	});

	it('names the campaign that has all recipients of an item already', () => {
		const drafts = [draft(0, 'Hi', [mobile(1)]), draft(1, 'Hi', [mobile(1)])];
		expect(preview(drafts, 'perMessage')[1]).toMatchObject({
			json: { campaigns: [{ number: 1, recipients: 0, campaign_recipients: 1 }] },
		});
	});

	it('lists all campaigns of a long list', () => {
		const [one] = preview([draft(0, 'Hi', mobiles(0, 10_001))], 'perItem');
		expect(one).toMatchObject({
			json: {
				campaigns: [
					{ number: 1, recipients: 10_000, campaign_recipients: 10_000 },
					{ number: 2, recipients: 1, campaign_recipients: 1 },
				],
			},
		});
	});
});
