import './env';

import { Workflow } from 'n8n-workflow';
import type {
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IWorkflowBase,
	IWorkflowSettings,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { dedupe } from '../../support/dedupe';
import { helperNodes, ITEMS } from './helperNodes';
import { loadNode } from './packageUnderTest';

/** A node of a test workflow: as in an exported workflow, `id`, version and position optional. */
export interface TestNode extends Partial<Omit<INode, 'name' | 'type'>> {
	name: string;
	type: string;
	/** What a `test.items` node yields. */
	items?: INodeExecutionData[];
}

/** From a node to a node; the output's index if it is not the first. */
export type TestConnection = [from: string, to: string, output?: number];

/** A workflow to run; its first node starts it. */
export interface TestWorkflow {
	nodes: TestNode[];
	/** Default: one after the other, in the order of `nodes`. */
	connections?: TestConnection[];
	/** Node types of the test's own, by full name. */
	nodeTypes?: Record<string, INodeType>;
	/** Default: one of its own for each reset of the deduplication store, as nodes remember it as well. */
	id?: string;
	settings?: IWorkflowSettings;
	staticData?: IDataObject;
	/** Run the built files instead of the source. */
	bundle?: boolean;
}

/** A test workflow as n8n would have it saved. */
export function toWorkflowBase(definition: TestWorkflow): IWorkflowBase {
	const { nodes, id = `test-workflow-${dedupe.resets}`, settings } = definition;
	return {
		id,
		name: 'Test workflow',
		active: false,
		isArchived: false,
		createdAt: new Date(0),
		updatedAt: new Date(0),
		activeVersionId: null,
		nodes: nodes.map(toNode),
		connections: toConnections(definition),
		settings: { executionOrder: 'v1', ...settings },
		staticData: definition.staticData,
	};
}

/** The engine's workflow, with the defaults of every parameter filled in. */
export function toWorkflow(base: IWorkflowBase, definition: TestWorkflow): Workflow {
	return new Workflow({
		id: base.id,
		name: base.name,
		nodes: structuredClone(base.nodes),
		connections: structuredClone(base.connections),
		active: base.active,
		nodeTypes: nodeTypesOf(definition),
		staticData: definition.staticData,
		settings: base.settings,
	});
}

function toNode({ items: _items, ...node }: TestNode, index: number): INode {
	return {
		id: `id-${node.name}`,
		typeVersion: 1,
		position: [index * 200, 0],
		parameters: {},
		...node,
	};
}

function toConnections({ nodes, connections }: TestWorkflow): IConnections {
	const chain = nodes
		.slice(1)
		.map((node, index): TestConnection => [nodes[index]?.name ?? '', node.name]);
	const result: IConnections = {};
	for (const [from, to, output = 0] of connections ?? chain) {
		const outputs = ((result[from] ??= {}).main ??= []);
		while (outputs.length <= output) outputs.push([]);
		outputs[output]?.push({ node: to, type: 'main', index: 0 });
	}
	return result;
}

function nodeTypesOf({ nodes, nodeTypes, bundle }: TestWorkflow): INodeTypes {
	const itemsOf = (name: string) =>
		nodes.find((node) => node.name === name && node.type === ITEMS)?.items ?? [];
	const known = { ...helperNodes(itemsOf), ...nodeTypes };
	const find = (type: string): INodeType => {
		const found = known[type] ?? loadNode(type, bundle);
		if (found === undefined) throw new Error(`Unknown node type ${type}`);
		return found;
	};
	return {
		getByName: find,
		getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(find(type), version),
		getKnownTypes: () => ({}),
	};
}
