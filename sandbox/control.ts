import { fateOfRule, type FaultRule } from './faultRule';
import type { DeliveryFilter } from './outbox';
import { nationalPhone } from './phone';
import type { RateLimitSettings } from './rateLimit';
import type { SandboxState, WebhookSettings } from './state';
import type { RedirectedCall, SeenRequest } from './traffic';
import type { Campaign, EventStatus, PostRecord } from './types';

/** What the sandbox has seen since the start or the last reset. */
export interface SandboxStats {
	/** Requests to /v1, whatever became of them. */
	requests: number;
	/** Requests in progress now, and the most there ever were. */
	concurrent: number;
	maxConcurrent: number;
	/** Answers by HTTP status; `none` counts requests that never got one. */
	answers: Record<string, number>;
	/** Send requests queued, also when the answer was then lost. */
	acceptedCampaigns: number;
	/** Send requests that a fault refused. */
	refusedCampaigns: number;
	/** Calls of the path that the redirect faults point to. */
	redirected: RedirectedCall[];
}

/** A part of the accepted campaigns, oldest first. */
export interface CampaignPage {
	total: number;
	campaigns: SeenCampaign[];
}

/** An accepted campaign as a test sees it. */
export interface SeenCampaign {
	id: string;
	type: 'sms' | 'voice' | 'rcs';
	title?: string;
	message: string;
	group_id?: string;
	is_flash: boolean;
	/** As they were sent. */
	phones: readonly string[];
	/** ISO 8601. */
	accepted_at: string;
	credits_required: number;
	fault?: string;
}

/** One posted status event and what became of it. */
export interface SeenPost extends PostRecord {
	phone: string;
}

/** Settings of the status events; what is left out stays as it is, `url: null` removes the URL. */
export interface WebhookChange {
	url?: string | null;
	delays?: Partial<WebhookSettings['delays']>;
	order?: WebhookSettings['order'];
	repeat?: number;
}

/** The powers of the control interface, for tests in the same process. */
export interface SandboxControl {
	/** Forgets everything that was sent; all settings are again those of the start. */
	reset(): void;
	/** Every answer waits this many milliseconds; a request is accepted before the wait. */
	setLatency(ms: number): void;
	/** Throws a RangeError for a name that no fault has, and for choices that do not go together. */
	queueFault(rule: FaultRule): void;
	/** The same for several; none is queued when one is wrong. */
	queueFaults(rules: readonly FaultRule[]): void;
	queuedFaults(): FaultRule[];
	clearFaults(): void;
	/** National form (11 digits) → times really queued. */
	deliveries(filter?: DeliveryFilter): Map<string, number>;
	stats(): SandboxStats;
	campaigns(page?: { offset?: number; limit?: number }): CampaignPage;
	/** Posted status events of the campaigns of one id; empty for an unknown id. */
	posts(campaignId: string): SeenPost[];
	/**
	 * Posts a status event of one recipient once more, to the campaign's URL or else the account's. Resolves with what
	 * became of it. Rejects with a RangeError for an unknown campaign or recipient, or if there is no URL.
	 */
	postAgain(
		campaignId: string,
		phone: string,
		status: EventStatus,
		/** What a tapped button carries. */
		postback?: string,
	): Promise<string>;
	/** The last requests, at most 200, newest first, without secrets. */
	requests(): SeenRequest[];
	rateLimit(): RateLimitSettings;
	/** Starts an empty window. */
	setRateLimit(limits: Partial<RateLimitSettings>): void;
	webhook(): WebhookSettings;
	/** For campaigns accepted from now on. */
	setWebhook(change: WebhookChange): void;
	/** Resolves when all status events of the accepted campaigns have been posted. */
	settled(): Promise<void>;
}

function seenCampaign(campaign: Campaign): SeenCampaign {
	return {
		id: campaign.id,
		type: campaign.type,
		...(campaign.title !== undefined && { title: campaign.title }),
		message: campaign.message,
		...(campaign.groupId !== undefined && { group_id: campaign.groupId }),
		is_flash: campaign.flash,
		phones: campaign.phones,
		accepted_at: new Date(campaign.at).toISOString(),
		credits_required: campaign.creditsEach,
		...(campaign.fault !== undefined && { fault: campaign.fault }),
	};
}

function stats({ traffic, outbox }: SandboxState): SandboxStats {
	const accepted = outbox.all.filter((campaign) => campaign.accepted).length;
	return {
		requests: traffic.requests,
		concurrent: traffic.concurrent,
		maxConcurrent: traffic.maxConcurrent,
		answers: { ...traffic.answers },
		acceptedCampaigns: accepted,
		refusedCampaigns: outbox.all.length - accepted,
		redirected: [...traffic.redirected],
	};
}

function campaignPage(state: SandboxState, offset: number, limit: number): CampaignPage {
	const accepted = state.outbox.all.filter((campaign) => campaign.accepted);
	return {
		total: accepted.length,
		campaigns: accepted.slice(offset, offset + limit).map(seenCampaign),
	};
}

function posts(state: SandboxState, campaignId: string): SeenPost[] {
	// A fault may have given one id to several.
	const campaigns = state.outbox.all.filter(({ id }) => id === campaignId);
	return campaigns.flatMap(({ phones, posts }) =>
		[...(posts ?? [])].flatMap(([index, records]) =>
			records.map((record) => ({ phone: phones[index] ?? '', ...record })),
		),
	);
}

async function postAgain(
	state: SandboxState,
	campaignId: string,
	phone: string,
	status: EventStatus,
	postback?: string,
): Promise<string> {
	const campaign = state.outbox.find(campaignId);
	const wanted = nationalPhone(phone);
	const index = campaign?.phones.findIndex((one) => nationalPhone(one) === wanted) ?? -1;
	if (campaign?.accepted !== true || index < 0) {
		throw new RangeError('No accepted message of this campaign went to this phone');
	}
	const url = campaign.plan.url ?? state.webhook.url;
	if (url === undefined) throw new RangeError('Set a webhook URL first: there is none to post to');
	return await state.poster.postAgain(campaign, index, status, url, postback);
}

function changedWebhook(current: WebhookSettings, change: WebhookChange): WebhookSettings {
	const { url, delays, ...rest } = change;
	const next = { ...current, ...rest, delays: { ...current.delays, ...delays } };
	if (url === null) delete next.url;
	else if (url !== undefined) next.url = url;
	return next;
}

function queueFaults(state: SandboxState, rules: readonly FaultRule[]): void {
	for (const rule of rules) fateOfRule(rule);
	for (const rule of rules) state.faults.add(rule);
}

/** The control functions of one sandbox. */
export function createControl(state: SandboxState): SandboxControl {
	return {
		reset: () => state.reset(),
		setLatency: (ms) => {
			state.latencyMs = ms;
		},
		queueFault: (rule) => queueFaults(state, [rule]),
		queueFaults: (rules) => queueFaults(state, rules),
		queuedFaults: () => state.faults.pending(),
		clearFaults: () => state.faults.clear(),
		deliveries: (filter) => state.outbox.deliveries(filter),
		stats: () => stats(state),
		campaigns: ({ offset = 0, limit = 100 } = {}) => campaignPage(state, offset, limit),
		posts: (campaignId) => posts(state, campaignId),
		postAgain: async (...event) => await postAgain(state, ...event),
		requests: () => state.traffic.lastRequests(),
		rateLimit: () => ({ ...state.limits }),
		setRateLimit: (limits) => state.setLimits(limits),
		webhook: () => structuredClone(state.webhook),
		setWebhook: (change) => {
			state.webhook = changedWebhook(state.webhook, change);
		},
		settled: () => state.poster.settled(),
	};
}
