export const deliveryOutcomes = [
	'delivered',
	'undelivered',
	'failed',
	'no-status',
	'out-of-order',
	'twice',
] as const;

/** What becomes of an accepted message, seen through its status events. */
export type DeliveryOutcome = (typeof deliveryOutcomes)[number];

/** A status event's status, as LigueLead documents them. */
export const eventStatuses = ['sent', 'delivered', 'undelivered', 'failed', 'read'] as const;

export type EventStatus = (typeof eventStatuses)[number];

/** A recipient's state on the outbox page; `queued` has no event. */
export type RecipientStatus = 'queued' | Exclude<EventStatus, 'read'>;

/** What kind of message a campaign is. */
export type ChannelType = 'sms' | 'voice' | 'rcs';

/** Body of POST /v1/sms after validation. */
export interface SmsRequest {
	title?: string;
	message: string;
	phones: string[];
	group_id?: string;
	is_flash?: boolean;
	webhook_url?: string;
}

/** Body of POST /v1/voice after validation, defaults filled in. */
export interface VoiceRequest {
	title: string;
	voice_upload_id: number;
	phones: string[];
	group_id?: string;
	retry_attempts: number;
	retry_interval_min: number;
	retry_end_time?: string;
	webhook_url?: string;
}

/** Body of POST /v1/rcs after validation: a message with its agent, or a template. */
export interface RcsRequest {
	phones: string[];
	message?: string;
	agent_id?: string;
	template_id?: string;
	template_variables?: Array<{ key: string; value: string }>;
	webhook_url?: string;
}

/** A button of an RCS card, and what its event carries if it is tapped. */
export interface CardButton {
	text: string;
	postback_data: string;
}

/** How an RCS message looks on a phone. */
export interface Card {
	sender: string;
	buttons: readonly CardButton[];
	templateId?: string;
}

export interface VoiceUpload {
	id: number;
	title: string;
}

/** How a campaign's status events are timed (milliseconds after acceptance) and where they go. */
export interface EventPlan {
	url: string | undefined;
	sentDelay: number;
	finalDelay: number;
	order: 'in-order' | 'out-of-order';
	repeat: number;
}

/** What became of one posted status event: `HTTP 200`, an error code, or why it was not posted. */
export interface PostRecord {
	status: EventStatus;
	at: number;
	result: string;
}

/** One send request in the outbox; `accepted: false` marks one that a fault refused. */
export interface Campaign {
	seq: number;
	id: string;
	accepted: boolean;
	/** Unix milliseconds. */
	at: number;
	type: ChannelType;
	title: string | undefined;
	message: string;
	groupId: string | undefined;
	flash: boolean;
	phones: readonly string[];
	creditsEach: number;
	/** Of a voice message, its audio file. */
	audioId?: number;
	/** Of an RCS message. */
	card?: Card;
	fault: string | undefined;
	plan: EventPlan;
	/** Of all recipients that `outcomes` does not name. */
	outcome: DeliveryOutcome;
	/** By index in `phones`; recipients that differ from `outcome` only. */
	outcomes: ReadonlyMap<number, DeliveryOutcome> | undefined;
	/** By index in `phones`. */
	posts: Map<number, PostRecord[]> | undefined;
	/** Why no event of this campaign is posted although there is a URL. */
	notPosted: string | undefined;
}

/** What a send request asks for, whichever kind it is. */
export type Draft = Pick<
	Campaign,
	'type' | 'title' | 'message' | 'groupId' | 'flash' | 'phones' | 'creditsEach' | 'audioId' | 'card'
> & { webhookUrl: string | undefined };
