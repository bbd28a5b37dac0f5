import { quotable } from './quote';

/** The API took the campaign: 202 with a campaign id. */
export interface Accepted {
	readonly outcome: 'accepted';
	readonly campaignId: string;
	readonly acceptedAt?: string;
	/** The API's answer as it came; of one that is huge, `message` and `data` only. */
	readonly answer: Readonly<Record<string, unknown>>;
}

/** Anything else; see `OutcomeDetails.outcome`. */
export interface Failed {
	readonly outcome: 'rejected' | 'throttled' | 'unreachable' | 'unknown';
	/** What happened, for the user. */
	readonly message: string;
	/** What to do about it. */
	readonly remedy: string;
	readonly details: OutcomeDetails;
	/** When the API asks to be tried again, if it does; milliseconds since 1970. */
	readonly retryAt?: number;
}

export type Outcome = Accepted | Failed;

/** A campaign for which no request was made, and why. */
export interface NotSent {
	readonly outcome: 'notSent';
	readonly message: string;
	readonly remedy: string;
	readonly details: OutcomeDetails;
}

/** The facts behind an outcome, as they stand in an output item's `details`. */
export interface OutcomeDetails {
	readonly outcome: Failed['outcome'] | 'notSent';
	/** HTTP status, if a response began. */
	readonly status?: number;
	/** Code of the network failure, such as ECONNREFUSED. */
	readonly code?: string;
	/** What the API said about single fields of the request. */
	readonly fields?: ReadonlyArray<{ readonly field: string; readonly message: string }>;
	/** Whether the same request may be sent again without risk of a second delivery. */
	readonly safe_to_send_again: boolean;
	/** Ids of the request that support may ask for, by header name. */
	readonly request_ids?: Readonly<Record<string, string>>;
	/** What else support may ask for. */
	readonly support?: {
		readonly app_id_ends_in?: string;
		/** When the request ended, in ISO 8601. */
		readonly at: string;
		readonly node_version: string;
	};
	/** What was read of the answer, cut. */
	readonly answer?: string;
	/** A campaign id that came with an answer which is no acceptance. */
	readonly campaign_id?: string;
	/** From when on the message may go out, in ISO 8601, if its sending hours are over. */
	readonly send_after?: string;
	/** What to look for in the client area if nobody knows the outcome. */
	readonly look_for?: {
		readonly title?: string;
		/** The first recipients. */
		readonly phones: readonly string[];
		readonly recipients: number;
		/** When the request ended, in ISO 8601. */
		readonly at: string;
	};
}

/** Makes the outcome of a campaign that was never sent; takes what kept it back and the way on. */
export function notSent(message: string, remedy: string): NotSent {
	return {
		outcome: 'notSent',
		message: quotable(message),
		remedy,
		details: { outcome: 'notSent', safe_to_send_again: true },
	};
}
