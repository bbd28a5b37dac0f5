import type { Operation } from '../operation';
import * as field from '../run/fields';
import { previewOptions } from '../run/optionSets';
import { previewThrough } from '../run/previewThrough';
import { rcs } from './channel';
import * as own from './fields';

export const preview: Operation = {
	value: 'preview',
	name: 'Test Without Sending',
	action: 'Test an RCS message without sending it',
	description: 'Show what Send would do and who would be skipped; sends nothing',
	subtitle: 'Test RCS without sending',
	sends: false,
	fields: [
		field.phones,
		own.sendAs,
		own.agent,
		own.message,
		own.template,
		own.templateVariables,
		field.campaigns,
		field.optionsOf(...own.rcsOptions, ...previewOptions),
	],
	execute: previewThrough(rcs),
};
