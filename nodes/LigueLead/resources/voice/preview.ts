import type { Operation } from '../operation';
import * as field from '../run/fields';
import { previewOptions } from '../run/optionSets';
import { previewThrough } from '../run/previewThrough';
import { voice } from './channel';
import * as own from './fields';

export const preview: Operation = {
	value: 'preview',
	name: 'Test Without Sending',
	action: 'Test a voice message without sending it',
	description: 'Show what Send would do, who would be skipped and the credits; sends nothing',
	subtitle: 'Test voice message without sending',
	sends: false,
	fields: [
		own.dialling,
		own.phones,
		own.audio,
		own.title,
		field.groupId,
		field.campaigns,
		field.optionsOf(...own.voiceOptions, ...previewOptions),
	],
	execute: previewThrough(voice),
};
