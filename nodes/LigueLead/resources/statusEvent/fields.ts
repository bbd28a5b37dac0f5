import type { INodeProperties } from 'n8n-workflow';

/** The parameters of the trigger. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			"Copy this node's webhook URL into LigueLead's client area: Integrations → API Token → Webhook URL. There is one URL per account, so the test and the production URL replace each other.",
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		required: true,
		default: ['delivered', 'undelivered', 'failed'],
		description:
			'The statuses that start the workflow. Each recipient has its own. Voice events may have other statuses, which always pass: leave out Voice in Channels to hold them back.',
		options: [
			{
				name: 'Delivered',
				value: 'delivered',
				description: 'The phone has received the SMS',
			},
			{
				name: 'Failed',
				value: 'failed',
				description: 'It could not be sent, for example for lack of a route',
			},
			{
				name: 'Sent',
				value: 'sent',
				description: 'Handed to the carrier; a final status follows',
			},
			{
				name: 'Undelivered',
				value: 'undelivered',
				description: 'The carrier could not deliver it in time, or rejected it',
			},
		],
	},
	{
		displayName: 'Channels',
		name: 'channels',
		type: 'multiOptions',
		required: true,
		default: ['sms', 'flash', 'voice'],
		description: 'The kinds of message whose events start the workflow',
		options: [
			{ name: 'Flash SMS', value: 'flash' },
			{ name: 'SMS', value: 'sms' },
			{ name: 'Voice', value: 'voice' },
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Campaign IDs',
				name: 'campaignIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. 3b4f7c5e-7e2d-4157-b542-5eb2155455c5',
				description:
					'Only events of these campaigns start the workflow, separated by comma or white space. Leave empty for all.',
			},
			{
				displayName: 'Phones',
				name: 'phones',
				type: 'string',
				default: '',
				placeholder: 'e.g. 11 91234-5678, (21) 99876-5432',
				description:
					'Only events of these phones start the workflow, written in any common way. Leave empty for all.',
			},
		],
	},
];
