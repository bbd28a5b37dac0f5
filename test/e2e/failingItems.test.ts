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
} from './support/workflow';

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

test('continue: one output per item, in order, the failing one with its reason', async () => {
	const { execution, items } = await send(stand.credential, 'continueRegularOutput');

	expect(execution.status).toBe('success');
	expect(items('Sent')).toMatchObject([
		{ json: { recipients: { phones: ['11987654321'] } } },
		{ json: { error: expect.stringContaining('123') } },
		{ json: { recipients: { phones: ['21987654321'] } } },
	]);
	expect(items('SMS').map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 1, 2].map((item) => expect.objectContaining({ item })),
	);
	expect([...stand.sandbox.control.deliveries()]).toEqual([
		['11987654321', 1],
		['21987654321', 1],
	]);
});

test('continue with error output: the failing item leaves through it, the others do not', async () => {
	const { execution, items } = await send(stand.credential, 'continueErrorOutput');

	expect(execution.status).toBe('success');
	expect(items('Sent')).toHaveLength(2);
	expect(items('Not sent')).toMatchObject([
		{ json: { phone: '123', error: expect.stringContaining('123') } },
	]);
	expect(stand.sandbox.control.deliveries().size).toBe(2);
});

test('stop: a bad item stops the workflow before anything is sent', async () => {
	const { execution } = await send(stand.credential, 'stopWorkflow');

	expect(execution.status).toBe('error');
	expect(execution.data.resultData.error?.message).toContain('123');
	expect(stand.sandbox.control.deliveries().size).toBe(0);
});

test('continue, wrong credential: every item fails and says what to check', async () => {
	const { execution, items } = await send(await wrongCredential(), 'continueRegularOutput');

	expect(execution.status).toBe('success');
	expect(items('Sent')).toHaveLength(3);
	expect(items('Sent').map(({ json }) => json)).toEqual(
		ORDERS.map(() => expect.objectContaining({ error: expect.any(String) })),
	);
	expect(items('Sent')[0]?.json).toMatchObject({
		error: expect.stringContaining('401'),
		message: expect.stringContaining('API Token'),
		details: { outcome: 'rejected' },
	});
	expect(stand.sandbox.control.deliveries().size).toBe(0);
});

test('error output, wrong credential: every item leaves through it', async () => {
	const { execution, items } = await send(await wrongCredential(), 'continueErrorOutput');

	expect(execution.status).toBe('success');
	expect(items('Sent')).toEqual([]);
	expect(items('Not sent').map(({ json }) => json.phone)).toEqual(ORDERS.map(({ phone }) => phone));
	expect(stand.sandbox.control.deliveries().size).toBe(0);
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
