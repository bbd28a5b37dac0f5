import { Agent } from 'node:http';
import pLimit from 'p-limit';
import { isLoopbackUrl } from './loopback';
import { statusEvent } from './statusEvent';
import { eventRounds, repeatOf, statusInRound, type EventRound } from './statusPlan';
import { postStatus } from './statusPost';
import type { Campaign, EventStatus } from './types';

const parallelPosts = 64;

/**
 * Posts status events: one timer per round of a campaign, at most 64 posts at once, no second
 * try (LigueLead does not retry). Notes in the campaign what became of each.
 */
export class StatusPoster {
	private readonly limit = pLimit(parallelPosts);
	private readonly agent = new Agent({ keepAlive: true });
	private readonly timers = new Set<NodeJS.Timeout>();
	private cancelled = new AbortController();
	private open = 0;
	private waiting: (() => void)[] = [];

	constructor(
		private readonly appId: string,
		/** Milliseconds that a receiver has for its whole answer. */
		private readonly timeoutMs: number,
		private readonly changed: () => void,
	) {}

	/** Plans the events of an accepted campaign; does nothing when its plan has no URL. */
	schedule(campaign: Campaign): void {
		const { url } = campaign.plan;
		if (url === undefined) return;
		if (!isLoopbackUrl(url)) {
			campaign.notPosted = 'not posted: not a loopback address';
			return;
		}
		const late =
			campaign.plan.order === 'out-of-order' ||
			campaign.outcome === 'out-of-order' ||
			[...(campaign.outcomes?.values() ?? [])].includes('out-of-order');
		// Each round waits for the one before: a slow receiver must not change the planned order.
		let previous = Promise.resolve();
		for (const round of eventRounds(campaign.plan)) {
			if (!round.late || late) previous = this.startTimer(campaign, round, url, previous);
		}
	}

	/** Resolves when every planned event has been posted. */
	async settled(): Promise<void> {
		if (this.open > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	/** Drops all events to come and aborts the posts in progress. */
	cancel(): void {
		for (const timer of this.timers) clearTimeout(timer);
		this.timers.clear();
		this.cancelled.abort();
		this.cancelled = new AbortController();
		this.limit.clearQueue();
		this.agent.destroy();
		this.open = 0;
		this.release();
	}

	/**
	 * Posts one event once more, now. Returns what became of it; a URL on another machine is not called.
	 */
	async postAgain(
		campaign: Campaign,
		index: number,
		status: EventStatus,
		url: string,
		postback?: string,
	): Promise<string> {
		if (!isLoopbackUrl(url)) return 'not posted: not a loopback address';
		const event = statusEvent(this.appId, campaign, index, status, Date.now());
		const tapped = postback !== undefined && { postback_data: postback };
		const body = { ...event, campaign: { ...event.campaign, ...tapped } };
		return await this.post(campaign, index, status, url, body, this.cancelled.signal);
	}

	private startTimer(
		campaign: Campaign,
		round: EventRound,
		url: string,
		previous: Promise<void>,
	): Promise<void> {
		const { signal } = this.cancelled;
		this.open++;
		const delay = Math.max(0, campaign.at + round.after - Date.now());
		return new Promise((resolve) => {
			const timer = setTimeout(() => {
				this.timers.delete(timer);
				resolve(previous.then(() => this.postRound(campaign, round, url, signal)));
			}, delay).unref();
			this.timers.add(timer);
		});
	}

	private async postRound(
		campaign: Campaign,
		round: EventRound,
		url: string,
		signal: AbortSignal,
	): Promise<void> {
		if (signal.aborted) return;
		const posts: Promise<string>[] = [];
		campaign.phones.forEach((_phone, index) => {
			const status = statusInRound(campaign, index, round);
			if (status === undefined) return;
			const body = () =>
				statusEvent(this.appId, campaign, index, status, campaign.at + round.occurred);
			for (let time = 0; time < repeatOf(campaign, index); time++) {
				posts.push(this.limit(async () => this.post(campaign, index, status, url, body(), signal)));
			}
		});
		await Promise.all(posts);
		if (signal.aborted) return;
		this.open--;
		if (this.open === 0) this.release();
	}

	private async post(
		campaign: Campaign,
		index: number,
		status: EventStatus,
		url: string,
		body: object,
		signal: AbortSignal,
	): Promise<string> {
		const at = Date.now();
		const { agent, timeoutMs } = this;
		const result = await postStatus(url, body, { agent, signal, timeoutMs });
		if (signal.aborted) return result;
		campaign.posts ??= new Map();
		const records = campaign.posts.get(index) ?? [];
		records.push({ status, at, result });
		campaign.posts.set(index, records);
		this.changed();
		return result;
	}

	private release(): void {
		for (const resolve of this.waiting.splice(0)) resolve();
	}
}
