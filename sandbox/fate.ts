import type { DeliveryOutcome } from './types';

/** What a request fault does once the request is valid and authenticated. */
export type FaultAction =
	| { do: 'answer'; status: number; body: 'text' | 'list' | 'html'; limit?: ThrottleHint }
	| { do: 'redirect'; status: 302 | 307 }
	| { do: 'throttle-once' }
	| { do: 'accept'; body: 'complete' | 'not-json' | 'no-campaign-id' }
	| { do: 'reset' | 'hang' | 'cut-off' }
	| { do: 'deliver'; outcome: DeliveryOutcome }
	| CraftedAction
	| FreeAnswer;

/** Which headers of a 429 tell when to come back. */
export type ThrottleHint = 'retry-after' | 'reset-only' | 'none';

/** An answer made to hurt its reader; the unit of `size` depends on the form. */
export interface CraftedAction {
	do: 'craft';
	form: CraftedForm;
	status: number;
	size: number;
}

export type CraftedForm =
	| 'accepted-body'
	| 'control-characters'
	| 'deep'
	| 'drip'
	| 'gzipped-control-characters'
	| 'redirect'
	| 'reflect-json'
	| 'reflect-page'
	| 'refusal-with-id'
	| 'silence'
	| 'titles';

/** An answer as a rule spells it out; a text body goes out as it is, anything else as JSON. */
export interface FreeAnswer {
	do: 'free';
	status: number;
	headers: Readonly<Record<string, string | string[]>>;
	body: unknown;
}

/** What happens to one valid send request. */
export interface Fate {
	accepted: boolean;
	/** Decides the answer; absent when the request is answered as documented. */
	action?: FaultAction;
	/** Delivery outcome of the recipients that `outcomes` (by index in `phones`) does not name. */
	outcome: DeliveryOutcome;
	outcomes: ReadonlyMap<number, DeliveryOutcome> | undefined;
	/** Name of the fault. */
	fault?: string;
	/** Milliseconds from acceptance to the final status event; else as the webhook settings have it. */
	finalDelay?: number;
	/** Whether the campaign gets the id of the one accepted before it. */
	sameId?: boolean;
}
