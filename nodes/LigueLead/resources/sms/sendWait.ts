import type { Operation } from '../operation';
import * as field from '../run/fields';
import { waitOptions } from '../run/optionSets';
import { limitWaitTime } from '../wait/fields';
import { resume } from '../wait/resume';
import { waitThrough } from '../wait/waitThrough';
import { sms } from './channel';
import { flash, message } from './fields';
import { messageOptions } from './optionFields';

export const sendWait: Operation = {
	value: 'sendWait',
	name: 'Send and Wait for Delivery',
	action: 'Send an SMS and wait for its delivery',
	description: 'Send an SMS to one number, and go on once LigueLead reports what became of it',
	subtitle: 'Send SMS and wait',
	sends: true,
	notAsTool: true,
	fields: [
		field.phone,
		message,
		field.title,
		field.groupId,
		flash,
		limitWaitTime,
		field.optionsOf(...messageOptions, ...waitOptions),
	],
	execute: waitThrough(sms),
	webhook: resume,
};
