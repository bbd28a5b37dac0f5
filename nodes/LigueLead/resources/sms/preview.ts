import type { Operation } from '../operation';
import * as field from '../run/fields';
import { previewOptions } from '../run/optionSets';
import { previewThrough } from '../run/previewThrough';
import { sms } from './channel';
import { flash, message } from './fields';
import { messageOptions } from './optionFields';

export const preview: Operation = {
	value: 'preview',
	name: 'Test Without Sending',
	action: 'Test an SMS without sending it',
	description: 'Show what Send would do, who would be skipped and the credits; sends nothing',
	subtitle: 'Test SMS without sending',
	sends: false,
	fields: [
		field.phones,
		message,
		field.title,
		field.groupId,
		flash,
		field.campaigns,
		field.optionsOf(...messageOptions, ...previewOptions),
	],
	execute: previewThrough(sms),
};
