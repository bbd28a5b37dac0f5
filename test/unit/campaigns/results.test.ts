import fc from 'fast-check';

import type { Draft, Plan } from '../../../nodes/LigueLead/campaigns';
import {
	collectResults,
	prepare,
	readResults,
	repeatResult,
} from '../../../nodes/LigueLead/campaigns';
import { followKeys } from '../../../nodes/LigueLead/campaigns/followers';
import { planCampaigns } from '../../../nodes/LigueLead/campaigns/plan';
import type { Sent, SentPart, Repeat } from '../../../nodes/LigueLead/campaigns/sent';
import type { Accepted, Failed } from '../../../nodes/LigueLead/outcomes';
import { sms } from '../../../nodes/LigueLead/resources/sms/channel';
import { draft, mobile, mobiles, request } from './support';

const accepted = (id: string, answer: Record<string, unknown> = {}): Accepted => ({
	outcome: 'accepted',
	campaignId: id,
	acceptedAt: `at ${id}`,
	answer: { message: 'ok', data: { campaign_id: id, accepted_at: `at ${id}` }, ...answer },
});

const failed = (outcome: Failed['outcome'], message = outcome as string): Failed => ({
	outcome,
	message,
	remedy: `mend ${message}`,
	details: { outcome, safe_to_send_again: outcome !== 'unknown' },
});

/** One outcome for each campaign of the plan; undefined if none was sent. */
function sent({ campaigns }: Plan, outcomes: ReadonlyArray<SentPart['outcome'] | undefined>): Sent {
	return campaigns.map(({ phones }, index) => {
		const outcome = outcomes[index];
		return outcome === undefined ? [] : [{ phones, outcome }];
	});
}

describe('readResults', () => {
	const shared = [
		draft(0, 'Hi', [mobile(1), mobile(2)]),
		draft(1, 'Hi', [mobile(1)]),
		draft(2, 'x'.repeat(200), [mobile(1)]),
	];

	it('outputs the answer, the recipients and the credits of each item', () => {
		const plan = planCampaigns(shared, 'perMessage');
		const results = readResults(plan, sent(plan, [accepted('a'), accepted('b')]));
		expect([...results.values()]).toEqual([
			{
				kind: 'success',
				json: {
					message: 'ok',
					sent: true,
					text: 'Hi',
					data: { campaign_id: 'a', accepted_at: 'at a' },
					recipients: { phones: [mobile(1), mobile(2)] },
					credits: { per_recipient: 1, total: 2 },
				},
			},
			{
				kind: 'success',
				json: {
					message: 'ok',
					sent: true,
					text: 'Hi',
					data: { campaign_id: 'a', accepted_at: 'at a' },
					recipients: {
						phones: [],
						skipped: [
							{
								phone: mobile(1),
								reason: 'duplicate',
								message: expect.stringMatching(/\(item 0\)$/),
							},
						],
					},
					credits: { per_recipient: 1, total: 0 },
				},
			},
			expect.objectContaining({
				json: expect.objectContaining({ credits: { per_recipient: 2, total: 2 } }),
			}),
		]);
	});

	it('lists the campaigns of an item that went out in several', () => {
		const plan = planCampaigns([draft(0, 'Hi', mobiles(0, 20_001))], 'perItem');
		const results = readResults(plan, sent(plan, [accepted('a'), accepted('b'), accepted('c')]));
		expect(results.get(0)).toMatchObject({
			kind: 'success',
			json: {
				data: { campaign_id: 'a' },
				campaigns: [
					{ campaign_id: 'a', accepted_at: 'at a', recipients: 10_000 },
					{ campaign_id: 'b', accepted_at: 'at b', recipients: 10_000 },
					{ campaign_id: 'c', accepted_at: 'at c', recipients: 1 },
				],
			},
		});
	});

	it('keeps a key `error` of an accepted answer out: n8n would run the node again for it', () => {
		const plan = planCampaigns([draft(0, 'Hi', [mobile(1)])], 'perItem');
		const results = readResults(plan, sent(plan, [accepted('a', { error: '' })]));
		expect(results.get(0)).toMatchObject({ kind: 'success', json: { message: 'ok' } });
		expect(results.get(0)).not.toHaveProperty('json.error');
	});

	it('fails exactly the items of a campaign that was not accepted', () => {
		const plan = planCampaigns(shared, 'perMessage');
		const results = readResults(plan, sent(plan, [failed('rejected'), accepted('b')]));
		expect([...results.values()].map(({ kind }) => kind)).toEqual([
			'failure',
			'failure',
			'success',
		]);
		expect(results.get(1)).toMatchObject({
			failure: {
				message: 'rejected',
				remedy: 'mend rejected',
				details: { outcome: 'rejected', safe_to_send_again: true },
			},
		});
	});

	it('says of a campaign that never started that nothing was sent', () => {
		const plan = planCampaigns(shared, 'perItem');
		const results = readResults(plan, sent(plan, [accepted('a'), undefined, undefined]));
		expect(results.get(2)).toMatchObject({
			failure: { details: { outcome: 'notSent', safe_to_send_again: true } },
		});
	});

	it.each([
		[[failed('rejected'), failed('unknown'), accepted('c')], 'unknown', ['c'], 1],
		[[accepted('a'), undefined, failed('rejected')], 'notSent', ['a'], 10_000],
		[[accepted('a'), failed('throttled'), accepted('c')], 'throttled', ['a', 'c'], 10_001],
	])(
		'names doubt first, and the campaigns that took a part (case %#)',
		(outcomes, worst, ids, count) => {
			const plan = planCampaigns([draft(0, 'Hi', mobiles(0, 20_001))], 'perItem');
			const results = readResults(plan, sent(plan, outcomes));
			expect(results.get(0)).toMatchObject({
				kind: 'failure',
				failure: {
					remedy: expect.stringContaining(` ${count} of this item's recipients are in accepted`),
					// Though each of the others may be sent again: the item is not to be sent as a whole.
					details: {
						outcome: worst,
						safe_to_send_again: false,
						campaigns: ids.map((campaign_id) => ({ campaign_id })),
					},
				},
			});
		},
	);

	it('puts together what earlier tries sent and what this one did', () => {
		const phones = [mobile(1), mobile(2), mobile(3)];
		const plan = planCampaigns(
			[draft(0, 'Hi', phones.slice(0, 2)), draft(1, 'Hi', phones.slice(2))],
			'perMessage',
		);
		const parts = [
			[
				{ phones: [mobile(1)], outcome: accepted('early') },
				{ phones: [mobile(2), mobile(3)], outcome: accepted('late') },
			],
		];
		const results = readResults(plan, parts);
		expect(results.get(0)).toMatchObject({
			json: {
				data: { campaign_id: 'early' },
				recipients: { phones: phones.slice(0, 2) },
				campaigns: [
					{ campaign_id: 'early', recipients: 1 },
					{ campaign_id: 'late', recipients: 1 },
				],
			},
		});
		expect(results.get(1)).toMatchObject({ json: { data: { campaign_id: 'late' } } });
		expect(results.get(1)).not.toHaveProperty('json.campaigns');
	});

	it.each([
		['used', 'idempotencyKeyUsed', 'the campaign was accepted', {}],
		['unsettled', 'idempotencyKeyUnsettled', 'may have been sent', { outcome: 'unknown' }],
	] as const)('marks an item whose key is %s as skipped', (repeat, reason, said, more) => {
		const { json } = repeatResult(draft(0, 'Hi', [mobile(1)], 'order-1'), repeat) as {
			json: object;
		};
		expect(json).toEqual({
			sent: false,
			text: '',
			skipped: true,
			reason,
			message: expect.stringContaining(said),
			...more,
			idempotency_key: 'order-1',
			recipients: { phones: [], skipped: [] },
			credits: { per_recipient: 1, total: 0 },
		});
	});

	const outcomes = fc.constantFrom(
		...(['rejected', 'throttled', 'unreachable', 'unknown'] as const).map((one) => failed(one)),
		undefined,
		accepted('x'),
		accepted('x'),
		accepted('x'),
	);
	const anyDrafts = fc.array(
		fc.record({
			message: fc.constantFrom('A', 'B'),
			phones: fc.uniqueArray(fc.nat(12).map(mobile), { minLength: 1, maxLength: 6 }),
			key: fc.option(fc.constantFrom('k1', 'k2', 'k3', 'k4'), { nil: undefined }),
		}),
		{ maxLength: 10 },
	);

	it('says of each item what is true, and of each accepted recipient once', () => {
		fc.assert(
			fc.property(
				anyDrafts,
				fc.constantFrom('perItem', 'perMessage'),
				fc.array(outcomes, { minLength: 20, maxLength: 20 }),
				fc.array(fc.nat(3), { minLength: 60, maxLength: 60 }),
				(list, mode, ends, cuts) => {
					const drafts = list.map(({ message, phones, key }, item) =>
						draft(item, message, phones, key),
					);
					const { drafts: leaders } = followKeys(drafts);
					const plan = planCampaigns(leaders, mode);
					// Each campaign in two parts, as after a retry; phone by phone.
					const parts = plan.campaigns.map(({ phones }, index) => {
						const halves = [0, 1].map((half) => ({
							phones: phones.filter((_, at) => (cuts[at] ?? 0) % 2 === half),
							outcome: ends[(index * 2 + half) % ends.length],
						}));
						return halves.flatMap(({ phones: some, outcome }) =>
							some.length > 0 && outcome !== undefined ? [{ phones: some, outcome }] : [],
						);
					});
					const results = readResults(plan, parts);
					expect([...results.keys()]).toEqual(leaders.map(({ item }) => item));
					for (const [item, result] of results) {
						const placement = plan.placements.get(item);
						const all = [...(placement?.shares ?? []), ...(placement?.duplicates ?? [])].flatMap(
							(one) =>
								('phones' in one ? one.phones : [one.phone]).map((phone) =>
									parts[one.campaign]?.find((part) => part.phones.includes(phone)),
								),
						);
						const sent = all.every((part) => part?.outcome.outcome === 'accepted');
						expect(result.kind).toBe(sent ? 'success' : 'failure');
						const doubt = all.some((part) => part?.outcome.outcome === 'unknown');
						const told = result.kind === 'failure' ? result.failure.details.outcome : undefined;
						expect(told === 'unknown').toBe(doubt);
					}
				},
			),
			{ numRuns: 300 },
		);
	});

	it('adds up: the phones of all items are the recipients of all accepted campaigns', () => {
		fc.assert(
			fc.property(anyDrafts, fc.constantFrom('perItem', 'perMessage'), (list, mode) => {
				const drafts = list.map(({ message, phones }, item) => draft(item, message, phones));
				const plan = planCampaigns(drafts, mode);
				const ids = plan.campaigns.map((_, index) => accepted(`c${index}`));
				const results = readResults(plan, sent(plan, ids));
				const outputs = [...results.values()].map((result) =>
					result.kind === 'success' ? result.json : {},
				) as Array<{ recipients: { phones: string[] }; credits: { total: number } }>;
				const phones = outputs.flatMap(({ recipients }) => recipients.phones);
				const all = plan.campaigns.flatMap((campaign) => campaign.phones);
				expect(phones.sort()).toEqual([...all].sort());
				const credits = outputs.reduce((sum, { credits: { total } }) => sum + total, 0);
				expect(credits).toBe(all.length);
			}),
			{ numRuns: 200 },
		);
	});
});

describe('collectResults', () => {
	const answer = (outcome: SentPart['outcome'], repeat?: Repeat) => {
		const prepared = prepare(
			[
				request(0, { options: { idempotencyKey: 'k' } }),
				request(1, { message: '' }),
				request(2, { phones: '', options: { invalidPhones: 'skip' } }),
				request(3, { options: { idempotencyKey: 'k' } }),
			],
			sms,
			0,
		);
		const [leader] = prepared.drafts;
		const plan = planCampaigns(prepared.drafts, 'perItem');
		const results =
			repeat === undefined
				? readResults(plan, sent(plan, [outcome]))
				: new Map([[0, repeatResult(leader as Draft, repeat)]]);
		return collectResults(prepared, results);
	};

	it('has one result an item: sent, refused, skipped, following', () => {
		const results = answer(accepted('a'));
		expect(results).toMatchObject([
			{ kind: 'success', json: { data: { campaign_id: 'a' } } },
			{
				kind: 'failure',
				failure: {
					remedy: expect.stringMatching(/Nothing was sent for this item\.$/),
					details: { outcome: 'notSent', parameter: 'Message', safe_to_send_again: true },
				},
			},
			{ kind: 'success', json: { skipped: true, reason: 'noValidPhone', credits: { total: 0 } } },
			{
				kind: 'success',
				json: {
					skipped: true,
					reason: 'idempotencyKeyOfOtherItem',
					message: expect.stringContaining('item 0'),
					idempotency_key: 'k',
				},
			},
		]);
	});

	it('fails a follower whose leader failed, with the same outcome', () => {
		const results = answer(failed('unknown'));
		expect(results[3]).toEqual(results[0]);
	});

	it.each([
		['used', 'idempotencyKeyUsed'],
		['unsettled', 'idempotencyKeyUnsettled'],
	] as const)('tells a follower of a key that is %s the same as its leader', (repeat, reason) => {
		const results = answer(accepted('a'), repeat);
		expect(results[3]).toEqual(results[0]);
		expect(results[3]).toMatchObject({ json: { skipped: true, reason } });
	});
});
