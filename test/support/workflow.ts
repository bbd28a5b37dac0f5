import { randomUUID } from 'node:crypto';
import { callWebhook } from '../../n8n/src/client';
import type { N8nClient } from '../../n8n/src/client';
import type {
	Credential,
	Execution,
	Item,
	SavedWorkflow,
	WebhookAnswer,
	WorkflowDocument,
	WorkflowNode,
} from '../../n8n/src/types';

/** The LigueLead node's type once the package is installed as a community package. */
export const NODE_TYPE = 'n8n-nodes-liguelead.ligueLead';

/** A node with what every node has; `extra` adds or replaces settings. */
export function node(
	name: string,
	type: string,
	parameters: Record<string, unknown>,
	extra: Partial<WorkflowNode> = {},
): WorkflowNode {
	return { id: randomUUID(), name, type, typeVersion: 1, position: [0, 0], parameters, ...extra };
}

/** The LigueLead node, named `SMS`, with a credential. */
export function smsNode(
	credential: Credential,
	parameters: Record<string, unknown>,
	extra: Partial<WorkflowNode> = {},
): WorkflowNode {
	return node(
		'SMS',
		NODE_TYPE,
		{ resource: 'sms', operation: 'send', ...parameters },
		{ credentials: { ligueLeadApi: { id: credential.id, name: credential.name } }, ...extra },
	);
}

/** A Webhook node, named `Webhook`, that answers when the workflow has ended. */
export function webhookNode(path: string): WorkflowNode {
	const parameters = { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} };
	return node('Webhook', 'n8n-nodes-base.webhook', parameters, {
		typeVersion: 2,
		webhookId: randomUUID(),
	});
}

/** A node, named `Items`, that turns the webhook's body `{items: […]}` into one item each. */
export function itemsNode(): WorkflowNode {
	return node('Items', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.items', options: {} });
}

/** A node that passes on what it gets, to be seen under its name. */
export function endNode(name: string): WorkflowNode {
	return node(name, 'n8n-nodes-base.noOp', {});
}

/**
 * A workflow of nodes in a row.
 *
 * @param nodes in order; each feeds the next
 * @param more further connections: from a node's output (by number) to a node
 */
export function chain(
	nodes: WorkflowNode[],
	more: Array<{ from: string; output: number; to: WorkflowNode }> = [],
): WorkflowDocument {
	const connections: Record<string, { main: Array<Array<object>> }> = {};
	const connect = (from: string, output: number, to: string) => {
		const { main } = (connections[from] ??= { main: [] });
		while (main.length <= output) main.push([]);
		main[output]?.push({ node: to, type: 'main', index: 0 });
	};
	nodes.slice(1).forEach(({ name }, i) => connect(nodes[i]?.name ?? '', 0, name));
	more.forEach(({ from, output, to }) => connect(from, output, to.name));
	return {
		name: `Test ${randomUUID()}`,
		nodes: [...nodes, ...more.map(({ to }) => to)],
		connections,
		settings: { executionOrder: 'v1' },
	};
}

/** What one call of an active workflow's webhook led to. */
export interface Run {
	answer: WebhookAnswer;
	execution: Execution;
	/** The items a node gave out on one of its outputs in its last run. */
	items(nodeName: string, output?: number): Item[];
}

/** Saves a workflow and activates it. */
export async function activate(
	client: N8nClient,
	workflow: WorkflowDocument,
): Promise<SavedWorkflow> {
	const { id } = await client.createWorkflow(workflow);
	return client.activateWorkflow(id);
}

/** Calls an active workflow's webhook and waits until the execution it started has ended. */
export async function call(
	client: N8nClient,
	{ id }: Pick<SavedWorkflow, 'id'>,
	path: string,
	body: unknown,
): Promise<Run> {
	const answer = await callWebhook(client.url, path, body);
	const [latest] = await client.listExecutions(id);
	if (latest === undefined) {
		throw new Error(`No execution; the webhook answered ${JSON.stringify(answer)}`);
	}
	return run(answer, await client.finishedExecution(latest.id));
}

/** Looks at an execution's items by node. */
export function run(answer: WebhookAnswer, execution: Execution): Run {
	return { answer, execution, items: (name, output = 0) => itemsOf(execution, name, output) };
}

function itemsOf(execution: Execution, nodeName: string, output: number): Item[] {
	const runs = execution.data.resultData.runData[nodeName] ?? [];
	return runs.at(-1)?.data?.main[output] ?? [];
}
