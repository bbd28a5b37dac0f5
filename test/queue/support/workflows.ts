import type { Credential, WorkflowDocument, WorkflowNode } from '../../../n8n/src/types';
import { idempotencyHistory } from '../../../nodes/LigueLead/resources/run/optionFields';
import { chain, itemsNode, smsNode, webhookNode } from '../../support/workflow';
import { allEnded } from './executions';
import { phone, post } from './load';
import type { Stand } from './stand';

const FILL_MS = 120_000;
const FILL_ITEMS = 500;

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
export function keyedOrders(
	path: string,
	credential: Credential,
	options: Record<string, unknown> = {},
): WorkflowDocument {
	const sms = orderSms(credential, { idempotencyKey: '={{ $json.order }}', ...options });
	return chain([earlyWebhook(path), itemsNode(), sms]);
}

/** How many idempotency keys a node remembers, unless it is told otherwise. */
export const HISTORY = Number(idempotencyHistory.default);

/**
 * Sends so many orders through the workflow of {@link keyedOrders}, so that its node remembers as many
 * keys as one in use for a while.
 *
 * @returns the number of executions that this took
 */
export async function fillHistory(
	{ cluster, sandbox }: Stand,
	workflow: { path: string; id: string },
	orders: number,
): Promise<number> {
	sandbox.control.setLatency(0);
	// Not all at once: a worker that is busy for long counts as dead in these tests.
	const executions = Math.ceil(orders / FILL_ITEMS);
	for (let done = 0; done < executions; done++) {
		const items = Array.from({ length: FILL_ITEMS }, (_, n) => ({
			order: `earlier-${done}-${n}`,
			name: 'Maria',
			phone: phone(1_000_000 + done * FILL_ITEMS + n),
		}));
		const { status, body } = await post(cluster.webhook.url, workflow.path, { items });
		if (status !== 200) throw new Error(`The history was not filled: ${status} ${String(body)}`);
		const rows = await allEnded(cluster, workflow.id, done + 1, FILL_MS);
		const state = rows.at(-1)?.status;
		if (state !== 'success') throw new Error(`The history was not filled: ${state}`);
	}
	return executions;
}

/** As {@link keyedOrders}, without a key. */
export function unkeyedOrders(path: string, credential: Credential): WorkflowDocument {
	return chain([earlyWebhook(path), itemsNode(), orderSms(credential)]);
}
