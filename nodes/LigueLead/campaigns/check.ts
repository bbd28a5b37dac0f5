import {
	estimateCredits,
	findLinks,
	MAX_MESSAGE_LENGTH,
	messageLength,
	replaceSpecialCharacters,
} from '../message';
import type { DoNotSendList, RecipientPlan } from '../recipients';
import { planRecipients } from '../recipients';
import { isRefusal, readContent } from './content';
import { readOptions, type CheckedOptions } from './options';
import { wrongType } from './values';
import type { Draft, ItemRequest, PlannedItem, Refusal, Skip, SmsContent } from './types';

const SHOWN_PHONES = 5;

/**
 * Checks one item and turns it into what will be sent.
 *
 * Takes the item's raw parameters and the list nobody may send to, as read. Returns a draft; or a
 * skip, where the item asks for nothing to be sent; or a refusal that names the parameter, what is
 * wrong and the remedy. Never throws.
 */
export function checkItem(request: ItemRequest, doNotSend: DoNotSendList): PlannedItem {
	const content = readContent(request);
	if (isRefusal(content)) return content;
	// A list that cannot be read as one would let everybody through who opted out.
	if (doNotSend.invalid.some(({ reason }) => reason === 'wrongType')) {
		return wrongType(request.item, 'Do Not Send', 'a list of phone numbers');
	}
	const options = readOptions(request);
	if (isRefusal(options)) return options;
	const message = options.replaceSpecialCharacters
		? replaceSpecialCharacters(content.message)
		: content.message;
	const checked = { ...content, message };
	const credits = estimateCredits(message);
	return (
		checkMessage(request.item, options, checked, credits) ??
		checkRecipients(request, options, checked, credits, doNotSend.phones)
	);
}

function checkMessage(
	item: number,
	{ maxCredits: limit, allowLinksInFlash }: CheckedOptions,
	{ message, flash }: SmsContent,
	credits: number,
): Refusal | undefined {
	const length = messageLength(message);
	if (message.trim() === '') {
		return {
			kind: 'refusal',
			item,
			parameter: 'Message',
			message: "'Message' has only characters that 'Replace Special Characters' removes",
			remedy: "Write the message in letters, or switch off Options → 'Replace Special Characters'.",
		};
	}
	if (length > MAX_MESSAGE_LENGTH) {
		return {
			kind: 'refusal',
			item,
			parameter: 'Message',
			message: `'Message' has ${length} characters, and LigueLead takes at most ${MAX_MESSAGE_LENGTH}`,
			remedy: 'Shorten the message.',
		};
	}
	if (limit > 0 && credits > limit) {
		return {
			kind: 'refusal',
			item,
			parameter: 'Maximum Credits per Recipient',
			message: `'Message' takes ${credits} credits per recipient (${length} characters), more than 'Maximum Credits per Recipient' (${limit}) allows`,
			remedy:
				'Shorten the message, or raise the limit: 160 characters are one credit, every further 152 one more.',
		};
	}
	return flash && !allowLinksInFlash ? checkFlash(item, message) : undefined;
}

function checkFlash(item: number, message: string): Refusal | undefined {
	const [link] = findLinks(message);
	if (link === undefined) return undefined;
	return {
		kind: 'refusal',
		item,
		parameter: 'Message',
		message: `'Message' holds a link (${link}), and LigueLead allows none in a flash SMS`,
		remedy:
			"Remove the link, switch off 'Flash', or, where it is no link, switch on Options → 'Allow Links in Flash'.",
	};
}

function checkRecipients(
	{ item, phones, phonesField }: ItemRequest,
	{ invalidPhones: mode, addNinthDigit, idempotencyKey }: CheckedOptions,
	content: SmsContent,
	creditsPerRecipient: number,
	doNotSend: ReadonlySet<string>,
): Draft | Skip | Refusal {
	const plan = planRecipients(phones, { addNinthDigit, doNotSend });
	const invalid = plan.skipped.filter(
		({ reason }) => reason !== 'duplicate' && reason !== 'doNotSend',
	);
	const optedOut = plan.skipped.some(({ reason }) => reason === 'doNotSend');
	const refused =
		mode === 'failIfAny'
			? invalid.length > 0 || plan.skipped.length + plan.phones.length === 0
			: mode === 'failIfNone' && plan.phones.length === 0 && !optedOut;
	if (refused) return refuseRecipients(item, phonesField, plan, invalid);
	if (plan.phones.length === 0) return skipItem(item, plan, creditsPerRecipient, optedOut);
	return {
		kind: 'draft',
		item,
		content,
		contentKey: JSON.stringify([
			content.title,
			content.message,
			content.groupId,
			content.flash,
			content.statusWebhookUrl,
		]),
		phones: plan.phones,
		skipped: plan.skipped,
		adjusted: plan.adjusted,
		creditsPerRecipient,
		...(idempotencyKey !== '' && { idempotencyKey }),
	};
}

function skipItem(item: number, plan: RecipientPlan, credits: number, optedOut: boolean): Skip {
	return {
		kind: 'skip',
		item,
		reason: optedOut ? 'doNotSend' : 'noValidPhone',
		message: optedOut
			? "Nothing to send: every valid number is on the list 'Do Not Send'"
			: 'Nothing to send: no number can receive an SMS',
		skipped: plan.skipped,
		creditsPerRecipient: credits,
	};
}

function refuseRecipients(
	item: number,
	parameter: ItemRequest['phonesField'],
	{ skipped, phones }: RecipientPlan,
	invalid: RecipientPlan['skipped'],
): Refusal {
	const [fillIn, correct] = REMEDIES[parameter];
	if (skipped.length + phones.length === 0) {
		const message = `'${parameter}' is empty`;
		return { kind: 'refusal', item, parameter, message, remedy: fillIn };
	}
	const shown = invalid.slice(0, SHOWN_PHONES);
	const reasons = shown.map(({ phone, message }) => `${phone || '(empty)'}: ${message}`);
	const more = invalid.length > shown.length ? `; and ${invalid.length - shown.length} more` : '';
	const what = phones.length === 0 ? 'no number that can receive an SMS' : 'invalid numbers';
	const message = `'${parameter}' holds ${what} (${reasons.join('; ')}${more})`;
	return { kind: 'refusal', item, parameter, message, remedy: correct, skipped };
}

const REMEDIES = {
	Phones: [
		"Fill in at least one Brazilian mobile number, such as 11 91234-5678, or set Options → 'Invalid Phones' to 'Skip and Report'.",
		"Correct the numbers, or set Options → 'Invalid Phones' to 'Skip and Report'.",
	],
	Phone: ['Fill in a Brazilian mobile number, such as 11 91234-5678.', 'Correct the number.'],
} as const;
