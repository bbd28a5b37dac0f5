import type { Operation } from '../operation';
import * as field from '../run/fields';
import * as option from '../run/optionFields';
import { sendThrough } from '../run/sendThrough';
import { rcs } from './channel';
import * as own from './fields';

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an RCS message',
	description: 'Send a message or a template by RCS, to phones without RCS by SMS',
	sends: true,
	fields: [
		field.phones,
		own.sendAs,
		own.agent,
		own.message,
		own.template,
		own.templateVariables,
		field.campaigns,
		field.optionsOf(
			option.addNinthDigit,
			...own.rcsOptions,
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
	execute: sendThrough(rcs),
};
