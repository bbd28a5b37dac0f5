import type { Content, ItemRequest, Refusal } from '../../../campaigns';
import { asBoolean, asText, isRefusal, refuse, refuseType } from '../../../campaigns';
import {
	describeUnfinished,
	estimateCredits,
	findUnfinished,
	isVisible,
	messageLength,
	removeUnsendable,
	replaceSpecialCharacters,
} from '../../../message';
import { checkFinished } from './checkFinished';
import { checkMessage } from './checkMessage';
import { readSmsOptions } from './options';

/** Longest URL LigueLead takes as `webhook_url`, in characters, as its own integration does. */
export const MAX_WEBHOOK_URL_LENGTH = 512;

/** Path of `POST /sms` (the guide, "Send SMS Message"). */
const PATH = '/sms';

/**
 * Reads what a recipient gets from an item's parameters: text as it is, numbers as text, empty
 * optional fields left out of the body (the guide, "Request Parameters"). Returns a refusal for a
 * missing message, a value of a wrong type, or a message that LigueLead or the options do not allow.
 */
export function readContent(request: ItemRequest): Content | Refusal {
	const { parameters, options } = request;
	const written = asSendableText(parameters.message);
	if (written === undefined) return refuseType('Message', 'text');
	if (!isVisible(written)) return refuseEmpty(parameters.message);
	const title = readTitle(parameters.title);
	if (typeof title !== 'string') return title;
	const groupId = asSendableText(parameters.groupId)?.trim();
	if (groupId === undefined) return refuseType('Group ID', 'text');
	const flash = asBoolean(parameters.flash);
	if (flash === undefined) return refuseType('Flash', 'true or false');
	const url = readWebhookUrl(options.statusWebhookUrl);
	if (typeof url !== 'string') return url;
	const smsOptions = readSmsOptions(options);
	if (isRefusal(smsOptions)) return smsOptions;
	const message = smsOptions.replaceSpecialCharacters ? replaceSpecialCharacters(written) : written;
	const refusal =
		checkFinished(written, smsOptions, request.emptyExpressions) ??
		checkMessage(message, flash, smsOptions);
	if (refusal !== undefined) return refusal;
	const head = { ...(title !== '' && { title }), message };
	const group = groupId !== '' && { group_id: groupId };
	const webhook = url !== '' && { webhook_url: url };
	return {
		path: PATH,
		text: message,
		body: { ...head, ...group, ...(flash && { is_flash: true }), ...webhook },
		preview: {
			...head,
			...group,
			is_flash: flash,
			...webhook,
			characters: messageLength(message),
		},
		creditsPerRecipient: estimateCredits(message),
	};
}

// Without halves of characters and control characters; empty if nothing in it can be seen.
function asSendableText(value: unknown): string | undefined {
	const text = asText(value);
	if (text === undefined) return undefined;
	const sendable = removeUnsendable(text);
	return isVisible(sendable) ? sendable : '';
}

function refuseEmpty(value: unknown): Refusal {
	const isBlank = asText(value)?.trim() === '';
	return refuse(
		'Message',
		isBlank
			? "'Message' is empty"
			: "'Message' is empty: it has only characters that cannot be seen",
		'Write the text of the SMS, or check the expression that should yield it.',
	);
}

function readTitle(value: unknown): string | Refusal {
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

// LigueLead's own integration takes public http and https URLs.
function readWebhookUrl(value: unknown): string | Refusal {
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
