import type { AdjustedPhone, SkippedPhone } from '../recipients';

/** What every recipient of a campaign gets: two items with equal content can share a campaign. */
export interface SmsContent {
	readonly message: string;
	readonly title?: string;
	readonly groupId?: string;
	readonly flash: boolean;
	readonly statusWebhookUrl?: string;
}

/** What one item asks for, as its parameters say it; nothing is checked yet. */
export interface ItemRequest {
	readonly item: number;
	readonly title: unknown;
	readonly message: unknown;
	readonly phones: unknown;
	/** Display name of the field with the phones: 'Phone' where the operation takes a single one. */
	readonly phonesField: 'Phones' | 'Phone';
	readonly groupId: unknown;
	readonly flash: unknown;
	readonly options: SendOptions;
}

/** The collection Options of Send, per item. Absent means the default. */
export interface SendOptions {
	readonly invalidPhones?: 'failIfNone' | 'failIfAny' | 'skip';
	readonly doNotSend?: unknown;
	readonly addNinthDigit?: boolean;
	readonly maxCredits?: unknown;
	readonly replaceSpecialCharacters?: boolean;
	readonly allowLinksInFlash?: boolean;
	readonly idempotencyKey?: unknown;
	readonly statusWebhookUrl?: unknown;
}

/** One item, checked and ready to be sent. */
export interface Draft {
	readonly kind: 'draft';
	readonly item: number;
	readonly content: SmsContent;
	/** Equal for equal content. */
	readonly contentKey: string;
	/** National numbers, unique, in the order given. */
	readonly phones: readonly string[];
	readonly skipped: readonly SkippedPhone[];
	readonly adjusted: readonly AdjustedPhone[];
	readonly creditsPerRecipient: number;
	readonly idempotencyKey?: string;
}

/** One item that sends nothing, without being at fault. */
export interface Skip {
	readonly kind: 'skip';
	readonly item: number;
	readonly reason: 'noValidPhone' | 'doNotSend';
	readonly message: string;
	readonly skipped: readonly SkippedPhone[];
	readonly creditsPerRecipient: number;
}

/** One item that cannot be sent, and how to mend it. */
export interface Refusal {
	readonly kind: 'refusal';
	readonly item: number;
	/** Display name of the parameter that has to change. */
	readonly parameter: string;
	/** What is wrong, without the item. */
	readonly message: string;
	/** How to get unstuck. */
	readonly remedy: string;
	readonly skipped?: readonly SkippedPhone[];
}

export type PlannedItem = Draft | Skip | Refusal;

/** One `POST /sms`: at most 10,000 recipients with the same content. */
export interface Campaign {
	readonly content: SmsContent;
	readonly contentKey: string;
	readonly phones: readonly string[];
	/** The items that wanted any of these recipients, ascending; the first one names the campaign. */
	readonly items: readonly number[];
}

/** Which of a draft's recipients go out in which campaign. */
export interface Share {
	/** Index into the plan's campaigns. */
	readonly campaign: number;
	readonly phones: readonly string[];
}

/** A draft with the campaigns that take it. */
export interface Placement {
	readonly draft: Draft;
	readonly shares: readonly Share[];
	/** Recipients that another item of the same campaign already has. */
	readonly duplicates: readonly Duplicate[];
}

export interface Duplicate {
	readonly phone: string;
	/** The item whose recipient it is. */
	readonly item: number;
	readonly campaign: number;
}

export interface Plan {
	readonly campaigns: readonly Campaign[];
	/** By item index; only drafts are placed. */
	readonly placements: ReadonlyMap<number, Placement>;
}
