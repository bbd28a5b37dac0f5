import { nationalNumber } from '../recipients';

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

export const CHANNELS = ['sms', 'flash', 'voice', 'rcs'] as const;

export type Channel = (typeof CHANNELS)[number];

export type ParsedEvent =
	| { readonly event: StatusEvent }
	/** No status event, and in which way. */
	| { readonly problem: string };

/**
 * The statuses that are known: of an SMS, which LigueLead documents; of RCS `queued` and `read`, from its own
 * integration; of a call `answer`, `no_answer` and `busy`, as a customer's code reads them.
 */
export const STATUSES = [
	...(['sent', 'delivered', 'undelivered', 'failed'] as const),
	...(['queued', 'read'] as const),
	...(['answer', 'no_answer', 'busy'] as const),
];

/** Stands for all others in a trigger's parameters. */
export const OTHER = 'other';

// Of a call, what it came to; one that is tried again comes to something else later, which nobody waits for.
const FINAL = new Set<string>([
	...['delivered', 'undelivered', 'failed', 'read'],
	...['answer', 'no_answer', 'busy'],
]);

/** How large the body of a call may be, in bytes: far more than any event has. */
export const MAX_EVENT_BYTES = 65_536;

// Likewise; n8n's own storage of deeply nested data ends in a stack overflow.
const MAX_DEPTH = 16;

/**
 * Reads the body of a webhook request. Takes whatever arrived, of any shape, depth and size; returns
 * the event as it came, or what it lacks. It looks at the fields that every event has and at nothing
 * else, so it takes no time: see `findExcess`. Never throws.
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
		const isText = typeof value === 'string' && value !== '';
		const isId = typeof value === 'number' && Number.isSafeInteger(value) && IDS.has(name);
		if (!isText && !isId) return { problem: `'${name}' is not a text` };
	}
	return { event: withTextIds(body, campaign) };
}

const IDS: ReadonlySet<string> = new Set(['app_id', 'campaign.id', 'campaign.phone']);

// They are compared with texts.
function withTextIds(
	body: Record<string, unknown>,
	campaign: Record<string, unknown>,
): StatusEvent {
	const ids = [body.app_id, campaign.id, campaign.phone];
	if (ids.every((id) => typeof id === 'string')) return body as unknown as StatusEvent;
	const [app_id, id, phone] = ids.map(String);
	return { ...body, app_id, campaign: { ...campaign, id, phone } } as StatusEvent;
}

/**
 * Tells what of an event is too much to be passed on: depth (16) or size (64 KB of values and texts).
 * To be called once it is known to be ours. Stops at the limit. Returns undefined for all real events.
 */
export function findExcess(event: StatusEvent): string | undefined {
	let left = MAX_EVENT_BYTES;
	// Level by level and not recursively, because the body may be nested deeper than the stack is.
	let level: object[] = [event];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > MAX_DEPTH) return 'The body is nested too deeply';
		const next: object[] = [];
		for (const value of level) {
			for (const [key, one] of Object.entries(value) as Array<[string, unknown]>) {
				left -= 1 + (Array.isArray(value) ? 0 : key.length);
				if (typeof one === 'string') left -= one.length;
				if (typeof one === 'object' && one !== null) next.push(one);
				if (left < 0) return 'The body is too large';
			}
		}
		level = next;
	}
	return undefined;
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
	if (campaign.type === 'voice' || campaign.type === 'rcs') return campaign.type;
	if (campaign.type !== 'sms') return undefined;
	return campaign.is_flash === true ? 'flash' : 'sms';
}

/** What makes an event unique (webhook documentation): campaign, phone, status and time, as one text. */
export function identityOf({ campaign, occurred_at }: StatusEvent): string {
	return JSON.stringify([campaign.id, campaign.phone, campaign.status, occurred_at]);
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
