import { parsePhone } from './parsePhone';
import { shown, skippedPhone } from './shown';
import { splitPhones } from './splitPhones';
import type { AdjustedPhone, SkippedPhone } from './types';

export interface RecipientOptions {
	/** Adds the ninth digit to older mobile numbers of ten digits instead of skipping them. */
	addNinthDigit: boolean;
	/** 11 national digits each, as `parseDoNotSend` returns them. */
	doNotSend: ReadonlySet<string>;
}

export interface RecipientPlan {
	/** Who gets the message: 11 national digits each, unique, in the order given. */
	phones: string[];
	skipped: SkippedPhone[];
	adjusted: AdjustedPhone[];
}

/**
 * Decides who gets a message.
 *
 * @param value the Phones parameter, in any form that `splitPhones` accepts
 * @returns every entry of it, either as one of `phones` or in `skipped` with the reason; never throws
 */
export function planRecipients(value: unknown, options: RecipientOptions): RecipientPlan {
	const phones = new Set<string>();
	const skipped: SkippedPhone[] = [];
	const adjusted: AdjustedPhone[] = [];
	for (const entry of splitPhones(value)) {
		const parsed = parsePhone(entry, options);
		if (!parsed.valid) {
			skipped.push(skippedPhone(entry, parsed.reason));
		} else if (options.doNotSend.has(parsed.phone)) {
			skipped.push(skippedPhone(entry, 'doNotSend'));
		} else if (phones.has(parsed.phone)) {
			skipped.push(skippedPhone(entry, 'duplicate'));
		} else {
			phones.add(parsed.phone);
			if (parsed.addedNinthDigit) adjusted.push({ from: shown(entry), phone: parsed.phone });
		}
	}
	return { phones: [...phones], skipped, adjusted };
}
