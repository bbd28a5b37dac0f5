import type { Operation } from '../operation';
import * as field from '../run/fields';
import { sendOptions } from '../run/optionSets';
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
		field.optionsOf(...own.voiceOptions, ...sendOptions),
	],
	execute: sendThrough(voice),
};
