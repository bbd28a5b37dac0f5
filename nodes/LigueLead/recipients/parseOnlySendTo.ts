import type { Steps } from '../steps';
import { parsePhone } from './parsePhone';
import { skippedPhone } from './shown';
import { splitPhonesSteps } from './splitPhones';
import type { InvalidReason, SkippedPhone } from './types';

export interface OnlySendToList {
	/** Who may be sent to: national digits each. */
	readonly phones: ReadonlySet<string>;
	/** Entries that hold a number which cannot be read for sure: nothing may be sent with such a list. */
	readonly unreadable: ReadonlyArray<SkippedPhone<InvalidReason>>;
}

// They get no message anyway.
const HARMLESS: ReadonlySet<InvalidReason> = new Set(['empty', 'landline', 'specialNumber']);

/**
 * Reads a list of the only numbers that may be sent to, in any form that `splitPhones` accepts. Unlike an opt-out
 * list it errs on the side of allowing nobody: an entry allows the one number that it names as a recipient would, or
 * is unreadable. Entries without digits, such as a column's head, allow nobody. Landlines count
 * only where they can be sent to. In steps; never throws.
 */
export function* parseOnlySendToSteps(value: unknown, landlines = false): Steps<OnlySendToList> {
	const phones = new Set<string>();
	const unreadable: Array<SkippedPhone<InvalidReason>> = [];
	for (const entry of yield* splitPhonesSteps(value)) {
		yield;
		const parsed = parsePhone(entry, { landlines });
		if (parsed.valid) phones.add(parsed.phone);
		else if (!isHarmless(entry, parsed.reason)) unreadable.push(skippedPhone(entry, parsed.reason));
	}
	return { phones, unreadable };
}

function isHarmless(entry: unknown, reason: InvalidReason): boolean {
	return HARMLESS.has(reason) || (typeof entry === 'string' && !/\d/.test(entry));
}
