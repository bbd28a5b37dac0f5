import type { INodeProperties } from 'n8n-workflow';

/** The options of every operation that has a message. */
export const messageOptions: INodeProperties[] = [
	{
		displayName: 'Allow Links in Flash',
		name: 'allowLinksInFlash',
		type: 'boolean',
		default: false,
		description:
			'Whether to send a flash SMS in which a link was found. Switch it on if the text only looks like a link.',
	},
	{
		displayName: 'Maximum Credits per Recipient',
		name: 'maxCredits',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'Fails an item, before anything is sent, if its message costs more than this many credits per recipient. 0 means no limit.',
	},
	{
		displayName: 'Replace Special Characters',
		name: 'replaceSpecialCharacters',
		type: 'boolean',
		default: false,
		description:
			'Whether characters that a plain SMS lacks become their nearest plain form: ã → a, “ ” → ", emoji removed. é, à, É and Ç stay.',
	},
	{
		displayName: 'Unfinished Message',
		name: 'unfinishedMessage',
		type: 'options',
		default: 'fail',
		description:
			'What to do with a message in which a placeholder was not filled in, or that has undefined, NaN or [object Object] in place of a value',
		options: [
			{
				name: 'Fail',
				value: 'fail',
				description: 'An item with such a message is not sent to anybody',
			},
			{
				name: 'Fail, Also if a Value Is Empty',
				value: 'failIfEmpty',
				description:
					'The same, and also if an expression inside the text yields nothing, as in “Hi , how are you”',
			},
			{
				name: 'Send All the Same',
				value: 'send',
				description: 'Send the message as it is',
			},
		],
	},
];
