/**
 * The longest message the API takes, in the units of `messageLength` (LigueLead's API limits: 1,600
 * characters, about 11 credits).
 */
export const MAX_MESSAGE_LENGTH = 1600;

const FIRST_CREDIT = 160;
const FURTHER_CREDIT = 152;

/**
 * The length of a message in UTF-16 units: an emoji counts 2 or more. What LigueLead counts as one
 * character is undocumented; this is the higher of the usual counts, so a limit is not passed unnoticed.
 */
export function messageLength(text: string): number {
	return text.length;
}

/**
 * An estimate of the credits one recipient costs: 160 characters are one credit, every further 152 one more
 * (LigueLead's API limits); 0 for an empty message.
 */
export function estimateCredits(text: string): number {
	const length = messageLength(text);
	if (length === 0) return 0;
	return 1 + Math.max(0, Math.ceil((length - FIRST_CREDIT) / FURTHER_CREDIT));
}
