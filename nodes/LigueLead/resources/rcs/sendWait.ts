import type { Operation } from '../operation';
import * as field from '../run/fields';
import { waitOptions } from '../run/optionSets';
import { limitWaitTime } from '../wait/fields';
import { resume } from '../wait/resume';
import { waitThrough } from '../wait/waitThrough';
import { rcs } from './channel';
import * as own from './fields';

export const sendWait: Operation = {
	value: 'sendWait',
	name: 'Send and Wait for Delivery',
	action: 'Send an RCS message and wait for its delivery',
	description: 'Send to one number by RCS, and go on once LigueLead reports what became of it',
	subtitle: 'Send RCS and wait',
	sends: true,
	notAsTool: true,
	fields: [
		field.phone,
		own.sendAs,
		own.agent,
		own.message,
		own.template,
		own.templateVariables,
		limitWaitTime,
		field.optionsOf(...own.rcsOptions, ...waitOptions),
	],
	execute: waitThrough(rcs),
	webhook: resume,
};
