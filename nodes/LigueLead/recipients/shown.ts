import { describeReason } from './describeReason';
import type { SkippedPhone, SkipReason } from './types';

const SHOWN_LENGTH = 40;

/** An entry as it was given, for a report: trimmed, at most 40 UTF-16 units; an object by its type only. */
export function shown(entry: unknown): string {
	const isPlain = ['string', 'number', 'bigint', 'boolean'].includes(typeof entry);
	const text = isPlain ? String(entry).trim() : `(${typeof entry})`;
	// Half of a surrogate pair is no text.
	return text.slice(0, SHOWN_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
}

/** The report of an entry that gets no message. */
export function skippedPhone<Reason extends SkipReason>(
	entry: unknown,
	reason: Reason,
): SkippedPhone<Reason> {
	const phone = shown(entry);
	const digits = phone.replace(/\D/g, '').length;
	return { phone, reason, message: describeReason(reason, digits) };
}
