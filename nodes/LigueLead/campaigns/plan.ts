import { finish, type Steps } from '../steps';
import type { Campaign, Draft, Duplicate, Grouping, Placement, Plan, Share, Window } from './types';

/** Most recipients one request may have (LigueLead's limits page). */
export const MAX_RECIPIENTS = 10_000;

type GrowingCampaign = { phones: string[]; items: number[]; window?: Window } & Omit<
	Campaign,
	'phones' | 'items' | 'window'
>;

/**
 * Distributes drafts over campaigns of at most 10,000 recipients.
 *
 * `perItem` gives every item campaigns of its own; `perMessage` lets items with equal content share
 * them, and sends once to a phone that several of these items name: it belongs to the first, and is
 * a duplicate in the others. Campaigns come in the order of their first item.
 */
export function planCampaigns(drafts: readonly Draft[], mode: Grouping): Plan {
	return finish(planCampaignsSteps(drafts, mode));
}

/** The same in steps. */
export function* planCampaignsSteps(drafts: readonly Draft[], mode: Grouping): Steps<Plan> {
	const campaigns: GrowingCampaign[] = [];
	const placements = new Map<number, Placement>();
	const groups = new Map<string, Group>();
	for (const draft of drafts) {
		const shared = mode === 'perMessage';
		const group = (shared && groups.get(draft.contentKey)) || { owners: new Map() };
		if (shared) groups.set(draft.contentKey, group);
		placements.set(draft.item, place(draft, group, campaigns));
		yield;
	}
	return { campaigns, placements };
}

interface Group {
	/** Who has a phone, and in which campaign. */
	readonly owners: Map<string, { item: number; campaign: number }>;
	open?: { index: number; campaign: GrowingCampaign };
}

function place(draft: Draft, group: Group, campaigns: GrowingCampaign[]): Placement {
	const shares: Array<{ campaign: number; phones: string[] }> = [];
	const duplicates: Duplicate[] = [];
	for (const phone of draft.phones) {
		const owner = group.owners.get(phone);
		if (owner !== undefined) {
			duplicates.push({ phone, ...owner });
			joinItem(campaigns[owner.campaign], draft.item);
			continue;
		}
		const { index, campaign } = currentCampaign(draft, group, campaigns);
		campaign.phones.push(phone);
		limitHours(campaign, draft.window);
		joinItem(campaign, draft.item);
		group.owners.set(phone, { item: draft.item, campaign: index });
		const last = shares.at(-1);
		if (last?.campaign === index) last.phones.push(phone);
		else shares.push({ campaign: index, phones: [phone] });
	}
	return { draft, shares: shares satisfies Share[], duplicates };
}

function currentCampaign(draft: Draft, group: Group, campaigns: GrowingCampaign[]) {
	if (group.open === undefined || group.open.campaign.phones.length >= MAX_RECIPIENTS) {
		const { content, contentKey } = draft;
		const campaign: GrowingCampaign = { content, contentKey, phones: [], items: [] };
		group.open = { index: campaigns.push(campaign) - 1, campaign };
	}
	return group.open;
}

function limitHours(campaign: GrowingCampaign, window: Window | undefined) {
	if (window === undefined) return;
	if (campaign.window === undefined || window.closes < campaign.window.closes) {
		campaign.window = window;
	}
}

// Drafts are placed one after the other, so an item that joined already is the last one.
function joinItem(campaign: GrowingCampaign | undefined, item: number) {
	if (campaign !== undefined && campaign.items.at(-1) !== item) campaign.items.push(item);
}
