import type { Channel } from '../../campaigns';
import { readContent } from './content/readContent';

/** RCS messages; a phone without RCS gets the text as an SMS. */
export const rcs: Channel = {
	parameters: {
		sendAs: 'Send As',
		agent: 'Agent',
		message: 'Message',
		template: 'Template',
		templateVariables: 'Template Variables',
	},
	wanted: {
		key: 'rcs',
		names: {
			sendAs: 'send_as',
			agent: 'agent',
			message: 'message',
			template: 'template',
			templateVariables: 'template_variables',
		},
	},
	readContent,
	sourceOf: ({ sendAs, agent, message, template, templateVariables }) => [
		sendAs,
		agent,
		message,
		template,
		templateVariables,
	],
};
