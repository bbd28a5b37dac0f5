import type { INodeProperties } from 'n8n-workflow';

export const limitWaitTime: INodeProperties = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	placeholder: 'Add limit',
	// n8n's editor cannot add a node with a filled default here.
	default: {},
	description:
		'How long to wait for the delivery report: one hour unless you set it. After that the workflow continues, with the delivery status “timedOut”.',
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
};
