import { nationalNumber, splitPhones } from '../recipients';
import type { StatusEvent } from './event';
import { channelOf, eventPhone, isStatusEvent, OTHER, STATUSES } from './event';

/** Which events a trigger passes on; empty sets of campaigns or phones let all pass. */
export interface EventFilter {
	readonly statuses: ReadonlySet<string>;
	readonly channels: ReadonlySet<string>;
	readonly campaignIds: ReadonlySet<string>;
	/** 10 or 11 national digits each, as in {@link eventPhone}. */
	readonly phones: ReadonlySet<string>;
}

const KNOWN_STATUSES = new Set<string>(STATUSES);

/** Whether an event on a known channel has a status that is not known: `other` stands for it in a filter. */
export function isUnknownStatus(event: StatusEvent): boolean {
	const isKnown = KNOWN_STATUSES.has(event.campaign.status);
	return isStatusEvent(event) && channelOf(event) !== undefined && !isKnown;
}

/**
 * Whether a filter lets an event pass. What reports no status, or on a channel that nobody documents, never passes.
 */
export function passes(event: StatusEvent, filter: EventFilter): boolean {
	const { campaign } = event;
	const channel = channelOf(event);
	if (!isStatusEvent(event) || channel === undefined) return false;
	if (!filter.channels.has(channel)) return false;
	const status = isUnknownStatus(event) ? OTHER : campaign.status;
	if (!filter.statuses.has(status)) return false;
	if (filter.campaignIds.size > 0 && !filter.campaignIds.has(campaign.id)) return false;
	return filter.phones.size === 0 || filter.phones.has(eventPhone(event));
}

/** Reads a list of words: text separated by comma, semicolon or white space, or an array. */
export function readWords(value: unknown): Set<string> {
	const list = Array.isArray(value) ? value : String(value ?? '').split(/[\s,;]+/);
	return new Set(list.map((id) => String(id).trim()).filter((id) => id !== ''));
}

/**
 * Reads the phones of a filter, in any form the parameter Phones takes; landlines too, which voice
 * messages reach. Returns national numbers and the entries that are none. Those stay in the filter as
 * they are: one that holds nothing else lets nothing pass.
 */
export function readPhoneFilter(value: unknown): { phones: Set<string>; unreadable: string[] } {
	const phones = new Set<string>();
	const unreadable: string[] = [];
	for (const entry of splitPhones(value)) {
		const phone = nationalNumber(entry);
		if (phone === undefined) unreadable.push(String(entry));
		phones.add(phone ?? String(entry));
	}
	return { phones, unreadable };
}
