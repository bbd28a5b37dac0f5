import { describeReason } from './describeReason';
import { parsePhone } from './parsePhone';
import { splitPhones } from './splitPhones';
import type { AdjustedPhone, InvalidReason, SkippedPhone, SkipReason } from './types';

const SHOWN_LENGTH = 40;

export interface RecipientOptions {
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

function shown(entry: unknown): string {
	const isPlain =
		typeof entry === 'string' || typeof entry === 'number' || typeof entry === 'bigint';
	const text = isPlain || typeof entry === 'boolean' ? String(entry) : `(${typeof entry})`;
	return text.trim().slice(0, SHOWN_LENGTH);
}

function skip<Reason extends SkipReason>(entry: unknown, reason: Reason): SkippedPhone<Reason> {
	return { phone: shown(entry), reason, message: describeReason(reason) };
}

/**
 * Decides who gets a message.
 *
 * @param value the Phones parameter, in any form that `splitPhones` accepts
 * @returns every entry of it, either as one of `phones` or in `skipped` with the reason; never throws
 */
export function planRecipients(value: unknown, options: RecipientOptions): RecipientPlan {
	const phones = new Set<string>();
	const plan: RecipientPlan = { phones: [], skipped: [], adjusted: [] };
	for (const entry of splitPhones(value)) {
		const parsed = parsePhone(entry, options);
		if (!parsed.valid) plan.skipped.push(skip(entry, parsed.reason));
		else if (options.doNotSend.has(parsed.phone)) plan.skipped.push(skip(entry, 'doNotSend'));
		else if (phones.has(parsed.phone)) plan.skipped.push(skip(entry, 'duplicate'));
		else {
			phones.add(parsed.phone);
			if (parsed.addedNinthDigit) plan.adjusted.push({ from: shown(entry), phone: parsed.phone });
		}
	}
	plan.phones = [...phones];
	return plan;
}

export interface DoNotSendList {
	phones: Set<string>;
	invalid: Array<SkippedPhone<InvalidReason>>;
}

/**
 * Reads a do-not-send list, in any form that `splitPhones` accepts.
 *
 * @returns 11 national digits each, older mobiles with their ninth digit added, because the same person
 *   may be a recipient in either form; and the entries that block nobody because they cannot be read
 */
export function parseDoNotSend(value: unknown): DoNotSendList {
	const list: DoNotSendList = { phones: new Set(), invalid: [] };
	for (const entry of splitPhones(value)) {
		const parsed = parsePhone(entry, { addNinthDigit: true });
		if (parsed.valid) list.phones.add(parsed.phone);
		else list.invalid.push(skip(entry, parsed.reason));
	}
	return list;
}
