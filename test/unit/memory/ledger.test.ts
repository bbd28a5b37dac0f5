import type { Campaign } from '../../../nodes/LigueLead/campaigns';
import { planCampaigns } from '../../../nodes/LigueLead/campaigns/plan';
import { Ledger } from '../../../nodes/LigueLead/memory/ledger';
import type { Outcome } from '../../../nodes/LigueLead/outcomes';
import { accepted, draft, failed, mobile, mobiles } from '../api/support';

type Context = Record<string, unknown>;
type Settings = Partial<ConstructorParameters<typeof Ledger>[2]> & { runIndex?: number };

/** A ledger as the next try opens it: what n8n saved has been through JSON. */
function open(context: Context, { runIndex = 0, ...settings }: Settings = {}): Ledger {
	const saved = JSON.parse(JSON.stringify(context)) as Context;
	for (const key of Object.keys(context)) delete context[key];
	Object.assign(context, saved);
	return new Ledger(context, runIndex, { shared: false, resendUnknown: false, ...settings });
}

const perItem = (...drafts: Parameters<typeof planCampaigns>[0]) =>
	planCampaigns(drafts, 'perItem').campaigns as [Campaign, ...Campaign[]];
const perMessage = (...drafts: Parameters<typeof planCampaigns>[0]) =>
	planCampaigns(drafts, 'perMessage').campaigns as [Campaign, ...Campaign[]];

/** Sends what the ledger leaves of a campaign; returns how many recipients that were. */
function send(ledger: Ledger, campaign: Campaign, outcome: Outcome): number {
	const { rest } = ledger.answer(campaign);
	if (rest.length > 0) ledger.begin({ ...campaign, phones: rest })(outcome);
	return rest.length;
}

describe('Ledger', () => {
	const [campaign] = perItem(draft(0, 'Hi', [mobile(1), mobile(2)]));

	it.each([
		['accepted', accepted('a'), 0],
		['unknown', failed('unknown'), 0],
		['rejected', failed('rejected'), 2],
		['throttled', failed('throttled'), 2],
		['unreachable', failed('unreachable'), 2],
	])('leaves, of what was %s, a retry to send', (_, outcome, rest) => {
		const context: Context = {};
		expect(send(open(context), campaign, outcome)).toBe(2);
		const answer = open(context).answer(campaign);
		expect(answer.rest).toHaveLength(rest);
		expect(answer.parts).toEqual(rest === 0 ? [{ phones: campaign.phones, outcome }] : []);
	});

	it('counts a request that has begun as unknown until its outcome is noted', () => {
		const context: Context = {};
		open(context).begin(campaign);
		expect(open(context).answer(campaign)).toMatchObject({
			parts: [{ outcome: { outcome: 'unknown' } }],
			rest: [],
		});
	});

	it('does not answer within the try that sent: its items have their own requests', () => {
		const ledger = open({});
		ledger.begin(campaign)(accepted());
		expect(ledger.answer(campaign).rest).toHaveLength(2);
	});

	it('sends a changed phone alone, and a changed message to all', () => {
		const context: Context = {};
		send(open(context), campaign, accepted());
		const [corrected] = perItem(draft(0, 'Hi', [mobile(1), mobile(9)]));
		expect(open(context).answer(corrected).rest).toEqual([mobile(9)]);
		const [other] = perItem(draft(0, 'Ho', [mobile(1), mobile(2)]));
		expect(open(context).answer(other).rest).toHaveLength(2);
	});

	it('knows items apart: two items with one message and phone are two SMS', () => {
		const context: Context = {};
		const [first, second] = perItem(draft(0, 'Hi', [mobile(1)]), draft(1, 'Hi', [mobile(1)]));
		send(open(context), first, accepted());
		expect(open(context).answer(second as Campaign).rest).toEqual([mobile(1)]);
	});

	it('lets what one item sent count for all where items share campaigns', () => {
		const context: Context = {};
		const shared = { shared: true };
		const [first] = perMessage(draft(0, 'Hi', [mobile(1)]), draft(1, 'Hi', [mobile(2)]));
		send(open(context, shared), first, accepted('a'));
		// Item 0 was corrected, so that the campaign begins with other items and recipients.
		const [again] = perMessage(draft(0, 'Hi', [mobile(3)]), draft(5, 'Hi', [mobile(2), mobile(1)]));
		const { parts, rest } = open(context, shared).answer(again);
		expect(rest).toEqual([mobile(3)]);
		expect(parts).toMatchObject([{ phones: [mobile(2), mobile(1)], outcome: { campaignId: 'a' } }]);
	});

	it.each([
		['perItem', 'perMessage'],
		['perMessage', 'perItem'],
	] as const)('answers where a retry changed Campaigns from %s to %s', (before, after) => {
		const drafts = [draft(0, 'Hi', [mobile(1)]), draft(1, 'Hi', [mobile(2)])];
		const context: Context = {};
		const first = open(context, { shared: before === 'perMessage' });
		for (const one of planCampaigns(drafts, before).campaigns) send(first, one, accepted());
		const second = open(context, { shared: after === 'perMessage' });
		const rest = planCampaigns(drafts, after).campaigns.flatMap((one) => second.answer(one).rest);
		expect(rest).toEqual([]);
	});

	it('keeps what later campaigns of an item sent while the first is refused again and again', () => {
		const context: Context = {};
		const plan = perItem(draft(0, 'Hi', mobiles(0, 25_000)));
		const outcomes = [failed('rejected'), accepted(), accepted()];
		const sent = [0, 1, 2, 3].map(() => {
			const ledger = open(context);
			return plan.map((one, index) => send(ledger, one, outcomes[index] ?? accepted()));
		});
		expect(sent).toEqual([
			[10_000, 10_000, 5_000],
			[10_000, 0, 0],
			[10_000, 0, 0],
			[10_000, 0, 0],
		]);
	});

	it('sends an unknown one again where that was chosen, and trusts its acceptance then', () => {
		const context: Context = {};
		send(open(context), campaign, failed('unknown'));
		const resend = { resendUnknown: true };
		expect(send(open(context, resend), campaign, failed('unknown'))).toBe(2);
		expect(send(open(context, resend), campaign, accepted('late'))).toBe(2);
		expect(open(context, resend).answer(campaign).rest).toEqual([]);
		expect(open(context).answer(campaign).parts).toMatchObject([
			{ phones: campaign.phones, outcome: { outcome: 'accepted', campaignId: 'late' } },
		]);
	});

	it('has a part for each earlier campaign', () => {
		const context: Context = {};
		const [one] = perItem(draft(0, 'Hi', [mobile(1)]));
		send(open(context), one, accepted('a'));
		const [two] = perItem(draft(0, 'Hi', [mobile(2), mobile(1)]));
		send(open(context), two, failed('unknown'));
		const [three] = perItem(draft(0, 'Hi', [mobile(1), mobile(2), mobile(3)]));
		const { parts, rest } = open(context).answer(three);
		expect(rest).toEqual([mobile(3)]);
		expect(parts).toMatchObject([
			{ phones: [mobile(1)], outcome: { outcome: 'accepted' } },
			{ phones: [mobile(2)], outcome: { outcome: 'unknown' } },
		]);
	});

	it('keeps the passes of a loop apart, and forgets only the one that ended well', () => {
		const context: Context = { other: 'stays' };
		send(open(context, { runIndex: 0 }), campaign, accepted());
		expect(send(open(context, { runIndex: 1 }), campaign, accepted())).toBe(2);
		open(context, { runIndex: 0 }).clear();
		expect(open(context, { runIndex: 1 }).answer(campaign).rest).toEqual([]);
		open(context, { runIndex: 1 }).clear();
		expect(context).toEqual({ other: 'stays' });
	});

	describe('with idempotency keys', () => {
		const keyed = (item: number, phones: string[], key: string) => draft(item, 'a', phones, key);

		it('holds them until they are given back', () => {
			const context: Context = {};
			const keys = ['a', 'b', 'c', 'd', '__proto__', 'toString'];
			const drafts = keys.map((key, item) => keyed(item, [mobile(item)], key));
			const of = (...wanted: string[]) =>
				drafts.filter(({ idempotencyKey: key = '' }) => wanted.includes(key));
			open(context).noteHeld(of('a', 'b', '__proto__'));
			open(context).noteHeld(of('c'));
			open(context).noteFreed(of('a'));
			const ledger = open(context);
			const held = drafts.filter((one) => ledger.heldKey(one) === 'held');
			expect(held).toEqual(of('b', 'c', '__proto__'));
			expect(ledger.heldKey(draft(9, 'a', [mobile(9)]))).toBeUndefined();
		});

		it.each([
			['the same item', keyed(0, [mobile(1)], 'k'), 'held', 'held'],
			['another item', keyed(1, [mobile(2)], 'k'), 'used', 'unsettled'],
			['another text', draft(0, 'b', [mobile(1)], 'k'), 'used', 'unsettled'],
			['a corrected phone', keyed(0, [mobile(2)], 'k'), 'used', 'unsettled'],
			['a phone more', keyed(0, [mobile(1), mobile(2)], 'k'), 'used', 'unsettled'],
		] as const)('one key is one SMS: %s', (_, later, ifAccepted, ifUnknown) => {
			const first = keyed(0, [mobile(1)], 'k');
			const [one] = perItem(first);
			const told = (outcome: Outcome, settles: boolean) => {
				const context: Context = {};
				const ledger = open(context);
				ledger.noteHeld([first]);
				send(ledger, one as Campaign, outcome);
				if (settles) ledger.noteSettled([first]);
				return open(context).heldKey(later);
			};
			expect(told(accepted(), true)).toBe(ifAccepted);
			expect(told(failed('unknown'), false)).toBe(ifUnknown);
			expect(told(failed('rejected'), false)).toBe('held');
		});
	});

	describe('where the text of an expression differs at each try, as a time does', () => {
		const source = '={{ $now }}';

		it.each(['perItem', 'perMessage'] as const)('answers an item that was sent, %s', (mode) => {
			const context: Context = {};
			const drafts = (text: string) => [
				draft(0, text, [mobile(1)]),
				draft(1, text, [mobile(2), mobile(1)]),
			];
			const shared = mode === 'perMessage';
			const first = open(context, { shared, source });
			const before = planCampaigns(drafts('at 12:00'), mode).campaigns;
			for (const one of before) send(first, one, accepted());
			const second = open(context, { shared, source });
			const after = planCampaigns(drafts('at 12:01'), mode).campaigns;
			expect(after.flatMap((one) => second.answer(one).rest)).toEqual([]);
		});

		it('sends what other items have to say to the same phone', () => {
			const context: Context = {};
			const [first] = perItem(draft(0, 'a', [mobile(1)]));
			send(open(context, { source }), first, accepted());
			const [, second] = perItem(draft(0, 'b', [mobile(1)]), draft(1, 'c', [mobile(1)]));
			expect(open(context, { source }).answer(second as Campaign).rest).toEqual([mobile(1)]);
		});

		it('sends again where the expression itself was changed', () => {
			const context: Context = {};
			const [first] = perItem(draft(0, 'a', [mobile(1)]));
			send(open(context, { source }), first, accepted());
			const [second] = perItem(draft(0, 'b', [mobile(1)]));
			expect(open(context, { source: 'b' }).answer(second).rest).toEqual([mobile(1)]);
			expect(open(context).answer(second).rest).toEqual([mobile(1)]);
		});
	});
});
