import type { INodeProperties } from 'n8n-workflow';

import * as shared from '../run/fields';

export const dialling: INodeProperties = {
	displayName:
		'LigueLead calls from 08:00 to 21:44, São Paulo time. What you send at another time waits until 08:00.',
	name: 'dialling',
	type: 'notice',
	default: '',
};

export const audio: INodeProperties = {
	displayName: 'Audio',
	name: 'audio',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The audio file that the call plays. Upload one with Audio → Upload.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an audio file…',
			typeOptions: { searchListMethod: 'searchAudio', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 436514',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^[1-9][0-9]*$', errorMessage: 'An ID is a number' },
				},
			],
		},
	],
};

export const title: INodeProperties = { ...shared.title, required: true };

export const phones: INodeProperties = {
	...shared.phones,
	placeholder: 'e.g. 11 91234-5678, (21) 3333-4444',
	description:
		'Brazilian numbers, mobiles and landlines, in any common format, separated by comma, semicolon or line break; or an expression that yields a list. Numbers that cannot be called are skipped and reported.',
};

export const phone: INodeProperties = {
	...shared.phone,
	placeholder: 'e.g. 11 91234-5678 or (21) 3333-4444',
	description: 'One Brazilian number, mobile or landline, in any common format',
};

/** The options of every voice message. */
export const voiceOptions: INodeProperties[] = [
	{
		displayName: 'Retry Attempts',
		name: 'retryAttempts',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 3 },
		default: 3,
		description: 'How often a call that nobody answers is tried again, 1 to 3 times',
	},
	{
		displayName: 'Retry End Time',
		name: 'retryEndTime',
		type: 'string',
		default: '',
		placeholder: 'e.g. 18:00',
		description:
			'Until when calls are tried again: from 08:00 to 21:45, São Paulo time, at least ten minutes ahead',
	},
	{
		displayName: 'Retry Interval',
		name: 'retryInterval',
		type: 'number',
		typeOptions: { minValue: 5, maxValue: 180 },
		default: 15,
		description: 'Minutes between two calls to a number, 5 to 180',
	},
];
