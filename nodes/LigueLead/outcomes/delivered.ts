import type { NotSent, Outcome } from './outcome';

/** Recipients of a planned campaign with what became of them. */
export interface DeliveredPart {
	readonly phones: readonly string[];
	readonly outcome: Outcome | NotSent;
}

/**
 * Why an item with an idempotency key sent nothing: an SMS with that key was accepted before, or
 * another execution took the key and never recorded what became of it.
 */
export type Repeat = 'used' | 'unsettled';

/** What became of a plan. */
export interface Delivered {
	/**
	 * By campaign of the plan: nothing where no request was made, one part as a rule, more where an
	 * earlier try had sent some of it.
	 */
	readonly parts: ReadonlyArray<readonly DeliveredPart[]>;
	/** Items that sent nothing because their idempotency key was taken before. */
	readonly repeats: ReadonlyMap<number, Repeat>;
}
