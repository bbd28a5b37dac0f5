import { createHash } from 'crypto';

import { nationalNumber } from '../recipients';
import { KEY_LENGTH } from './seenEvents';

/** A status event as LigueLead posts it (webhook documentation); voice events carry more fields. */
export interface StatusEvent {
	readonly event: string;
	readonly app_id: string;
	readonly occurred_at: string;
	readonly campaign: {
		readonly id: string;
		readonly type: string;
		readonly phone: string;
		readonly status: string;
		readonly is_flash?: boolean;
		readonly [field: string]: unknown;
	};
	readonly [field: string]: unknown;
}

export const CHANNELS = ['sms', 'flash', 'voice'] as const;

export type Channel = (typeof CHANNELS)[number];

export type ParsedEvent =
	| { readonly event: StatusEvent }
	/** No status event, and in which way. */
	| { readonly problem: string };

/** The statuses LigueLead documents for an SMS; the last three are final. */
export const STATUSES = ['sent', 'delivered', 'undelivered', 'failed'] as const;

const FINAL = new Set<string>(['delivered', 'undelivered', 'failed']);

// Far more than any event has; n8n's own storage of deeply nested data ends in a stack overflow.
const MAX_DEPTH = 16;

/**
 * Reads the body of a webhook request. Takes whatever arrived, of any shape and depth; returns the
 * event as it came, or what it lacks. Never throws.
 */
export function parseEvent(body: unknown): ParsedEvent {
	if (!isRecord(body)) return { problem: 'The body is not a JSON object' };
	const { campaign } = body;
	if (!isRecord(campaign)) return { problem: "'campaign' is missing" };
	const fields: Array<[string, unknown]> = [
		['event', body.event],
		['app_id', body.app_id],
		['occurred_at', body.occurred_at],
		['campaign.id', campaign.id],
		['campaign.type', campaign.type],
		['campaign.phone', campaign.phone],
		['campaign.status', campaign.status],
	];
	for (const [name, value] of fields) {
		if (typeof value !== 'string' || value === '') return { problem: `'${name}' is not a text` };
	}
	if (deeperThan(body, MAX_DEPTH)) return { problem: 'The body is nested too deeply' };
	return { event: body as unknown as StatusEvent };
}

/** Whether an event reports a status: LigueLead documents no other kind, and may add some. */
export function isStatusEvent({ event }: StatusEvent): boolean {
	return event === 'campaign.status';
}

/** Whether a status is the last one of a message. */
export function isFinal(status: string): boolean {
	return FINAL.has(status);
}

/** On which channel the message of an event went out; undefined for a type that nobody documents. */
export function channelOf({ campaign }: StatusEvent): Channel | undefined {
	if (campaign.type === 'voice') return 'voice';
	if (campaign.type !== 'sms') return undefined;
	return campaign.is_flash === true ? 'flash' : 'sms';
}

/** Hash of what makes an event unique (webhook documentation): campaign, phone, status and time. */
export function eventKey({ campaign, occurred_at }: StatusEvent): string {
	const unique = JSON.stringify([campaign.id, campaign.phone, campaign.status, occurred_at]);
	return createHash('sha256').update(unique).digest('base64url').slice(0, KEY_LENGTH);
}

/**
 * The phone of an event in the national form that Send outputs, so that both can be joined. What is
 * neither a mobile nor a landline loses its country code only.
 */
export function eventPhone({ campaign }: StatusEvent): string {
	return nationalNumber(campaign.phone) ?? campaign.phone.replace(/^\+?55(?=\d{10,11}$)/, '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Level by level and not recursively, because the body may be nested deeper than the stack is.
function deeperThan(body: object, depth: number): boolean {
	let level: object[] = [body];
	for (let at = 0; level.length > 0; at++) {
		if (at > depth) return true;
		level = level
			.flatMap((value) => Object.values(value) as unknown[])
			.filter((value): value is object => typeof value === 'object' && value !== null);
	}
	return false;
}
