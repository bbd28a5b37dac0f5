import { randomUUID } from 'node:crypto';
import type { Credential, WorkflowDocument, WorkflowNode } from '../../n8n/src/types';
import { sandboxCredential } from '../../n8n/src/seed';
import { SLOW, useStand } from './support/stand';
import {
	activate,
	call,
	chain,
	endNode,
	itemsNode,
	smsNode,
	webhookNode,
} from '../support/workflow';

jest.setTimeout(SLOW);

const stand = useStand();
const ORDERS = [{ phone: '11987654321' }, { phone: '123' }, { phone: '21987654321' }];

let path = '';
beforeEach(() => {
	path = randomUUID();
	stand.sandbox.control.reset();
});

function sendEach(credential: Credential, onError: WorkflowNode['onError']): WorkflowDocument {
	const sms = smsNode(
		credential,
		{ message: 'Pedido enviado', phones: '={{ $json.phone }}' },
		{ onError },
	);
	const nodes = [webhookNode(path), itemsNode(), sms, endNode('Sent')];
	if (onError !== 'continueErrorOutput') return chain(nodes);
	return chain(nodes, [{ from: 'SMS', output: 1, to: endNode('Not sent') }]);
}

async function send(
	credential: Credential,
	onError: WorkflowNode['onError'],
	orders: Array<{ phone: string }> = ORDERS,
) {
	const workflow = await activate(stand.client, sendEach(credential, onError));
	return call(stand.client, workflow, path, { items: orders });
}

function wrongCredential() {
	const { url, apiUrl, appId } = stand.sandbox;
	const access = { url, apiUrl, appId, token: 'not-the-token' };
	return sandboxCredential(stand.client, access, `Wrong ${randomUUID()}`);
}

test('continue with error output: the failing item leaves through it, the others do not', async () => {
	const { execution, items } = await send(stand.credential, 'continueErrorOutput');

	expect(execution.status).toBe('success');
	expect(items('Sent')).toHaveLength(2);
	expect(items('Not sent')).toMatchObject([
		{
			json: {
				phone: '123',
				error: expect.stringContaining('123'),
				details: { outcome: 'notSent', sms: { phones: '123', message: 'Pedido enviado' } },
			},
		},
	]);
	expect(stand.sandbox.control.deliveries().size).toBe(2);
});

test('an item that the error output leads back to Send delivers its own text', async () => {
	stand.sandbox.control.queueFault({ fault: 'http-400', times: 1 });
	const sms = smsNode(
		stand.credential,
		{ message: '={{ $json.message }}', phones: '={{ $json.phone }}' },
		{ onError: 'continueErrorOutput' },
	);
	const document = chain([webhookNode(path), itemsNode(), sms, endNode('Sent')]);
	const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
	document.connections.SMS = { main: [to('Sent'), to('SMS')] };
	const workflow = await activate(stand.client, document);
	const order = { phone: '11987654321', message: 'Pedido 7 enviado' };
	const { execution, items } = await call(stand.client, workflow, path, { items: [order] });

	expect(execution.status).toBe('success');
	expect(execution.data.resultData.runData.SMS).toHaveLength(2);
	expect(items('Sent')).toMatchObject([{ json: { sent: true, text: order.message } }]);
	const { control } = stand.sandbox;
	expect([...control.deliveries({ message: order.message })]).toEqual([[order.phone, 1]]);
	expect(control.deliveries().size).toBe(1);
});

test('stop, wrong credential: the execution names the fields to check, and no secret', async () => {
	const { execution } = await send(await wrongCredential(), 'stopWorkflow', [
		{ phone: '11987654321' },
	]);

	expect(execution.status).toBe('error');
	expect(execution.data.resultData.error?.message).toContain('401');
	expect(execution.data.resultData.error?.description).toMatch(/'API Token' and 'App ID'/);
	expect(JSON.stringify(execution.data)).not.toContain('not-the-token');
});
