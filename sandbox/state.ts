import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fate } from './fate';
import { FaultQueue } from './faultQueue';
import { campaignLine, Journal, readJournal, storedCampaign, type JournalLine } from './journal';
import { Outbox } from './outbox';
import { documentedLimits, SlidingWindow, type RateLimitSettings } from './rateLimit';
import { StatusPoster } from './statusPoster';
import { Traffic } from './traffic';
import type { Campaign, Draft, EventPlan, VoiceUpload } from './types';

/** Where status events go when the send names no webhook_url, and how they are timed. */
export interface WebhookSettings {
	url?: string;
	/** Milliseconds after acceptance. */
	delays: { sent: number; final: number };
	order: 'in-order' | 'out-of-order';
	/** How many times each event is posted. */
	repeat: number;
}

export interface StateOptions {
	token: string;
	appId: string;
	webhookUrl?: string;
	/** Default 5000. */
	webhookTimeoutMs?: number;
	dataFile?: string;
}

const firstUploadId = 436514;
const documentedTimeoutMs = 5000;

function initialWebhook(url: string | undefined): WebhookSettings {
	return {
		...(url !== undefined && { url }),
		delays: { sent: 300, final: 1500 },
		order: 'in-order',
		repeat: 1,
	};
}

/** All that one sandbox remembers. */
export class SandboxState {
	readonly outbox = new Outbox();
	readonly traffic = new Traffic();
	readonly faults = new FaultQueue();
	readonly poster: StatusPoster;
	readonly uploads = new Map<number, VoiceUpload>();
	/** What was uploaded in this run, to be played on the page. */
	readonly audio = new Map<number, { readonly bytes: Buffer; readonly type: string }>();
	/** Requests that a `http-429-once` number has refused and accepts next. */
	readonly refusedOnce = new Set<string>();
	latencyMs = 0;
	webhook: WebhookSettings;
	limits: RateLimitSettings = { ...documentedLimits };
	window = new SlidingWindow(this.limits.limit, this.limits.windowMs);
	private journal: Journal | undefined;
	private nextUploadId = firstUploadId;

	constructor(readonly options: StateOptions) {
		this.webhook = initialWebhook(options.webhookUrl);
		const { appId, webhookTimeoutMs = documentedTimeoutMs } = options;
		this.poster = new StatusPoster(appId, webhookTimeoutMs, () => this.outbox.touch());
	}

	/** Reads what earlier runs have kept in the data file, and appends to it from now on. */
	async open(): Promise<void> {
		const { dataFile } = this.options;
		if (dataFile === undefined) return;
		for await (const line of readJournal(dataFile)) this.replay(line);
		this.journal = await Journal.open(dataFile);
	}

	/** Puts a request into the outbox and starts its status events when it is accepted. */
	record(draft: Draft, fate: Fate): Campaign {
		const campaign: Campaign = {
			seq: this.outbox.nextSeq(),
			id: (fate.sameId && this.outbox.lastAcceptedId()) || randomUUID(),
			accepted: fate.accepted,
			at: Date.now(),
			type: draft.type,
			title: draft.title,
			message: draft.message,
			groupId: draft.groupId,
			flash: draft.flash,
			phones: draft.phones,
			creditsEach: draft.creditsEach,
			...(draft.audioId !== undefined && { audioId: draft.audioId }),
			...(draft.card !== undefined && { card: draft.card }),
			fault: fate.fault,
			plan: this.plan(draft.webhookUrl, fate.finalDelay),
			outcome: fate.outcome,
			outcomes: fate.outcomes,
			posts: undefined,
			notPosted: undefined,
		};
		this.outbox.add(campaign);
		if (campaign.accepted) this.poster.schedule(campaign);
		this.journal?.append(campaignLine(campaign));
		return campaign;
	}

	addUpload(title: string): VoiceUpload {
		const upload = { id: this.nextUploadId++, title };
		this.uploads.set(upload.id, upload);
		this.journal?.append({ upload });
		return upload;
	}

	/** Sets limits and starts a new, empty window. */
	setLimits(limits: Partial<RateLimitSettings>): void {
		this.limits = { ...this.limits, ...limits };
		this.window = new SlidingWindow(this.limits.limit, this.limits.windowMs);
	}

	/** Waits the simulated latency. */
	async delay(): Promise<void> {
		if (this.latencyMs > 0) await sleep(this.latencyMs, undefined, { ref: false });
	}

	/** Forgets everything that was sent and puts all settings back to those of the start. */
	reset(): void {
		this.poster.cancel();
		this.clearSent();
		this.traffic.reset();
		this.faults.clear();
		this.latencyMs = 0;
		this.webhook = initialWebhook(this.options.webhookUrl);
		this.setLimits(documentedLimits);
		this.journal?.append({ reset: true });
	}

	async close(): Promise<void> {
		this.poster.cancel();
		await this.journal?.close();
	}

	private plan(url = this.webhook.url, final?: number): EventPlan {
		const { delays, order, repeat } = this.webhook;
		return {
			url,
			sentDelay: final === undefined ? delays.sent : Math.min(delays.sent, final),
			finalDelay: final ?? delays.final,
			order,
			repeat,
		};
	}

	private clearSent(): void {
		this.outbox.clear();
		this.uploads.clear();
		this.audio.clear();
		this.refusedOnce.clear();
		this.nextUploadId = firstUploadId;
	}

	private replay(line: JournalLine): void {
		if ('reset' in line) this.clearSent();
		else if ('campaign' in line)
			this.outbox.add(storedCampaign(line.campaign, this.outbox.nextSeq()));
		else {
			this.uploads.set(line.upload.id, line.upload);
			this.nextUploadId = line.upload.id + 1;
		}
	}
}
