import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { callWebhook } from '../../n8n/src/client';
import { sandboxCredential } from '../../n8n/src/seed';
import { OwnN8n } from './support/ownN8n';
import { useStand } from './support/stand';
import { mobile } from '../support/phones';
import { verdictOf } from '../support/verdict';
import { activate, call, chain, itemsNode, smsNode, webhookNode } from '../support/workflow';

jest.setTimeout(300_000);

const ITEMS = 1_000;
// 5 % of a run, or 100 items if that is more: the waves on their way, and the one being claimed.
const IN_DOUBT = 100;

const stand = useStand();
let own: OwnN8n | undefined;
afterEach(() => own?.remove());

const orderOf = (n: number) => ({ order: `order-${n}`, phone: mobile(n) });

test('killed among 1,000 items with keys: nobody gets two, at most 100 are in doubt', async () => {
	const { sandbox } = stand;
	own = await OwnN8n.start();
	const path = randomUUID();
	const sms = smsNode(await sandboxCredential(own.client, sandbox), {
		message: 'Pedido pago',
		phones: '={{ $json.phone }}',
		options: { idempotencyKey: '={{ $json.order }}', parallelRequests: 50 },
	});
	const workflow = await activate(own.client, chain([webhookNode(path), itemsNode(), sms]));
	const body = { items: Array.from({ length: ITEMS }, (_, n) => orderOf(n)) };

	const cutOff = callWebhook(own.client.url, path, body).catch(() => 'cut off');
	while (sandbox.control.deliveries().size < ITEMS / 3) await sleep(5);
	await own.kill();
	expect(await cutOff).toBe('cut off');
	const before = sandbox.control.deliveries().size;
	expect(before).toBeLessThan(ITEMS);
	await own.startAgain();

	const run = await call(own.client, workflow, path, body);
	expect(run.execution.status).toBe('success');
	const outputs = run.items('SMS').map(({ json }) => json);
	expect(outputs).toHaveLength(ITEMS);
	const deliveries = sandbox.control.deliveries();
	const counts = body.items.map(({ phone }) => deliveries.get(phone) ?? 0);
	const reasons = outputs.map(verdictOf);
	const of = (reason: string) => counts.filter((_, n) => reasons[n] === reason);

	expect(Math.max(...counts)).toBe(1);
	expect(new Set(of('accepted'))).toEqual(new Set([1]));
	expect(new Set(of('idempotencyKeyUsed'))).toEqual(new Set([1]));
	expect(of('idempotencyKeyUnsettled').length).toBeLessThanOrEqual(IN_DOUBT);
	expect(of('accepted').length + of('idempotencyKeyUsed').length).toBeGreaterThanOrEqual(
		ITEMS - IN_DOUBT,
	);
});
