const MAX_KEY_LENGTH = 60;
const OPENS = /^(?:\w{1,20}(?:\(\d{1,9}\))? ?)?\[?\s?\{/;
const CLOSES = /\}\s?\]?[,;]?$/;
const KEY_VALUE = new RegExp(
	`(?:^|[\\s,;&?{([|])(?!(?:e|ou|and|or) ?=)["']?[\\p{L}_][\\p{L}\\d_.-]{0,${MAX_KEY_LENGTH}}["']? ?=>? ?["']?[\\p{L}\\d+(]`,
	'u',
);
/** These hold `key=value` and one phone: contact cards, tel: addresses, links of WhatsApp. */
const CARD = /^(?:(?:item\d+\.)?TEL[;:]|(?:tel|sms|callto|whatsapp):)/i;
const CHAT_LINKS = /(?:wa\.me|whatsapp\.com)\/\S*/gi;

/** Whether a text is that of a JSON object, or of a list of them. */
export function isObjectText(text: string): boolean {
	const trimmed = text.trim();
	return OPENS.test(trimmed) && CLOSES.test(trimmed) && trimmed.includes(':');
}

/**
 * Whether a line of text is that of a JSON object, or holds `key=value` pairs: which of its fields is the phone is
 * not guessed, as with an object itself.
 */
export function isStructured(line: string): boolean {
	if (!/[{=]/.test(line)) return false;
	if (isObjectText(line)) return true;
	return line.includes('=') && !CARD.test(line) && KEY_VALUE.test(line.replace(CHAT_LINKS, ' '));
}
