import { faultEffect } from './faultRule';
import { characters } from './message';
import { outcomeOf, statusAt, statusCounts } from './statusPlan';
import type { Campaign, Card, PostRecord, RecipientStatus } from './types';

/** One row of the outbox page's list. */
export interface CampaignRow {
	id: string;
	seq: number;
	accepted: boolean;
	/** Unix milliseconds. */
	at: number;
	type: 'sms' | 'voice' | 'rcs';
	title?: string;
	message: string;
	groupId?: string;
	flash: boolean;
	characters: number;
	creditsEach: number;
	/** Of a voice message, its audio file. */
	audioId?: number;
	card?: Card;
	recipients: number;
	firstPhones: readonly string[];
	fault?: string;
	/** What the fault did, in words. */
	faultEffect?: string;
	statuses: Record<RecipientStatus, number>;
	/** Recipients that never get a status. */
	silent: number;
}

export interface RecipientRow {
	phone: string;
	status: RecipientStatus | 'no-status' | 'refused';
	posts: PostRecord[];
	note?: string;
}

/** Counters on top of the outbox page. */
export interface Counters {
	campaigns: number;
	refused: number;
	messages: number;
	credits: number;
	statuses: Record<RecipientStatus, number>;
	requests: number;
}

export interface CampaignQuery {
	text?: string;
	filter?: 'all' | 'flash' | 'voice' | 'rcs' | 'faults' | 'refused' | 'pending' | 'undelivered';
	page?: number;
	size?: number;
}

function silentRecipients(campaign: Campaign): number {
	const named = [...(campaign.outcomes?.values() ?? [])];
	const silentNamed = named.filter((outcome) => outcome === 'no-status').length;
	if (campaign.outcome !== 'no-status') return silentNamed;
	return campaign.phones.length - named.length + silentNamed;
}

/** A campaign as the list shows it at `now`. */
export function campaignRow(campaign: Campaign, now: number): CampaignRow {
	const statuses = statusCounts(campaign, now);
	const silent = campaign.accepted ? silentRecipients(campaign) : 0;
	return {
		id: campaign.id,
		seq: campaign.seq,
		accepted: campaign.accepted,
		at: campaign.at,
		type: campaign.type,
		...(campaign.title !== undefined && { title: campaign.title }),
		message: campaign.message,
		...(campaign.groupId !== undefined && { groupId: campaign.groupId }),
		flash: campaign.flash,
		characters: characters(campaign.message),
		creditsEach: campaign.creditsEach,
		...(campaign.audioId !== undefined && { audioId: campaign.audioId }),
		...(campaign.card !== undefined && { card: campaign.card }),
		recipients: campaign.phones.length,
		firstPhones: campaign.phones.slice(0, 3),
		...(campaign.fault !== undefined && {
			fault: campaign.fault,
			faultEffect: faultEffect(campaign.fault),
		}),
		statuses: { ...statuses, queued: statuses.queued - silent },
		silent,
	};
}

/** The recipients from `offset` on, at most `limit`, with their status at `now`. */
export function recipientRows(
	campaign: Campaign,
	offset: number,
	limit: number,
	now: number,
): RecipientRow[] {
	return campaign.phones.slice(offset, offset + limit).map((phone, place) => {
		const index = offset + place;
		const outcome = outcomeOf(campaign, index);
		const status = outcome === 'no-status' ? outcome : statusAt(campaign, outcome, now);
		return {
			phone,
			status: campaign.accepted ? status : 'refused',
			posts: campaign.posts?.get(index) ?? [],
			...(campaign.notPosted !== undefined && { note: campaign.notPosted }),
		};
	});
}

function matchesFilter(campaign: Campaign, filter: CampaignQuery['filter'], now: number): boolean {
	switch (filter) {
		case 'flash':
			return campaign.flash;
		case 'voice':
		case 'rcs':
			return campaign.type === filter;
		case 'faults':
			return campaign.fault !== undefined || campaign.outcomes !== undefined;
		case 'refused':
			return !campaign.accepted;
		case 'pending':
			return campaign.accepted && now - campaign.at < campaign.plan.finalDelay;
		case 'undelivered': {
			const counts = statusCounts(campaign, now);
			return counts.undelivered + counts.failed > 0;
		}
		default:
			return true;
	}
}

function matchesText(campaign: Campaign, text: string): boolean {
	const { message, title, groupId, fault, id } = campaign;
	const fields = [message, title, groupId, fault, fault && faultEffect(fault), id];
	if (fields.some((field) => field?.toLowerCase().includes(text))) return true;
	const digits = text.replaceAll(/[\s()+-]/g, '');
	if (!/^\d{2,}$/.test(digits)) return false;
	return campaign.phones.some((phone) => phone.includes(digits));
}

/** One page of campaigns, newest first, with the number of all that match. */
export function findCampaigns(
	campaigns: readonly Campaign[],
	{ text = '', filter = 'all', page = 0, size = 50 }: CampaignQuery,
	now: number,
): { total: number; rows: CampaignRow[] } {
	const wanted = text.trim().toLowerCase();
	const unfiltered = wanted === '' && filter === 'all';
	const matching = unfiltered
		? campaigns
		: campaigns.filter(
				(campaign) =>
					matchesFilter(campaign, filter, now) && (wanted === '' || matchesText(campaign, wanted)),
			);
	const end = Math.max(0, matching.length - page * size);
	const rows = matching.slice(Math.max(0, end - size), end).reverse();
	return { total: matching.length, rows: rows.map((campaign) => campaignRow(campaign, now)) };
}

/** Sums over all campaigns at `now`. */
export function countAll(campaigns: readonly Campaign[], requests: number, now: number): Counters {
	const statuses = { queued: 0, sent: 0, delivered: 0, undelivered: 0, failed: 0 };
	const totals = { campaigns: 0, refused: 0, messages: 0, credits: 0 };
	for (const campaign of campaigns) {
		if (!campaign.accepted) {
			totals.refused++;
			continue;
		}
		totals.campaigns++;
		totals.messages += campaign.phones.length;
		totals.credits += campaign.phones.length * campaign.creditsEach;
		const counts = statusCounts(campaign, now);
		statuses.queued += counts.queued;
		statuses.sent += counts.sent;
		statuses.delivered += counts.delivered;
		statuses.undelivered += counts.undelivered;
		statuses.failed += counts.failed;
	}
	return { ...totals, statuses, requests };
}

/** Whether any status may still change after `now`; looks at the newest campaigns only. */
export function isMoving(campaigns: readonly Campaign[], now: number): boolean {
	const newest = campaigns.slice(-100);
	return newest.some((campaign) => now - campaign.at < campaign.plan.finalDelay + 1000);
}
