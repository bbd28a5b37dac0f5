import { parsePhone } from './parsePhone';
import { skippedPhone } from './shown';
import { splitPhones } from './splitPhones';
import type { InvalidReason, ParsedPhone, SkippedPhone } from './types';

export interface DoNotSendList {
	/** 11 national digits each. */
	phones: Set<string>;
	/** Entries that block nobody because they cannot be read as a mobile number. */
	invalid: Array<SkippedPhone<InvalidReason>>;
}

const OPTIONS = { addNinthDigit: true };

/** Refusing an opt-out would send the message, so what is too unclear to send to still blocks. */
function readGenerously(entry: unknown): ParsedPhone {
	const strict = parsePhone(entry, OPTIONS);
	if (strict.valid || strict.reason === 'lostDigits') return strict;
	if (typeof entry !== 'string' && typeof entry !== 'number') return strict;
	const text = String(entry);
	const beforeExtension = /^\D*[\d\s()./+-]*\d/.exec(text)?.[0] ?? '';
	const readings = [text, beforeExtension].map((part) =>
		parsePhone(part.replace(/\D/g, ''), OPTIONS),
	);
	return readings.find(({ valid }) => valid) ?? strict;
}

/**
 * Reads a do-not-send list, in any form that `splitPhones` accepts. It is more generous than the reading of
 * recipients: older mobiles block the form with the ninth digit, and extensions, labels, signs and unusual
 * grouping are overlooked.
 *
 * @returns the numbers to block, and the entries that block nobody. Landlines are in neither: they never get a
 *   message. Never throws.
 */
export function parseDoNotSend(value: unknown): DoNotSendList {
	const list: DoNotSendList = { phones: new Set(), invalid: [] };
	for (const entry of splitPhones(value)) {
		const parsed = readGenerously(entry);
		if (parsed.valid) list.phones.add(parsed.phone);
		else if (parsed.reason !== 'landline') list.invalid.push(skippedPhone(entry, parsed.reason));
	}
	return list;
}
