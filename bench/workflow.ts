import { createHash } from 'node:crypto';
import type { Credential, WorkflowDocument, WorkflowNode } from '../n8n/src/types';
import type { ChainNode } from './contenders';

/**
 * A workflow that a webhook starts: webhook → source → the contender's nodes. The call is answered,
 * without data, when the last node is done.
 *
 * @param path of the webhook; a node has the same id in each workflow of one path
 * @param source parameters of the source, or undefined to pass the webhook's item on
 */
export function benchWorkflow(
	path: string,
	chain: readonly ChainNode[],
	credential: Credential,
	source?: { count: number; oneItem: boolean },
): WorkflowDocument {
	const first: ChainNode = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', responseData: 'noData' },
	};
	const items: ChainNode[] =
		source === undefined
			? []
			: [{ name: 'Source', type: 'CUSTOM.benchSource', typeVersion: 1, parameters: source }];
	const nodes = [first, ...items, ...chain];
	return {
		name: path,
		nodes: nodes.map((node, index) => complete(node, index, path, credential)),
		connections: Object.fromEntries(
			nodes
				.slice(1)
				.map(({ name }, index) => [
					nodes[index]?.name,
					{ main: [[{ node: name, type: 'main', index: 0 }]] },
				]),
		),
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'all' },
	};
}

function complete(
	node: ChainNode,
	index: number,
	path: string,
	{ id, name, type }: Credential,
): WorkflowNode {
	const nodeId = createHash('md5').update(`${path} ${node.name}`).digest('hex');
	return {
		...node,
		id: nodeId,
		webhookId: nodeId,
		position: [200 * index, 0],
		credentials: { [type]: { id, name } },
	};
}
