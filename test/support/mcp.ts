import axios from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';

const REGISTRATION_MS = 10_000;

/** A tool as an MCP server describes it. */
export interface McpTool {
	name: string;
	description: string;
	inputSchema: { properties: Record<string, { type: string; description?: string }> };
}

/** What a tool call came to. */
export interface McpToolResult {
	content: Array<{ type: string; text: string }>;
	isError?: boolean;
}

interface Reply {
	result?: unknown;
	error?: { code: number; message: string };
}

/**
 * Opens a session with an MCP server (streamable HTTP, protocol 2025-03-26), waiting a moment for one
 * that has just been activated.
 *
 * @returns the session's two methods. They throw an Error with the server's message if it answers
 *   with a JSON-RPC error
 */
export async function openMcp(url: string) {
	let session: string | undefined;
	let id = 0;
	const post = (body: object) =>
		axios.post<string>(
			url,
			{ jsonrpc: '2.0', ...body },
			{
				proxy: false,
				responseType: 'text',
				validateStatus: () => true,
				headers: {
					accept: 'application/json, text/event-stream',
					...(session !== undefined && { 'mcp-session-id': session }),
				},
			},
		);
	const request = async (method: string, params: object): Promise<unknown> => {
		id += 1;
		const { data, headers } = await post({ id, method, params });
		session ??= headers['mcp-session-id'];
		const { result, error }: Reply = JSON.parse(messageIn(data));
		if (error !== undefined) throw new Error(`${method}: ${error.message}`);
		return result;
	};
	await registered(post);
	await request('initialize', {
		protocolVersion: '2025-03-26',
		capabilities: {},
		clientInfo: { name: 'test', version: '1' },
	});
	await post({ method: 'notifications/initialized' });
	return {
		listTools: async () => ((await request('tools/list', {})) as { tools: McpTool[] }).tools,
		callTool: async (name: string, args: object) =>
			(await request('tools/call', { name, arguments: args })) as McpToolResult,
	};
}

async function registered(post: (body: object) => Promise<{ status: number }>): Promise<void> {
	const deadline = Date.now() + REGISTRATION_MS;
	while ((await post({ method: 'ping' })).status === 404) {
		if (Date.now() > deadline) throw new Error('The MCP server is not registered');
		await sleep(100);
	}
}

// A server may answer with an event stream of one message.
function messageIn(text: string): string {
	return /^data: (.*)$/m.exec(text)?.[1] ?? text;
}
