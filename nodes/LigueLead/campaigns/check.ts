import type { DoNotSendList, RecipientPlan, SkippedPhone } from '../recipients';
import { planRecipientsSteps } from '../recipients';
import { finish, type Steps } from '../steps';
import { readOptions, type CheckedOptions } from './options';
import { isRefusal, refuse, refuseType } from './refuse';
import type { Channel, Content, Draft, ItemRequest, PlannedItem, Refusal, Skip } from './types';

const OPT_OUTS = 'Opt-Out Numbers';
const SHOWN_PHONES = 5;

/**
 * Checks one item and turns it into what will be sent.
 *
 * Takes the item's raw parameters, the channel and the list nobody may send to, as read. Returns a
 * draft; or a skip, if the item asks for nothing to be sent; or a refusal that names the parameter,
 * what is wrong and the remedy. Never throws.
 */
export function checkItem(
	request: ItemRequest,
	channel: Channel,
	doNotSend: DoNotSendList,
): PlannedItem {
	return finish(checkItemSteps(request, channel, doNotSend));
}

/** The same in steps: one for each phone. */
export function* checkItemSteps(
	request: ItemRequest,
	channel: Channel,
	doNotSend: DoNotSendList,
): Steps<PlannedItem> {
	const planned = yield* check(request, channel, doNotSend);
	return isRefusal(planned) ? { ...planned, item: request.item } : planned;
}

function* check(
	request: ItemRequest,
	channel: Channel,
	doNotSend: DoNotSendList,
): Steps<Draft | Skip | Refusal> {
	const content = channel.readContent(request);
	if (isRefusal(content)) return content;
	const [unreadable] = doNotSend.unreadable;
	if (unreadable !== undefined) return refuseOptOuts(unreadable, doNotSend.unreadable.length);
	const options = readOptions(request);
	if (isRefusal(options)) return options;
	return yield* checkRecipients(request, options, content, doNotSend.phones);
}

/** An entry that cannot be read would protect nobody: who wrote it would get the message. */
function refuseOptOuts({ phone, reason, message }: SkippedPhone, count: number): Refusal {
	if (reason === 'wrongType') return refuseType(OPT_OUTS, 'a list of phone numbers');
	const more = count > 1 ? ` and ${count - 1} more` : '';
	return refuse(
		OPT_OUTS,
		`'${OPT_OUTS}' holds "${phone}"${more}, which cannot be read as a phone: ${message}`,
		`Correct the entry in '${OPT_OUTS}', or remove it: it may be the number of somebody who must not get this.`,
	);
}

function* checkRecipients(
	{ item, phones, phonesField }: ItemRequest,
	{ invalidPhones: mode, addNinthDigit, idempotencyKey, lacksKey }: CheckedOptions,
	content: Content,
	doNotSend: ReadonlySet<string>,
): Steps<Draft | Skip | Refusal> {
	const plan = yield* planRecipientsSteps(phones, { addNinthDigit, doNotSend });
	const invalid = plan.skipped.filter(
		({ reason }) => reason !== 'duplicate' && reason !== 'doNotSend',
	);
	const optedOut = plan.skipped.some(({ reason }) => reason === 'doNotSend');
	const refused =
		mode === 'failIfAny'
			? invalid.length > 0
			: mode === 'failIfNone' && plan.phones.length === 0 && !optedOut;
	if (refused) return refuseRecipients(phonesField, plan, invalid);
	if (plan.phones.length === 0) return skipItem(item, plan, content, optedOut);
	if (phonesField === 'Phone' && plan.phones.length > 1) return refuseSeveral(plan.phones.length);
	return {
		kind: 'draft',
		item,
		content,
		contentKey: JSON.stringify([content.path, content.body]),
		phones: plan.phones,
		skipped: plan.skipped,
		adjusted: plan.adjusted,
		...(idempotencyKey !== '' ? { idempotencyKey } : lacksKey && { lacksKey }),
	};
}

function refuseSeveral(count: number): Refusal {
	return refuse(
		'Phone',
		`'Phone' holds ${count} numbers, and this operation waits for one`,
		"Fill in one number, or use the operation 'Send'.",
	);
}

function skipItem(
	item: number,
	{ skipped }: RecipientPlan,
	{ creditsPerRecipient }: Content,
	optedOut: boolean,
): Skip {
	return {
		kind: 'skip',
		item,
		reason: optedOut ? 'doNotSend' : 'noValidPhone',
		message: optedOut
			? "Nothing to send: every valid number is in 'Opt-Out Numbers'"
			: 'Nothing to send: no number can receive this message',
		skipped,
		creditsPerRecipient,
	};
}

function refuseRecipients(
	parameter: ItemRequest['phonesField'],
	{ skipped, phones }: RecipientPlan,
	invalid: RecipientPlan['skipped'],
): Refusal {
	const [fillIn, correct] = REMEDIES[parameter];
	if (phones.length === 0 && skipped.every(({ reason }) => reason === 'empty')) {
		return refuse(parameter, `'${parameter}' is empty`, fillIn);
	}
	const shown = invalid.slice(0, SHOWN_PHONES);
	const reasons = shown.map(({ phone, message }) => `${phone || '(empty)'}: ${message}`);
	const more = invalid.length > shown.length ? `; and ${invalid.length - shown.length} more` : '';
	const what = phones.length === 0 ? 'no number that can receive this message' : 'invalid numbers';
	const message = `'${parameter}' holds ${what} (${reasons.join('; ')}${more})`;
	return { ...refuse(parameter, message, correct), skipped };
}

const REMEDIES = {
	Phones: [
		"Fill in at least one Brazilian mobile number, such as 11 91234-5678, or set Options → 'Invalid Phones' to 'Skip and Report'.",
		"Correct the numbers, or set Options → 'Invalid Phones' to 'Skip and Report'.",
	],
	Phone: ['Fill in a Brazilian mobile number, such as 11 91234-5678.', 'Correct the number.'],
} as const;
