import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

/** Yields the items its definition names, binary data and pairing included. */
export const ITEMS = 'test.items';
/** Passes its input on. */
export const PASS = 'test.pass';
/** Loops over its input: output 0 is done, output 1 the next batch (parameter `batchSize`). */
export const LOOP = 'test.loop';

function describe(name: string, more: Partial<INodeTypeDescription> = {}): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: 'Part of a test workflow',
		defaults: { name },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
		...more,
	};
}

const itemsNode = (itemsOf: (node: string) => INodeExecutionData[]): INodeType => ({
	description: describe('items'),
	async execute(this: IExecuteFunctions) {
		return [structuredClone(itemsOf(this.getNode().name))];
	},
});

const passNode: INodeType = {
	description: describe('pass'),
	async execute(this: IExecuteFunctions) {
		return [this.getInputData()];
	},
};

const loopNode: INodeType = {
	description: describe('loop', {
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['done', 'loop'],
		properties: [{ displayName: 'Batch Size', name: 'batchSize', type: 'number', default: 1 }],
	}),
	async execute(this: IExecuteFunctions) {
		const state: { waiting?: INodeExecutionData[]; done?: INodeExecutionData[] } =
			this.getContext('node');
		const input = this.getInputData();
		if (state.waiting === undefined) {
			state.waiting = [...input];
			state.done = [];
		} else {
			state.done?.push(...input);
		}
		const batch = state.waiting.splice(0, Number(this.getNodeParameter('batchSize', 0)));
		return batch.length > 0 ? [[], batch] : [state.done ?? [], []];
	},
};

/** The helper node types of one run; `itemsOf` tells what a source of that name yields. */
export function helperNodes(
	itemsOf: (node: string) => INodeExecutionData[],
): Record<string, INodeType> {
	return { [ITEMS]: itemsNode(itemsOf), [PASS]: passNode, [LOOP]: loopNode };
}
