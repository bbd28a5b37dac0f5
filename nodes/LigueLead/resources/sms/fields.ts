import type { INodeProperties } from 'n8n-workflow';

export const message: INodeProperties = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '',
	placeholder: 'e.g. Order 1042 is paid. Thank you!',
	description:
		'The text of the SMS. 160 characters are one credit per recipient, every further 152 one more; 1,600 at most.',
};

export const flash: INodeProperties = {
	displayName: 'Flash',
	name: 'flash',
	type: 'boolean',
	default: false,
	description:
		'Whether the SMS shows on the screen at once instead of going to the inbox. LigueLead allows no links in it.',
};
