import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { smsOperations, smsProperties } from './resources/sms';
import { resume } from './resources/sms/resume';

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
		subtitle:
			'={{ ({ preview: "Preview SMS", send: "Send SMS", sendWait: "Send SMS and wait" }[$parameter["operation"]] ?? "SMS") + ($parameter["flash"] ? " (flash)" : "") }}',
		description: 'Send SMS in Brazil with LigueLead',
		defaults: { name: 'LigueLead' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'ligueLeadApi',
				required: true,
				displayOptions: { show: { operation: ['send', 'sendWait'] } },
			},
		],
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
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				default: 'sms',
				options: [{ name: 'SMS', value: 'sms' }],
			},
			...smsProperties,
		],
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
		const name = this.getNodeParameter('operation', 0);
		const operation = smsOperations[name];
		if (operation === undefined) {
			throw new NodeOperationError(this.getNode(), `The operation '${name}' is not known`, {
				description: "Choose one of the list 'Operation'.",
			});
		}
		return [await operation.call(this)];
	}

	/** LigueLead's status events reach a waiting execution here. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await resume(this);
	}
}
