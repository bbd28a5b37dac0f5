import type { INodeProperties } from 'n8n-workflow';

import { optionFields } from './optionFields';

const SMS = { resource: ['sms'] };

const PREVIEW_AND_SEND = { show: { ...SMS, operation: ['send', 'preview'] } };

const SEND_AND_WAIT = { show: { ...SMS, operation: ['sendWait'] } };

/** The parameters of the resource SMS, in the order people fill them in. */
export const smsFields: INodeProperties[] = [
	{
		displayName: 'Phones',
		name: 'phones',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 11 91234-5678, (21) 99876-5432',
		description:
			'Brazilian mobile numbers, in any common way of writing, separated by comma, semicolon or line break; or an expression that yields a list. Numbers that cannot receive an SMS are skipped and reported.',
		displayOptions: PREVIEW_AND_SEND,
	},
	{
		displayName: 'Phone',
		name: 'phones',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 11 91234-5678',
		description: 'One Brazilian mobile number, in any common way of writing',
		displayOptions: SEND_AND_WAIT,
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder: 'e.g. Order 1042 is paid. Thank you!',
		description:
			'The text of the SMS. 160 characters are one credit per recipient, every further 152 one more; 1,600 at most.',
		displayOptions: { show: SMS },
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. Order confirmations',
		description: 'Name of the campaign in the LigueLead client area. Recipients do not see it.',
		displayOptions: { show: SMS },
	},
	{
		displayName: 'Group ID',
		name: 'groupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. black-friday',
		description: 'Puts related campaigns into one group in LigueLead',
		displayOptions: { show: SMS },
	},
	{
		displayName: 'Flash',
		name: 'flash',
		type: 'boolean',
		default: false,
		description:
			'Whether the SMS shows on the screen at once instead of going to the inbox. LigueLead allows no links in it.',
		displayOptions: { show: SMS },
	},
	{
		displayName: 'Campaigns',
		name: 'campaigns',
		type: 'options',
		noDataExpression: true,
		default: 'perItem',
		description: 'How items become campaigns, each of at most 10,000 recipients',
		options: [
			{
				name: 'One per Item',
				value: 'perItem',
				description: 'Each item is a campaign of its own, with its own campaign ID',
			},
			{
				name: 'One per Message',
				value: 'perMessage',
				description:
					'Items with equal message, title, group and flash share a campaign, and each phone gets the message once. Far fewer requests for bulk sends.',
			},
		],
		displayOptions: PREVIEW_AND_SEND,
	},
	{
		displayName: 'Limit Wait Time',
		name: 'limitWaitTime',
		type: 'fixedCollection',
		placeholder: 'Add limit',
		// n8n's editor cannot add a node with a filled default here.
		default: {},
		description:
			'How long to wait for the delivery, one hour unless you say otherwise. After that the workflow goes on, and the output says that the time is over.',
		options: [
			{
				displayName: 'Values',
				name: 'values',
				values: [
					{
						displayName: 'Amount',
						name: 'resumeAmount',
						type: 'number',
						typeOptions: { minValue: 1 },
						default: 1,
						description: 'How many units of time to wait at most',
					},
					{
						displayName: 'Unit',
						name: 'resumeUnit',
						type: 'options',
						default: 'hours',
						description: 'The unit of time',
						options: [
							{ name: 'Days', value: 'days' },
							{ name: 'Hours', value: 'hours' },
							{ name: 'Minutes', value: 'minutes' },
						],
					},
				],
			},
		],
		displayOptions: SEND_AND_WAIT,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: optionFields,
		displayOptions: { show: SMS },
	},
];
