import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { resources } from './resources';
import { describeCredentials, describeProperties, describeSubtitle } from './resources/describe';
import { runOperation, runWebhook } from './resources/dispatch';

/**
 * Programmatic, because items are combined into campaigns and split over several, and because a
 * request that may have been accepted must never be repeated by n8n's request handling.
 */
export class LigueLead implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LigueLead',
		name: 'ligueLead',
		icon: { light: 'file:liguelead.svg', dark: 'file:liguelead.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: describeSubtitle(resources),
		description: 'Send SMS, voice messages and RCS in Brazil with LigueLead',
		defaults: { name: 'LigueLead' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Send SMS to Brazilian mobile numbers. For many items with one text, set campaigns to perMessage. Set options.idempotencyKey to a value of the order or lead, so that nobody gets a message twice, and onError to continueErrorOutput to go on with the items that failed. Delivery reports come from the LigueLead Trigger.',
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: describeCredentials(resources),
		waitingNodeTooltip:
			'Waiting for LigueLead to report the delivery. You can leave the editor: the execution continues by itself.',
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: '',
				restartWebhook: true,
				isFullPath: true,
			},
		],
		hints: [
			{
				message:
					'<b>Execute step</b> and <b>Execute workflow</b> send to the real recipients, unless the credential has a <b>Test Phone</b>.',
				type: 'info',
				location: 'outputPane',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ ["send", "sendWait"].includes($parameter["operation"]) }}',
			},
		],
		properties: describeProperties(resources),
	};

	methods = {
		listSearch: Object.assign({}, ...resources.map(({ searches }) => searches)),
		loadOptions: Object.assign({}, ...resources.map(({ choices }) => choices)),
	};

	// n8n never calls these for a webhook that only resumes an execution; its scanner asks for them.
	webhookMethods = {
		default: {
			checkExists: async (): Promise<boolean> => true,
			create: async (): Promise<boolean> => true,
			delete: async (): Promise<boolean> => true,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await runOperation(this, resources)];
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await runWebhook(this, resources);
	}
}
