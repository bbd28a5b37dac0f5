import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { smsFields } from './fields';
import * as preview from './preview';
import * as send from './send';
import * as sendWait from './sendWait';

/** Runs one operation over all input items; the result is what goes out, item by item. */
export type Operation = (this: IExecuteFunctions) => Promise<INodeExecutionData[]>;

/** By the operation's value; adding one is a line here and an entry in the list below. */
export const smsOperations: Record<string, Operation> = {
	preview: preview.execute,
	send: send.execute,
	sendWait: sendWait.execute,
};

/** Operation selector and parameters of the resource SMS. */
export const smsProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'send',
		displayOptions: { show: { resource: ['sms'] } },
		options: [
			{
				name: 'Preview',
				value: 'preview',
				action: 'Preview an SMS',
				description: 'Show what Send would do, who would be skipped and the credits; sends nothing',
			},
			{
				name: 'Send',
				value: 'send',
				action: 'Send an SMS to mobile numbers',
				description: 'Send an SMS to one or many Brazilian mobile numbers',
			},
			{
				name: 'Send and Wait for Delivery',
				value: 'sendWait',
				action: 'Send an SMS and wait for its delivery',
				description:
					'Send an SMS to one number, and go on once LigueLead reports what became of it',
			},
		],
	},
	...smsFields,
];
