import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { callWebhook } from '../../n8n/src/client';
import { sandboxCredential } from '../../n8n/src/seed';
import { OwnN8n } from './support/ownN8n';
import { SLOW, useStand } from './support/stand';
import { activate, chain, smsNode, webhookNode } from '../support/workflow';

jest.setTimeout(SLOW);

const stand = useStand();
let own: OwnN8n | undefined;
afterEach(() => own?.remove());

test('killed while LigueLead answers, n8n does not send an order’s SMS again', async () => {
	const { sandbox } = stand;
	own = await OwnN8n.start();
	const path = randomUUID();
	const sms = smsNode(await sandboxCredential(own.client, sandbox), {
		message: 'Pedido pago',
		phones: '11987654321',
		options: { idempotencyKey: '={{ $json.body.order }}' },
	});
	await activate(own.client, chain([webhookNode(path), sms]));
	sandbox.control.queueFault({ fault: 'hang-after' });

	const cutOff = callWebhook(own.client.url, path, { order: '1042' }).catch(() => 'cut off');
	while (sandbox.control.deliveries().size === 0) await sleep(50);
	await own.kill();
	expect(await cutOff).toBe('cut off');
	await own.startAgain();

	await callWebhook(own.client.url, path, { order: '1042' });
	expect([...sandbox.control.deliveries()]).toEqual([['11987654321', 1]]);
	await callWebhook(own.client.url, path, { order: '1043' });
	expect([...sandbox.control.deliveries()]).toEqual([['11987654321', 2]]);
});
