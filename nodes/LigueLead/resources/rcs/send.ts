import type { Operation } from '../operation';
import * as field from '../run/fields';
import { sendOptions } from '../run/optionSets';
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
		field.optionsOf(...own.rcsOptions, ...sendOptions),
	],
	execute: sendThrough(rcs),
};
