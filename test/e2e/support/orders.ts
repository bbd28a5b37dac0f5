import type { Credential, WorkflowDocument } from '../../../n8n/src/types';
import { chain, node, smsNode } from '../../support/workflow';

const ORDERS = [
	{ order: '1042', customer: { name: 'Ana', phone: '(11) 98765-4321' } },
	{ order: '1043', customer: { name: 'Bruno', phone: '+55 21 99876-5432, 21 3333-4444' } },
];

/**
 * A workflow to work on in the editor: two pinned orders, the node `SMS`, and a node `After` behind
 * it that would see its output.
 *
 * @param parameters of the node `SMS`
 */
export function ordersWorkflow(
	credential: Credential,
	parameters: Record<string, unknown> = {},
): WorkflowDocument {
	const nodes = [
		node('Start', 'n8n-nodes-base.manualTrigger', {}),
		node('Orders', 'n8n-nodes-base.noOp', {}),
		smsNode(credential, parameters),
		node('After', 'n8n-nodes-base.set', { options: {} }, { typeVersion: 3.4 }),
	].map((each, i) => ({ ...each, position: [220 * i, 0] satisfies [number, number] }));
	return { ...chain(nodes), pinData: { Orders: ORDERS.map((json) => ({ json })) } };
}
