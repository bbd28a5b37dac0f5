import type { Operation } from '../operation';
import * as field from '../run/fields';
import { sendOptions } from '../run/optionSets';
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
		field.optionsOf(...messageOptions, ...sendOptions),
	],
	execute: sendThrough(sms),
};
