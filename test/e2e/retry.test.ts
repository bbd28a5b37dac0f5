import { randomUUID } from 'node:crypto';
import { SLOW, useStand } from './support/stand';
import { activate, call, chain, itemsNode, smsNode, webhookNode } from '../support/workflow';

jest.setTimeout(SLOW);

const stand = useStand();
const PHONES = ['11987654321', '11987654322', '11987654323'];

test('a retry from the executions list sends only what was not sent', async () => {
	const { client, sandbox, credential } = stand;
	const path = randomUUID();
	const sms = smsNode(credential, {
		message: 'Pedido enviado',
		phones: '={{ $json.phone }}',
		options: { parallelRequests: 1 },
	});
	const workflow = await activate(client, chain([webhookNode(path), itemsNode(), sms]));
	sandbox.control.queueFault({ fault: 'http-202' });
	sandbox.control.queueFault({ fault: 'http-402' });

	const items = PHONES.map((phone) => ({ phone }));
	const { execution } = await call(client, workflow, path, { items });
	expect(execution.status).toBe('error');
	expect([...sandbox.control.deliveries()]).toEqual([[PHONES[0], 1]]);

	const retried = await client.finishedExecution(await client.retryExecution(execution.id));

	expect(retried.status).toBe('success');
	expect([...sandbox.control.deliveries()]).toEqual(PHONES.map((phone) => [phone, 1]));
});
