import { finish, type Steps } from '../steps';
import { parsePhone } from './parsePhone';
import { shown, skippedPhone } from './shown';
import { splitPhonesSteps } from './splitPhones';
import type { AdjustedPhone, SkippedPhone } from './types';

export interface RecipientOptions {
	/** Adds the ninth digit to older mobile numbers of ten digits instead of skipping them. */
	addNinthDigit: boolean;
	/** Whether landlines get the message, too. */
	landlines?: boolean;
	/** National digits each, as `parseDoNotSend` returns them. */
	doNotSend: Pick<ReadonlySet<string>, 'has'>;
	/** The only numbers that may be sent to, national digits each. Default: all. */
	onlySendTo?: ReadonlySet<string>;
}

export interface RecipientPlan {
	/** Who gets the message: 11 national digits each (10 of a landline), unique, in the order given. */
	phones: string[];
	skipped: SkippedPhone[];
	adjusted: AdjustedPhone[];
}

/**
 * Decides who gets a message.
 *
 * @param value the Phones parameter, in any form that `splitPhones` accepts
 * @returns every entry of it, either as one of `phones` or in `skipped` with the reason; a value without any
 *   entry is one that is skipped as `empty`, so that the counts of a run add up. Never throws.
 */
export function planRecipients(value: unknown, options: RecipientOptions): RecipientPlan {
	return finish(planRecipientsSteps(value, options));
}

/** The same in steps: one for each phone. */
export function* planRecipientsSteps(
	value: unknown,
	options: RecipientOptions,
): Steps<RecipientPlan> {
	const phones = new Set<string>();
	const skipped: SkippedPhone[] = [];
	const adjusted: AdjustedPhone[] = [];
	const entries = yield* splitPhonesSteps(value);
	if (entries.length === 0) skipped.push(skippedPhone('', 'empty'));
	for (const entry of entries) {
		yield;
		const parsed = parsePhone(entry, options);
		if (!parsed.valid) {
			skipped.push(skippedPhone(entry, parsed.reason));
		} else if (options.doNotSend.has(parsed.phone)) {
			skipped.push(skippedPhone(entry, 'doNotSend'));
		} else if (options.onlySendTo?.has(parsed.phone) === false) {
			skipped.push(skippedPhone(entry, 'notAllowed'));
		} else if (phones.has(parsed.phone)) {
			skipped.push(skippedPhone(entry, 'duplicate'));
		} else {
			phones.add(parsed.phone);
			if (parsed.addedNinthDigit) adjusted.push({ from: shown(entry), phone: parsed.phone });
		}
	}
	return { phones: [...phones], skipped, adjusted };
}
