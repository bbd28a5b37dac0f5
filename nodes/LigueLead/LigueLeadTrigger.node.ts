import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { triggerProperties } from './resources/statusEvent/fields';
import { tryReadFilter } from './resources/statusEvent/readFilter';
import { receiveEvent } from './resources/statusEvent/receive';

export class LigueLeadTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LigueLead Trigger',
		name: 'ligueLeadTrigger',
		icon: { light: 'file:liguelead.svg', dark: 'file:liguelead.dark.svg' },
		group: ['trigger'],
		// For version 1 of any node that has a webhook, n8n evaluates an expression for each call, which is
		// most of what a call costs; see parseRequestBody in its webhook-helpers.
		version: 2,
		subtitle: '={{ $parameter["statuses"].join(", ") }}',
		// The node panel shows one entry for both nodes, with this description.
		description: 'Send SMS in Brazil, or start the workflow when LigueLead reports a delivery',
		defaults: { name: 'LigueLead Trigger' },
		eventTriggerDescription: 'Waiting for LigueLead to report a delivery',
		triggerPanel: {
			header: 'Starts when LigueLead reports a delivery',
			executionsHelp: {
				inactive:
					"Copy the URL under Webhook URLs into LigueLead's client area: Integrations → API Token → Webhook URL. LigueLead knows one URL per account: use the Test URL while you build the workflow, and replace it by the Production URL once the workflow is published (n8n 1: active).",
				active:
					"The workflow starts by itself as long as the Production URL under Webhook URLs stands in LigueLead's client area: Integrations → API Token → Webhook URL. LigueLead knows one URL per account; the Test URL would replace it.",
			},
			activationHint:
				"Once the workflow is published (n8n 1: active), put the Production URL into LigueLead's client area.",
		},
		activationMessage:
			"Now put the Production URL into LigueLead's client area: Integrations → API Token → Webhook URL.",
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ligueLeadApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
			},
		],
		properties: triggerProperties,
	};

	// LigueLead has no API for its webhook URL: a person sets it, so there is nothing to create.
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				// An expression that needs the event cannot be read before there is one.
				const filter = tryReadFilter(this);
				if (filter !== undefined && 'problem' in filter) {
					throw new NodeOperationError(this.getNode(), filter.problem, {
						description: filter.remedy,
					});
				}
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveEvent(this);
	}
}
