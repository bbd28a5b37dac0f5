import type { NotSent, Outcome } from '../outcomes';

/** Some recipients of a campaign, with the one outcome they share. */
export interface SentPart {
	readonly phones: readonly string[];
	readonly outcome: Outcome | NotSent;
}

/**
 * What became of a plan, by campaign: nothing if no request was made, one part as a rule, more if an
 * earlier try had sent some of it.
 */
export type Sent = ReadonlyArray<readonly SentPart[]>;

/**
 * Why an item with an idempotency key sent nothing: a message with that key was accepted before, or
 * another execution took the key and never recorded what became of it.
 */
export type Repeat = 'used' | 'unsettled';
