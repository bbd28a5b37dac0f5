import {
	estimateCredits,
	findLinks,
	MAX_MESSAGE_LENGTH,
	messageLength,
	replaceSpecialCharacters,
} from '../message';
import type { RecipientPlan } from '../recipients';
import { planRecipients } from '../recipients';
import { isRefusal, readContent } from './content';
import type { Draft, ItemRequest, PlannedItem, Refusal, Skip, SmsContent } from './types';

const SHOWN_PHONES = 5;

/**
 * Checks one item and turns it into what will be sent.
 *
 * Takes the item's raw parameters and the national numbers nobody may send to. Returns a draft; or a
 * skip, where the item asks for nothing to be sent; or a refusal that names the parameter, what is
 * wrong and the remedy. Never throws.
 */
export function checkItem(request: ItemRequest, doNotSend: ReadonlySet<string>): PlannedItem {
	const content = readContent(request);
	if (isRefusal(content)) return content;
	const message = request.options.replaceSpecialCharacters
		? replaceSpecialCharacters(content.message)
		: content.message;
	const checked = { ...content, message };
	const credits = estimateCredits(message);
	return (
		checkMessage(request, checked, credits) ?? checkRecipients(request, checked, credits, doNotSend)
	);
}

function checkMessage(
	{ item, options }: ItemRequest,
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
	const limit = readCreditLimit(options.maxCredits);
	if (limit === undefined) {
		return {
			kind: 'refusal',
			item,
			parameter: 'Maximum Credits per Recipient',
			message: "'Maximum Credits per Recipient' is not a whole number of 0 or more",
			remedy: 'Use 0 for no limit, or a number such as 1.',
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
	return flash && !options.allowLinksInFlash ? checkFlash(item, message) : undefined;
}

function readCreditLimit(value: unknown): number | undefined {
	if (value === undefined || value === null || value === '') return 0;
	const limit = Number(value);
	return Number.isInteger(limit) && limit >= 0 ? limit : undefined;
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
	{ item, phones, options }: ItemRequest,
	content: SmsContent,
	creditsPerRecipient: number,
	doNotSend: ReadonlySet<string>,
): Draft | Skip | Refusal {
	const plan = planRecipients(phones, {
		addNinthDigit: options.addNinthDigit === true,
		doNotSend,
	});
	const invalid = plan.skipped.filter(
		({ reason }) => reason !== 'duplicate' && reason !== 'doNotSend',
	);
	const mode = options.invalidPhones ?? 'failIfNone';
	const optedOut = plan.skipped.some(({ reason }) => reason === 'doNotSend');
	const refused =
		mode === 'failIfAny'
			? invalid.length > 0 || plan.skipped.length + plan.phones.length === 0
			: mode === 'failIfNone' && plan.phones.length === 0 && !optedOut;
	if (refused) return refuseRecipients(item, plan, invalid);
	if (plan.phones.length === 0) return skipItem(item, plan, creditsPerRecipient, optedOut);
	const key = readKey(options.idempotencyKey);
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
		...(key !== '' && { idempotencyKey: key }),
	};
}

function readKey(value: unknown): string {
	return value === undefined || value === null ? '' : String(value).trim();
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
	{ skipped, phones }: RecipientPlan,
	invalid: RecipientPlan['skipped'],
): Refusal {
	if (skipped.length + phones.length === 0) {
		return {
			kind: 'refusal',
			item,
			parameter: 'Phones',
			message: "'Phones' is empty",
			remedy:
				"Fill in at least one Brazilian mobile number, such as 11 91234-5678, or set Options → 'Invalid Phones' to 'Skip and Report'.",
		};
	}
	const shown = invalid.slice(0, SHOWN_PHONES);
	const reasons = shown.map(({ phone, message }) => `${phone || '(empty)'}: ${message}`);
	const more = invalid.length > shown.length ? `; and ${invalid.length - shown.length} more` : '';
	const what = phones.length === 0 ? 'no number that can receive an SMS' : 'invalid numbers';
	return {
		kind: 'refusal',
		item,
		parameter: 'Phones',
		message: `'Phones' holds ${what} (${reasons.join('; ')}${more})`,
		remedy: "Correct the numbers, or set Options → 'Invalid Phones' to 'Skip and Report'.",
		skipped,
	};
}
