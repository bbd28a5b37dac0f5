import type { Credential, WorkflowDocument, WorkflowNode } from '../../../n8n/src/types';
import { chain, itemsNode, smsNode, webhookNode } from '../../e2e/support/workflow';

const MESSAGE = '=Olá, {{ $json.name }}! Pedido {{ $json.order }} pago.';

/** A Webhook node that answers before the workflow runs, as a shop's webhook should. */
export function earlyWebhook(path: string): WorkflowNode {
	const webhook = webhookNode(path);
	return { ...webhook, parameters: { ...webhook.parameters, responseMode: 'onReceived' } };
}

/** The SMS node for items `{ order, name, phone }`: one personalised message each. */
export function orderSms(
	credential: Credential,
	options: Record<string, unknown> = {},
	extra: Partial<WorkflowNode> = {},
): WorkflowNode {
	const parameters = { message: MESSAGE, phones: '={{ $json.phone }}', options };
	return smsNode(credential, parameters, { onError: 'continueRegularOutput', ...extra });
}

/**
 * Webhook → Items → SMS with the order as idempotency key. The webhook takes
 * `{ items: [{ order, name, phone }] }` and answers at once.
 */
export function keyedOrders(path: string, credential: Credential): WorkflowDocument {
	const sms = orderSms(credential, { idempotencyKey: '={{ $json.order }}' });
	return chain([earlyWebhook(path), itemsNode(), sms]);
}

/** As {@link keyedOrders}, without a key. */
export function unkeyedOrders(path: string, credential: Credential): WorkflowDocument {
	return chain([earlyWebhook(path), itemsNode(), orderSms(credential)]);
}
