import type { Content, ItemRequest, Refusal } from '../../../campaigns';
import {
	asBoolean,
	asSendableText,
	asText,
	isRefusal,
	readTitle,
	readWebhookUrl,
	refuse,
	refuseType,
} from '../../../campaigns';
import {
	estimateCredits,
	isVisible,
	messageLength,
	replaceSpecialCharacters,
} from '../../../message';
import { checkFinished } from './checkFinished';
import { checkMessage } from './checkMessage';
import { readSmsOptions } from './options';

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
