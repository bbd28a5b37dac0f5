import { nationalPhone } from './phone';
import type { Campaign } from './types';

/** Narrows what {@link Outbox.deliveries} counts. */
export interface DeliveryFilter {
	/** Exact message text. */
	message?: string;
	campaignId?: string;
	/** Default: SMS only. */
	type?: 'sms' | 'voice' | 'rcs';
}

/** Everything that was sent, and what a fault refused, oldest first. */
export class Outbox {
	private entries: Campaign[] = [];
	private byId = new Map<string, Campaign>();
	private lastSeq = 0;
	/** Grows with every change that a page would show. */
	version = 0;

	/** Number of the next entry, rising over the life of the sandbox. */
	nextSeq(): number {
		return ++this.lastSeq;
	}

	add(campaign: Campaign): void {
		this.entries.push(campaign);
		this.byId.set(campaign.id, campaign);
		this.version++;
	}

	get all(): readonly Campaign[] {
		return this.entries;
	}

	/** The newest campaign of an id. */
	find(id: string): Campaign | undefined {
		return this.byId.get(id);
	}

	/** Id of the newest accepted campaign; undefined when there is none. */
	lastAcceptedId(): string | undefined {
		return this.entries.findLast((campaign) => campaign.accepted)?.id;
	}

	touch(): void {
		this.version++;
	}

	clear(): void {
		this.entries = [];
		this.byId.clear();
		this.version++;
	}

	/**
	 * How often each recipient (national form) was really queued, also when the answer was lost
	 * on the way. Recipients that were never queued are absent.
	 */
	deliveries(filter: DeliveryFilter = {}): Map<string, number> {
		const counts = new Map<string, number>();
		for (const campaign of this.entries) {
			if (!campaign.accepted || campaign.type !== (filter.type ?? 'sms')) continue;
			if (filter.message !== undefined && campaign.message !== filter.message) continue;
			if (filter.campaignId !== undefined && campaign.id !== filter.campaignId) continue;
			for (const phone of campaign.phones) {
				const key = nationalPhone(phone);
				counts.set(key, (counts.get(key) ?? 0) + 1);
			}
		}
		return counts;
	}
}
