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
		// n8n's node panel lists one entry per option of a field with this very name.
		displayName: 'Trigger On',
		name: 'statuses',
		type: 'multiOptions',
		required: true,
		default: ['delivered', 'undelivered', 'failed', 'answer', 'no_answer', 'busy'],
		description:
			'The statuses that start the workflow, once for each recipient. n8n Cloud bills executions: after a big campaign, choose only those you need.',
		options: [
			{
				name: 'Call Answered',
				value: 'answer',
				action: 'On call answered',
				description: 'Somebody took the call of a voice message',
			},
			{
				name: 'Call Busy',
				value: 'busy',
				action: 'On call busy',
				description: 'The line was busy',
			},
			{
				name: 'Call Not Answered',
				value: 'no_answer',
				action: 'On call not answered',
				description: 'Nobody took the call',
			},
			{
				name: 'Delivered',
				value: 'delivered',
				action: 'On SMS delivered',
				description: 'The phone has received the message',
			},
			{
				name: 'Failed',
				value: 'failed',
				action: 'On SMS failed',
				description: 'The message could not be sent, for example because there is no route',
			},
			{
				name: 'Other',
				value: 'other',
				action: 'On another status',
				description: 'A status that this node does not know',
			},
			{
				name: 'Queued (RCS)',
				value: 'queued',
				action: 'On RCS queued',
				description: 'LigueLead has the message and will send it',
			},
			{
				name: 'Read (RCS)',
				value: 'read',
				action: 'On RCS read',
				description: 'Somebody has opened the message',
			},
			{
				name: 'Sent',
				value: 'sent',
				action: 'On SMS sent',
				description: 'Handed to the carrier; a final status follows',
			},
			{
				name: 'Undelivered',
				value: 'undelivered',
				action: 'On SMS undelivered',
				description: 'The carrier could not deliver it in time, or rejected it',
			},
		],
	},
	{
		displayName: 'Channels',
		name: 'channels',
		type: 'multiOptions',
		required: true,
		default: ['sms', 'flash', 'voice', 'rcs'],
		description: 'The kinds of message whose events start the workflow',
		options: [
			{ name: 'Flash SMS', value: 'flash' },
			{ name: 'RCS', value: 'rcs' },
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
					'Only events of these phones start the workflow, in any common format. Leave empty for all.',
			},
			{
				displayName: 'Secret in the URL',
				name: 'urlSecret',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				description:
					'A text that must stand in the query of the URL, such as ?key=…, or the call is refused. LigueLead signs nothing and calls the URL exactly as you write it: whoever does not know the secret cannot start the workflow.',
			},
		],
	},
];
