import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { callWebhook } from '../../n8n/src/client';
import { sandboxCredential } from '../../n8n/src/seed';
import { OwnN8n } from './support/ownN8n';
import { useStand } from './support/stand';
import { mobile } from '../support/phones';
import { activate, chain, itemsNode, smsNode, webhookNode } from '../support/workflow';

jest.setTimeout(300_000);

// So that an n8n that is told to end does so while a request is on its way.
const PATIENCE = { N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '2' };

const stand = useStand();
let own: OwnN8n | undefined;
beforeAll(async () => {
	own = await OwnN8n.start(PATIENCE);
});
afterAll(() => own?.remove());

const ways: Record<string, (n8n: OwnN8n, execution: string) => Promise<void>> = {
	killed: async (n8n) => {
		await n8n.kill();
		await n8n.startAgain();
	},
	restarted: async (n8n) => await n8n.restart(),
	stopped: async (n8n, execution) => void (await n8n.client.stopExecution(execution)),
};

describe.each(['without a key', 'with a key'])('%s', (keys) => {
	test.each(Object.keys(ways))(
		'Retry of an execution that was %s sends nobody a second SMS',
		async (way) => {
			if (own === undefined) throw new Error('n8n has not started');
			const { sandbox } = stand;
			sandbox.control.reset();
			const path = randomUUID();
			const phones = [0, 1, 2].map(mobile);
			const sms = smsNode(await sandboxCredential(own.client, sandbox), {
				message: `Pedido ${path}`,
				phones: '={{ $json.phone }}',
				options: {
					parallelRequests: 1,
					...(keys === 'with a key' && { idempotencyKey: `={{ $json.phone }} ${path}` }),
				},
			});
			const workflow = await activate(own.client, chain([webhookNode(path), itemsNode(), sms]));
			sandbox.control.queueFault({ fault: 'http-202' });
			sandbox.control.queueFault({ fault: 'hang-after' });

			const items = phones.map((phone) => ({ phone }));
			const cutOff = callWebhook(own.client.url, path, { items }).catch(() => 'cut off');
			while (sandbox.control.deliveries().size < 2) await sleep(20);
			const [first] = await own.client.listExecutions(workflow.id);
			const id = first?.id ?? '';
			await ways[way]?.(own, id);
			await cutOff;
			const ended = await own.client.finishedExecution(id);
			expect(ended.status).toBe(way === 'stopped' ? 'canceled' : 'crashed');

			const retry = await own.client.finishedExecution(await own.client.retryExecution(id));
			// What may have been on its way is told, by the error or by the item that is skipped.
			expect(JSON.stringify(retry.data)).toMatch(/"unknown"|idempotencyKeyUnsettled/);
			const counts = phones.map((phone) => sandbox.control.deliveries().get(phone) ?? 0);
			// A killed process leaves all of a wave in doubt; of a stopped one, what was not sent is known.
			expect(counts).toEqual([1, 1, way === 'stopped' ? 1 : 0]);
		},
	);
});
