import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';

import { LigueLead } from '../../../nodes/LigueLead/LigueLead.node';
import type { Sandbox } from '../../../sandbox';
import { FILLED_IN_BY_MODEL } from '../../support/filledIn';
import { accountOf } from '../sms/support';
import { LIGUELEAD } from '../support';
import { toWorkflowBase, type TestNode } from '../support/definition';
import { startWith } from '../support/EngineRun';
import type { RunSettings } from '../support/execution';

const AGENT = 'Agent';
const TOOL = 'Send an SMS';

/** What an agent knows of a tool. */
export interface KnownTool {
	name: string;
	description: string;
}

/** A tool as n8n-core hands it to an agent (LangChain's structured tool). */
interface Tool extends KnownTool {
	invoke(args: object): Promise<unknown>;
}

/** What came of a tool's calls, in order: its answer, or the message of its error. */
export interface Conversation {
	tool: KnownTool;
	answers: string[];
}

/**
 * Connects the node as a tool to an agent, as n8n-core does for an MCP server and for agents up to
 * version 2, and lets the agent call it with these arguments, one call after the other.
 */
export async function callTool(
	sandbox: Sandbox,
	calls: object[],
	tool: Pick<TestNode, 'parameters' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'> = {},
	more: RunSettings = {},
): Promise<Conversation> {
	let conversation: Conversation | undefined;
	const agent = agentNode(calls, (result) => (conversation = result));
	const credentials = { ligueLeadApi: { id: '1', name: 'Saved' } };
	const definition = {
		nodes: [
			{ name: AGENT, type: 'test.agent' },
			{
				name: TOOL,
				type: `${LIGUELEAD}Tool`,
				parameters: FILLED_IN_BY_MODEL,
				credentials,
				...tool,
			},
		],
		connections: [],
		nodeTypes: { 'test.agent': agent, [`${LIGUELEAD}Tool`]: toolNode() },
	};
	const base = toWorkflowBase(definition);
	const to = { node: AGENT, type: NodeConnectionTypes.AiTool, index: 0 };
	base.connections = { [TOOL]: { [NodeConnectionTypes.AiTool]: [[to]] } };
	const settings = { credentials: { 1: accountOf(sandbox) }, ...more };
	const run = await startWith(definition, base, [{ json: {} }], settings, AGENT).finished;
	if (conversation === undefined) throw new Error(`The agent failed: ${run.error?.message}`);
	return conversation;
}

function agentNode(calls: object[], end: (conversation: Conversation) => void): INodeType {
	return {
		description: {
			displayName: AGENT,
			name: 'agent',
			group: ['transform'],
			version: 1,
			description: 'Part of a test workflow',
			defaults: { name: AGENT },
			inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const [tool] = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
			if (tool === undefined) throw new Error('No tool is connected');
			const answers: string[] = [];
			for (const args of calls) {
				const answer: unknown = await tool.invoke(args).catch((error: Error) => error.message);
				answers.push(String(answer));
			}
			end({ tool: { name: tool.name, description: tool.description }, answers });
			return [[]];
		},
	};
}

// What n8n makes of a node that is usable as a tool.
function toolNode(): INodeType {
	const node = new LigueLead();
	node.description = {
		...node.description,
		name: `${node.description.name}Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
	};
	return node;
}
