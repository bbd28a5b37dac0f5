/** Longest message in characters. */
export const maxCharacters = 1600;

// A link as a person would see one; bare domains with the endings that messages in Brazil use.
const link = /(?:https?:\/\/|www\.)\S|\b[\w-]+\.(?:com|net|org|br|io|me|ly|app|link)\b/i;

/** Whether a message holds an obvious link; the rule for flash messages is from the SMS guide. */
export function hasObviousLink(message: string): boolean {
	return link.test(message);
}

/** Unicode code points of a text. */
export function characters(text: string): number {
	let count = 0;
	for (const _character of text) count++;
	return count;
}

/** Credits for one recipient: 160 characters are one, every further 152 one more (LigueLead). */
export function credits(message: string): number {
	const length = characters(message);
	return length <= 160 ? 1 : 1 + Math.ceil((length - 160) / 152);
}
