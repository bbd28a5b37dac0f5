import type { WorkflowNode } from '../n8n/src/types';
import type { Stand } from './stand';

/** Nodes that follow the source in a workflow, or a loop outside n8n. */
export interface Contender {
	readonly name: string;
	/** Without ids and positions; in a chain, in this order. */
	readonly nodes?: readonly ChainNode[];
	/** Run twice with so many items before anything is measured, in place of `nodes`. */
	readonly before?: { readonly nodes: readonly ChainNode[]; readonly items: number };
	/** Whether it sends nothing. */
	readonly silent?: boolean;
	/** The loop outside n8n. */
	readonly bare?: { readonly agent: 'keepAlive' | 'newConnection'; readonly parallel: number };
}

export type ChainNode = Pick<WorkflowNode, 'name' | 'type' | 'typeVersion' | 'parameters'>;

/** What the items of a workload are made into. */
export interface Texts {
	/** The Message parameter. */
	readonly message: string;
	/** The same as a part of an expression. */
	readonly messageExpression: string;
	/** The Phones parameter. */
	readonly phones: string;
	/** A list of phones, as a part of an expression. */
	readonly phonesExpression: string;
}

/** One message for each person, with a name and a number in it. */
export const PERSONALISED: Texts = {
	message: '=Olá {{ $json.name }}, o pedido {{ $json.order }} saiu para entrega.',
	messageExpression: '"Olá " + $json.name + ", o pedido " + $json.order + " saiu para entrega."',
	phones: '={{ $json.phone }}',
	phonesExpression: '[$json.phone]',
};

const FIXED_MESSAGE = 'A loja abre às 9h no sábado. Até lá!';

/** The same message for everybody. */
export const ONE_MESSAGE: Texts = {
	message: FIXED_MESSAGE,
	messageExpression: JSON.stringify(FIXED_MESSAGE),
	phones: '={{ $json.phone }}',
	phonesExpression: '[$json.phone]',
};

/** The same message for everybody in the list of one item. */
export const ONE_LIST: Texts = {
	...ONE_MESSAGE,
	phones: '={{ $json.phones }}',
	phonesExpression: '$json.phones',
};

/** This package's node. */
export function thisNode(
	texts: Texts,
	campaigns: 'perItem' | 'perMessage',
	parallelRequests?: number,
): Contender {
	const way = campaigns === 'perItem' ? 'one per item' : 'one per message';
	const inFlight = parallelRequests === undefined ? '' : `, ${parallelRequests} in flight`;
	return {
		name: `this node, ${way}${inFlight}`,
		nodes: [
			{
				name: 'Send',
				type: 'n8n-nodes-liguelead.ligueLead',
				typeVersion: 1,
				parameters: {
					...{ resource: 'sms', operation: 'send', campaigns },
					...{ phones: texts.phones, message: texts.message },
					options: parallelRequests === undefined ? {} : { parallelRequests },
				},
			},
		],
	};
}

/**
 * This package's node with an idempotency key for each item.
 *
 * @param history how many keys the node has seen before anything is measured; few when left out
 */
export function keyedNode(texts: Texts, history?: number): Contender {
	const [node] = thisNode(texts, 'perItem').nodes ?? [];
	if (node === undefined) throw new Error('Nothing to give a key to');
	const keyed = withOptions(node, { idempotencyKey: '={{ $json.key }}' });
	const name = `this node, a key per item, ${history === undefined ? 'short' : 'full'} history`;
	if (history === undefined) return { name, nodes: [keyed] };
	// All in one campaign, so that many keys are recorded in one go.
	const { message, phones } = ONE_MESSAGE;
	const parameters = { ...keyed.parameters, campaigns: 'perMessage', message, phones };
	return { name, nodes: [keyed], before: { nodes: [{ ...keyed, parameters }], items: history } };
}

function withOptions(node: ChainNode, options: Record<string, unknown>): ChainNode {
	return { ...node, parameters: { ...node.parameters, options } };
}

/** How n8n's HTTP Request spaces its requests: so many, then a pause of a millisecond. */
export const BATCH_SIZES = [10, 50, 250];

/**
 * n8n's HTTP Request, set up for speed: its newest version, the body as one expression.
 *
 * @param batchSize of its Batching option; all at once when left out
 */
export function httpRequest({ sandbox }: Stand, texts: Texts, batchSize?: number): Contender {
	const batching = { batch: { batchSize, batchInterval: 1 } };
	return {
		name: batchSize === undefined ? 'HTTP Request' : `HTTP Request, batches of ${batchSize}`,
		nodes: [
			{
				name: 'HTTP Request',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.4,
				parameters: {
					...{ method: 'POST', url: `${sandbox.apiUrl}/sms` },
					...{ authentication: 'predefinedCredentialType', nodeCredentialType: 'ligueLeadApi' },
					...{ sendBody: true, contentType: 'json', specifyBody: 'json' },
					jsonBody: `={{ { message: ${texts.messageExpression}, phones: ${texts.phonesExpression} } }}`,
					options: batchSize === undefined ? {} : { batching },
				},
			},
		],
	};
}

/** The same behind Split Out, for a list that arrives in one item. */
export function splitOutAndHttpRequest(stand: Stand, texts: Texts): Contender {
	const { nodes = [] } = httpRequest(stand, {
		...texts,
		phonesExpression: '[$json.phones]',
	});
	return {
		name: 'Split Out, HTTP Request',
		nodes: [
			{
				name: 'Split Out',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				parameters: { fieldToSplitOut: 'phones', options: {} },
			},
			...nodes,
		],
	};
}

/** The floor inside n8n: its request helper and, if `texts` is given, the two parameters. */
export function floor(parallelRequests: number, perRequest: number, texts?: Texts): Contender {
	return {
		name: `floor in n8n: requests${texts === undefined ? '' : ' and parameters'}`,
		nodes: [
			{
				name: 'Floor',
				type: 'CUSTOM.benchFloor',
				typeVersion: 1,
				parameters: {
					...{ parallelRequests, perRequest, readParameters: texts !== undefined },
					...{ phones: texts?.phones ?? '', message: texts?.message ?? '' },
				},
			},
		],
	};
}

/** n8n's Edit Fields (Set) with the two parameters: what n8n's own nodes do with as many items. */
export function editFields(texts: Texts): Contender {
	const values = { message: texts.message, phones: texts.phones };
	const assignments = Object.entries(values).map(([name, value]) => ({
		...{ id: name, name, value, type: 'string' },
	}));
	return {
		name: "n8n's Edit Fields",
		silent: true,
		nodes: [
			{
				name: 'Edit Fields',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: { assignments: { assignments }, options: {} },
			},
		],
	};
}

/** A loop of axios calls in a process of its own: what the machine can do without n8n. */
export function bareLoop(parallel: number, agent: 'keepAlive' | 'newConnection'): Contender {
	const connections = agent === 'keepAlive' ? 'kept connections' : 'a connection each';
	return { name: `bare axios loop, ${connections}`, bare: { agent, parallel } };
}
