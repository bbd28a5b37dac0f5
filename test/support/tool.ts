import type { Credential, WorkflowDocument, WorkflowNode } from '../../n8n/src/types';
import { FILLED_IN_BY_MODEL } from './filledIn';
import { IS_N8N_1 } from './version';
import { chain, node, NODE_TYPE, smsNode } from './workflow';

/** The LigueLead node as a tool, named `Send an SMS`. */
export function smsTool(
	credential: Credential,
	parameters: Record<string, unknown> = FILLED_IN_BY_MODEL,
	extra: Partial<WorkflowNode> = {},
): WorkflowNode {
	const type = `${NODE_TYPE}Tool`;
	// In n8n 1 a tool that fails ends the agent's execution, unless the tool goes on with its errors.
	const onError = IS_N8N_1 ? { onError: 'continueRegularOutput' as const } : {};
	return {
		...smsNode(credential, parameters, { ...onError, ...extra }),
		name: 'Send an SMS',
		type,
	};
}

/** An MCP server at `/mcp/<path>` that has the tool. */
export function mcpServer(path: string, tool: WorkflowNode): WorkflowDocument {
	const server = node(
		'MCP server',
		'@n8n/n8n-nodes-langchain.mcpTrigger',
		{ authentication: 'none', path },
		{ typeVersion: 2, webhookId: path },
	);
	return withSubNodes(chain([server]), [{ node: tool, as: 'ai_tool', of: server.name }]);
}

/** Adds sub-nodes to a workflow: each is connected to one node, by the given type of connection. */
export function withSubNodes(
	workflow: WorkflowDocument,
	subNodes: Array<{ node: WorkflowNode; as: 'ai_tool' | 'ai_languageModel'; of: string }>,
): WorkflowDocument {
	const connections = subNodes.map(({ node, as, of }) => [
		node.name,
		{ [as]: [[{ node: of, type: as, index: 0 }]] },
	]);
	return {
		...workflow,
		nodes: [...workflow.nodes, ...subNodes.map(({ node }) => node)],
		connections: { ...workflow.connections, ...Object.fromEntries(connections) },
	};
}
