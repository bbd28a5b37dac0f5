import './env';

import type { Request, Response } from 'express';
import { HookContext, WebhookContext } from 'n8n-core';
import { NodeHelpers } from 'n8n-workflow';
import type {
	INode,
	IRunExecutionData,
	IWebhookData,
	IWebhookResponseData,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';

import { toWorkflow, type TestWorkflow } from './definition';
import { environmentOf, type RunSettings } from './execution';

/** Where webhooks of a workflow are called from. */
export interface WebhookSite {
	definition: TestWorkflow;
	base: IWorkflowBase;
	settings: RunSettings;
}

/** A node's webhook in a workflow of the engine. */
export interface FoundWebhook {
	workflow: Workflow;
	node: INode;
	webhook: IWebhookData;
	additionalData: IWorkflowExecuteAdditionalData;
}

/** The webhooks of a workflow's nodes: those that start it, or those of nodes that wait. */
export function webhooksOf(site: WebhookSite, kind: 'start' | 'restart'): FoundWebhook[] {
	const workflow = toWorkflow(site.base, site.definition);
	const { additionalData } = environmentOf(site.definition, site.settings);
	return Object.values(workflow.nodes).flatMap((node) => {
		const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		return (type.description.webhooks ?? [])
			.filter(({ restartWebhook }) => (restartWebhook === true) === (kind === 'restart'))
			.map((webhookDescription) => {
				const { path, httpMethod, isFullPath, restartWebhook } = webhookDescription;
				const read = (value: unknown) =>
					typeof value === 'string'
						? workflow.expression.getSimpleParameterValue(node, value, 'internal', {})
						: value;
				const webhook: IWebhookData = {
					httpMethod: read(httpMethod) as IWebhookData['httpMethod'],
					node: node.name,
					path: NodeHelpers.getNodeWebhookPath(
						workflow.id,
						node,
						String(read(path))
							.trim()
							.replace(/^\/|\/$/g, ''),
						read(isFullPath) === true,
						restartWebhook === true,
					),
					webhookDescription,
					workflowId: workflow.id,
					workflowExecuteAdditionalData: additionalData,
				};
				return { workflow, node, webhook, additionalData };
			});
	});
}

/** Runs a lifecycle method of a webhook; undefined if the node has none of that name. */
export async function runWebhookMethod(
	{ workflow, node, webhook, additionalData }: FoundWebhook,
	method: 'checkExists' | 'create' | 'delete',
): Promise<boolean | undefined> {
	const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const run = type.webhookMethods?.[webhook.webhookDescription.name]?.[method];
	const activation = method === 'delete' ? 'update' : 'activate';
	return await run?.call(
		new HookContext(workflow, node, additionalData, 'trigger', activation, webhook),
	);
}

/**
 * Calls the node's `webhook` with a real request. `data` is the waiting execution's, null for one
 * that starts a workflow.
 */
export async function callWebhook(
	{ workflow, node, webhook, additionalData }: FoundWebhook,
	{ mode = 'webhook' }: RunSettings,
	request: Request,
	response: Response,
	data: IRunExecutionData | null,
): Promise<IWebhookResponseData> {
	additionalData.httpRequest = request;
	additionalData.httpResponse = response;
	const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	if (type.webhook === undefined) throw new Error(`${node.name} has no webhook()`);
	const context = new WebhookContext(workflow, node, additionalData, mode, webhook, [], data);
	return await type.webhook.call(context);
}
