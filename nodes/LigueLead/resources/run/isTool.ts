import type { INode } from 'n8n-workflow';

/**
 * Whether a node runs as a tool of an agent or of an MCP server: n8n gives the type of a node that is
 * usable as a tool another name then. Its own `isToolExecution` is false under AI Agent 3.
 */
export function isTool(node: Pick<INode, 'type'>): boolean {
	return node.type.endsWith('Tool');
}
