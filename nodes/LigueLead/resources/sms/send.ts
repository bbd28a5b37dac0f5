import type { Operation } from '../operation';
import * as field from '../run/fields';
import * as option from '../run/optionFields';
import { sendThrough } from '../run/sendThrough';
import { sms } from './channel';
import { flash, message } from './fields';
import { messageOptions } from './optionFields';

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an SMS to mobile numbers',
	description: 'Send an SMS to one or many Brazilian mobile numbers',
	sends: true,
	fields: [
		field.phones,
		message,
		field.title,
		field.groupId,
		flash,
		field.campaigns,
		field.optionsOf(
			...messageOptions,
			option.addNinthDigit,
			option.doNotSend,
			option.idempotencyHistory,
			option.idempotencyKey,
			option.includeInput,
			option.invalidPhones,
			option.maxRunCredits,
			option.maxTries,
			option.onlySendTo,
			option.parallelRequests,
			option.sendingHours,
			option.statusWebhookUrl,
			option.runLimit,
			option.timeout,
			option.unknownOutcome,
		),
	],
	execute: sendThrough(sms),
};
