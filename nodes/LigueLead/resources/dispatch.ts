import { NodeOperationError } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import type { ItemResult } from '../campaigns';
import { quotable } from '../outcomes';
import type { Operation, Resource } from './operation';
import { messageOf } from './run/messageOf';
import { toOutput } from './run/output';
import { refuse } from './statusEvent/answer';

/**
 * Runs the operation that the node's parameters name. If there is none, the workflow stops or each
 * item fails, as its settings say: nothing else runs in its place.
 */
export async function runOperation(
	context: IExecuteFunctions,
	resources: readonly Resource[],
): Promise<INodeExecutionData[]> {
	const resource = context.getNodeParameter('resource', 0, '');
	const operation = context.getNodeParameter('operation', 0, '');
	const found = findOperation(resources, resource, operation);
	if (found !== undefined) return await runSafely(context, found);

	const message = `The resource '${String(resource)}' has no operation '${String(operation)}'`;
	const remedy = "Choose from the lists 'Resource' and 'Operation'.";
	if (!context.continueOnFail()) {
		throw new NodeOperationError(context.getNode(), message, { description: remedy, itemIndex: 0 });
	}
	return await failAll(context, message, remedy, { outcome: 'notSent', safe_to_send_again: true });
}

/**
 * If the workflow continues, n8n takes whatever is thrown for a success of every item: so each one
 * fails instead, and as nobody knows what was sent by then, it is in doubt.
 */
async function runSafely(
	context: IExecuteFunctions,
	operation: Operation,
): Promise<INodeExecutionData[]> {
	if (!context.continueOnFail()) return await operation.execute(context);
	try {
		return await operation.execute(context);
	} catch (cause) {
		return await failAll(
			context,
			quotable(`The node stopped: ${messageOf(cause)}`),
			"Some items may have been sent. Look for their campaigns in LigueLead's client area before you send again.",
			{ outcome: 'unknown', safe_to_send_again: false },
		);
	}
}

async function failAll(
	context: IExecuteFunctions,
	message: string,
	remedy: string,
	details: Record<string, unknown>,
): Promise<INodeExecutionData[]> {
	const failed: ItemResult = { kind: 'failure', failure: { message, remedy, details } };
	return await toOutput(
		context.getInputData().map(() => failed),
		context,
	);
}

/** Hands a call of a waiting execution's resume URL to the operation that waits. Answers 404 if none does. */
export async function runWebhook(
	context: IWebhookFunctions,
	resources: readonly Resource[],
): Promise<IWebhookResponseData> {
	const resource = context.getNodeParameter('resource', '');
	const operation = context.getNodeParameter('operation', '');
	const found = findOperation(resources, resource, operation);
	if (found?.webhook === undefined) return refuse(context, 404, 'Nothing waits for this call');
	return await found.webhook(context);
}

function findOperation(
	resources: readonly Resource[],
	resource: unknown,
	operation: unknown,
): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}
