import type {
	DoNotSendList,
	OnlySendToList,
	RecipientOptions,
	RecipientPlan,
	SkippedPhone,
} from '../recipients';
import { planRecipientsSteps } from '../recipients';
import { finish, type Steps } from '../steps';
import { readOptions, type CheckedOptions } from './options';
import { isRefusal, refuse, refuseType } from './refuse';
import type { Channel, Content, Draft, ItemRequest, PlannedItem, Refusal, Skip } from './types';

const OPT_OUTS = 'Opt-Out Numbers';
const ALLOWED = 'Only to These Numbers';
const SHOWN_PHONES = 5;

/**
 * Checks one item and turns it into what will be sent.
 *
 * Takes the item's raw parameters, the channel, the list of those who opted out, and the list of those who alone may
 * get anything, if there is one. Returns a
 * draft; or a skip, if the item asks for nothing to be sent; or a refusal that names the parameter,
 * what is wrong and the remedy. Never throws.
 */
export function checkItem(
	request: ItemRequest,
	channel: Channel,
	doNotSend: DoNotSendList,
	onlySendTo?: OnlySendToList,
	now = 0,
): PlannedItem {
	return finish(checkItemSteps(request, channel, doNotSend, onlySendTo, now));
}

/** The same in steps: one for each phone. */
export function* checkItemSteps(
	request: ItemRequest,
	channel: Channel,
	doNotSend: DoNotSendList,
	onlySendTo?: OnlySendToList,
	now = 0,
): Steps<PlannedItem> {
	const planned = yield* check(request, channel, doNotSend, onlySendTo, now);
	return isRefusal(planned) ? { ...planned, item: request.item } : planned;
}

function* check(
	request: ItemRequest,
	channel: Channel,
	doNotSend: DoNotSendList,
	onlySendTo: OnlySendToList | undefined,
	now: number,
): Steps<Draft | Skip | Refusal> {
	const content = channel.readContent(request, now);
	if (isRefusal(content)) return content;
	const [unreadable] = doNotSend.unreadable;
	if (unreadable !== undefined) return refuseOptOuts(unreadable, doNotSend.unreadable.length);
	const refused = onlySendTo && refuseAllowed(onlySendTo);
	if (refused !== undefined) return refused;
	const options = readOptions(request);
	if (isRefusal(options)) return options;
	return yield* checkRecipients(request, options, content, {
		landlines: channel.landlines === true,
		doNotSend: channel.landlines === true ? withLandlines(doNotSend) : doNotSend.phones,
		...(onlySendTo !== undefined && { onlySendTo: onlySendTo.phones }),
	});
}

/** A list that allows nobody, or not those whom it was to allow, says nothing of who may get the message. */
function refuseAllowed({ phones, unreadable }: OnlySendToList): Refusal | undefined {
	const [first] = unreadable;
	if (first?.reason === 'wrongType') return refuseType(ALLOWED, 'a list of phone numbers');
	if (first !== undefined) {
		const more = unreadable.length > 1 ? ` and ${unreadable.length - 1} more` : '';
		return refuse(
			ALLOWED,
			`'${ALLOWED}' holds "${first.phone}"${more}, which cannot be read as one mobile: ${first.message}`,
			`Correct the entry in '${ALLOWED}', or remove it.`,
		);
	}
	if (phones.size > 0) return undefined;
	return refuse(
		ALLOWED,
		`'${ALLOWED}' is set and holds no mobile, so nobody may get the message`,
		'Fill in the numbers that may get it, check the expression, or remove the option: then every recipient gets it.',
	);
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
	whom: Omit<RecipientOptions, 'addNinthDigit'>,
): Steps<Draft | Skip | Refusal> {
	const plan = yield* planRecipientsSteps(phones, { addNinthDigit, ...whom });
	const invalid = plan.skipped.filter(({ reason }) => !NOT_INVALID.has(reason));
	const kept = keptBack(plan);
	const refused =
		mode === 'failIfAny'
			? invalid.length > 0
			: mode === 'failIfNone' && plan.phones.length === 0 && kept === undefined;
	if (refused) return refuseRecipients(phonesField, plan, invalid, whom.landlines);
	if (plan.phones.length === 0) return skipItem(item, plan, content, kept);
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

function withLandlines({ phones, landlines }: DoNotSendList): Pick<ReadonlySet<string>, 'has'> {
	return { has: (phone) => phones.has(phone) || landlines.has(phone) };
}

type KeptBack = 'doNotSend' | 'notAllowed';

const NOT_INVALID: ReadonlySet<string> = new Set(['duplicate', 'doNotSend', 'notAllowed']);

const NOTHING_TO_SEND = {
	doNotSend: `every valid number is in '${OPT_OUTS}'`,
	notAllowed: `no valid number is in '${ALLOWED}'`,
	noValidPhone: 'no number can receive this message',
} as const;

/** What keeps back numbers that are valid. */
function keptBack({ skipped }: RecipientPlan): KeptBack | undefined {
	const has = (wanted: KeptBack) => skipped.some(({ reason }) => reason === wanted);
	if (has('notAllowed')) return 'notAllowed';
	return has('doNotSend') ? 'doNotSend' : undefined;
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
	reason: KeptBack | 'noValidPhone' = 'noValidPhone',
): Skip {
	return {
		kind: 'skip',
		item,
		reason,
		message: `Nothing to send: ${NOTHING_TO_SEND[reason]}`,
		skipped,
		creditsPerRecipient,
	};
}

function refuseRecipients(
	parameter: ItemRequest['phonesField'],
	{ skipped, phones }: RecipientPlan,
	invalid: RecipientPlan['skipped'],
	landlines = false,
): Refusal {
	const [fillIn, correct] = REMEDIES[landlines ? 'PhonesToCall' : parameter];
	if (phones.length === 0 && skipped.every(({ reason }) => reason === 'empty')) {
		return { ...refuse(parameter, `'${parameter}' is empty`, fillIn), skipped };
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
	PhonesToCall: [
		"Fill in at least one Brazilian number, such as 11 91234-5678 or 11 3333-4444, or set Options → 'Invalid Phones' to 'Skip and Report'.",
		"Correct the numbers, or set Options → 'Invalid Phones' to 'Skip and Report'.",
	],
	Phone: ['Fill in a Brazilian mobile number, such as 11 91234-5678.', 'Correct the number.'],
} as const;
