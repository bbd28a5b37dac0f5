import type { Operation } from '../operation';
import * as field from '../run/fields';
import * as option from '../run/optionFields';
import { sendThrough } from '../run/sendThrough';
import { voice } from './channel';
import * as own from './fields';

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a voice message',
	description: 'Call Brazilian mobiles and landlines and play an audio file',
	sends: true,
	fields: [
		own.dialling,
		own.phones,
		own.audio,
		own.title,
		field.groupId,
		field.campaigns,
		field.optionsOf(
			option.addNinthDigit,
			...own.voiceOptions,
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
	execute: sendThrough(voice),
};
