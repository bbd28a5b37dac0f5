import { describeReason } from './describeReason';
import type { SkippedPhone, SkipReason } from './types';

const SHOWN_LENGTH = 40;

/** An entry as it was given, for a report: trimmed, at most 40 UTF-16 units; an object by its type only. */
export function shown(entry: unknown): string {
	if (typeof entry === 'string') {
		const text = entry.trim();
		// Half of a surrogate pair is no text.
		return text.slice(0, SHOWN_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
	}
	const isPlain = ['number', 'bigint', 'boolean'].includes(typeof entry);
	return isPlain ? String(entry) : `(${typeof entry})`;
}

/** The report of an entry that gets no message. */
export function skippedPhone<Reason extends SkipReason>(
	entry: unknown,
	reason: Reason,
): SkippedPhone<Reason> {
	return { phone: shown(entry), reason, message: describeReason(reason) };
}
