import type { Operation } from '../operation';
import * as field from '../run/fields';
import { waitOptions } from '../run/optionSets';
import { limitWaitTime } from '../wait/fields';
import { resume } from '../wait/resume';
import { waitThrough } from '../wait/waitThrough';
import { voice } from './channel';
import * as own from './fields';

export const sendWait: Operation = {
	value: 'sendWait',
	name: 'Send and Wait for Delivery',
	action: 'Send a voice message and wait for its delivery',
	description: 'Call one number, and go on once LigueLead reports what became of the call',
	subtitle: 'Send voice message and wait',
	sends: true,
	notAsTool: true,
	fields: [
		own.dialling,
		own.phone,
		own.audio,
		own.title,
		field.groupId,
		limitWaitTime,
		field.optionsOf(...own.voiceOptions, ...waitOptions),
	],
	execute: waitThrough(voice),
	webhook: resume,
};
