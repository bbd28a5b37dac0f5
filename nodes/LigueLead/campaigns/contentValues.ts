import { describeUnfinished, findUnfinished, isVisible, removeUnsendable } from '../message';
import { refuse, refuseType } from './refuse';
import type { Refusal } from './types';
import { asText } from './values';

/** Longest URL LigueLead takes as `webhook_url`, in characters, as its own integration does. */
export const MAX_WEBHOOK_URL_LENGTH = 512;

/**
 * Reads a text that travels to LigueLead, or a number as one: without halves of characters and control characters;
 * empty if nothing in it can be seen. Undefined for any other type.
 */
export function asSendableText(value: unknown): string | undefined {
	const text = asText(value);
	if (text === undefined) return undefined;
	const sendable = removeUnsendable(text);
	return isVisible(sendable) ? sendable : '';
}

/** Reads a campaign's title; a refusal of one that is no text, or not finished. */
export function readTitle(value: unknown): string | Refusal {
	const title = asSendableText(value)?.trim();
	if (title === undefined) return refuseType('Title', 'text');
	const unfinished = findUnfinished(title);
	if (unfinished === undefined) return title;
	return refuse(
		'Title',
		describeUnfinished('Title', unfinished),
		'Correct the title, or leave it empty.',
	);
}

/** Reads the URL for a send's status events: public http or https, as LigueLead's own integration takes. */
export function readWebhookUrl(value: unknown): string | Refusal {
	const text = asText(value)?.trim() ?? '?';
	if (!isVisible(text)) return '';
	const unfinished = findUnfinished(text);
	if (unfinished !== undefined) {
		return refuse(
			'Status Webhook URL',
			describeUnfinished('Status Webhook URL', unfinished),
			WEBHOOK_URL_REMEDY,
		);
	}
	// URL.canParse escapes or drops what nobody sees, and the address would be another one.
	const wellFormed =
		!/[\s\p{C}\p{Default_Ignorable_Code_Point}]/u.test(text) &&
		URL.canParse(text) &&
		/^https?:$/.test(new URL(text).protocol);
	if (wellFormed && text.length <= MAX_WEBHOOK_URL_LENGTH) return text;
	return refuse(
		'Status Webhook URL',
		wellFormed
			? `'Status Webhook URL' has ${text.length} characters, and LigueLead takes at most ${MAX_WEBHOOK_URL_LENGTH}`
			: "'Status Webhook URL' is not a URL",
		WEBHOOK_URL_REMEDY,
	);
}

const WEBHOOK_URL_REMEDY =
	'Use a public address that starts with https://, or leave the option out.';
