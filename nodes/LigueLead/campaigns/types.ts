import type { AdjustedPhone, SkippedPhone } from '../recipients';

/** What every recipient of a campaign gets, as the room of its channel made it. */
export interface Content {
	/** Path of the request below the Base URL, such as `/sms`. */
	readonly path: string;
	/** The body of the request in the API's names, without the recipients. */
	readonly body: Readonly<Record<string, unknown>>;
	/** What recipients read or hear. */
	readonly text: string;
	/** What Preview says of it. */
	readonly preview: Readonly<Record<string, unknown>>;
	readonly creditsPerRecipient: number;
	/** What kind of figure that is; missing if it is certain. */
	readonly creditsAre?: 'at most' | 'a guess';
	/** What else the output says of every message with this content. */
	readonly facts?: Readonly<Record<string, unknown>>;
}

/** How items become campaigns: each its own, or those with equal content together. */
export type Grouping = 'perItem' | 'perMessage';

/** A kind of message that LigueLead sends, as far as the shared machinery has to know it. */
export interface Channel {
	/** Display names of the parameters that make the content, by name. */
	readonly parameters: Readonly<Record<string, string>>;
	/** Whether it reaches landlines, too. */
	readonly landlines?: boolean;
	/** What an item asked for, in the `details` of a failure: the key, and the names of the values there. */
	readonly wanted: { readonly key: string; readonly names: Readonly<Record<string, string>> };
	/**
	 * Reads and checks what recipients get; a refusal names the parameter to change. Takes the
	 * time, in milliseconds since 1970. Never throws.
	 */
	readContent(request: ItemRequest, now: number): Content | Refusal;
	/**
	 * What the content comes from: takes the node's parameters as the user wrote them, expressions
	 * unevaluated, and returns those that decide what recipients get.
	 */
	sourceOf(parameters: Readonly<Record<string, unknown>>): unknown;
}

/** What one item asks for, as its parameters say it; nothing is checked yet. */
export interface ItemRequest {
	readonly item: number;
	/** The parameters that the channel names. */
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly phones: unknown;
	/** Display name of the field with the phones: 'Phone' if the operation takes a single one. */
	readonly phonesField: 'Phones' | 'Phone';
	readonly options: SendOptions;
	/** Expressions inside the message that yielded nothing; read only if the item's options ask for it. */
	readonly emptyExpressions?: readonly string[];
	/** Expressions between the words of the idempotency key that yielded nothing. */
	readonly emptyKeyExpressions?: readonly string[];
}

/** The collection Options, per item, as read: expressions may yield anything. Absent: the default. */
export type SendOptions = Readonly<Record<string, unknown>>;

/** One item, checked and ready to be sent. */
export interface Draft {
	readonly kind: 'draft';
	readonly item: number;
	readonly content: Content;
	/** Equal for equal content. */
	readonly contentKey: string;
	/** National numbers, unique, in the order given. */
	readonly phones: readonly string[];
	readonly skipped: readonly SkippedPhone[];
	readonly adjusted: readonly AdjustedPhone[];
	readonly idempotencyKey?: string;
	/** The option 'Idempotency Key' is set, and yielded nothing. */
	readonly lacksKey?: boolean;
	/** Until when the message may go out, if there are hours for it. */
	readonly window?: Window;
	/** Of a message to a test phone: the recipients that it takes the place of. */
	readonly insteadOf?: readonly string[];
}

/** The hours of a message that are under way. */
export interface Window {
	/** When they end, in milliseconds since 1970: no request starts from then on. */
	readonly closes: number;
	/** When they begin again, in ISO 8601 with an offset. */
	readonly reopens: string;
	/** What becomes of a message whose turn does not come before. */
	readonly outside: 'fail' | 'skip';
}

/** One item that sends nothing, without being at fault. */
export interface Skip {
	readonly kind: 'skip';
	readonly item: number;
	readonly reason: 'noValidPhone' | 'doNotSend' | 'notAllowed' | 'testPhone' | 'sendingHours';
	readonly message: string;
	readonly skipped: readonly SkippedPhone[];
	readonly creditsPerRecipient: number;
	/** From when on the message may go out, in ISO 8601 with an offset. */
	readonly sendAfter?: string;
	/** Of an item that a test holds back: who would have got which text. */
	readonly test?: { readonly insteadOf: readonly string[]; readonly text: string };
}

/** A parameter that keeps an item from being sent, and how to mend it. */
export interface Refusal {
	readonly kind: 'refusal';
	/** Display name of the parameter that has to change. */
	readonly parameter: string;
	/** What is wrong, without the item. */
	readonly message: string;
	/** How to get unstuck. */
	readonly remedy: string;
	readonly skipped?: readonly SkippedPhone[];
	/** From when on the message may go out, in ISO 8601 with an offset, if that is what keeps it back. */
	readonly sendAfter?: string;
}

/** One item that cannot be sent. */
export interface RefusedItem extends Refusal {
	readonly item: number;
}

export type PlannedItem = Draft | Skip | RefusedItem;

/** One request: at most 10,000 recipients with the same content. */
export interface Campaign {
	readonly content: Content;
	readonly contentKey: string;
	readonly phones: readonly string[];
	/** Of the messages that share it, the hours that end first. */
	readonly window?: Window;
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
