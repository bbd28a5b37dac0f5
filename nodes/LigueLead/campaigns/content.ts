import type { ItemRequest, Refusal, SmsContent } from './types';
import { asBoolean, asText, wrongType } from './values';

const MAX_WEBHOOK_URL_LENGTH = 512;

/** Whether a reading ended in a refusal. */
export function isRefusal(value: object): value is Refusal {
	return 'kind' in value && value.kind === 'refusal';
}

/**
 * Reads what a recipient gets from an item's parameters: text as it is, numbers as text, empty
 * optional fields left out. Returns a refusal for a missing message or a value of a wrong type.
 */
export function readContent(request: ItemRequest): SmsContent | Refusal {
	const { item } = request;
	const message = asText(request.message);
	if (message === undefined) return wrongType(item, 'Message', 'text');
	if (message.trim() === '') {
		return {
			kind: 'refusal',
			item,
			parameter: 'Message',
			message: "'Message' is empty",
			remedy: 'Write the text of the SMS, or check the expression that should yield it.',
		};
	}
	const title = asText(request.title)?.trim();
	if (title === undefined) return wrongType(item, 'Title', 'text');
	const groupId = asText(request.groupId)?.trim();
	if (groupId === undefined) return wrongType(item, 'Group ID', 'text');
	const flash = asBoolean(request.flash);
	if (flash === undefined) return wrongType(item, 'Flash', 'true or false');
	const url = readWebhookUrl(item, request.options.statusWebhookUrl);
	if (typeof url !== 'string') return url;
	return {
		message,
		flash,
		...(title !== '' && { title }),
		...(groupId !== '' && { groupId }),
		...(url !== '' && { statusWebhookUrl: url }),
	};
}

// LigueLead's own integration takes public http and https URLs of at most 512 characters.
function readWebhookUrl(item: number, value: unknown): string | Refusal {
	const text = asText(value)?.trim() ?? '?';
	if (text === '') return text;
	const wellFormed = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
	if (wellFormed && text.length <= MAX_WEBHOOK_URL_LENGTH) return text;
	return {
		kind: 'refusal',
		item,
		parameter: 'Status Webhook URL',
		message: wellFormed
			? `'Status Webhook URL' has ${text.length} characters, and LigueLead takes at most ${MAX_WEBHOOK_URL_LENGTH}`
			: "'Status Webhook URL' is not a URL",
		remedy: 'Use a public address that starts with https://, or leave the option out.',
	};
}
