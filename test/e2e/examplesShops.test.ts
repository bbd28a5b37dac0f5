import { randomUUID } from 'node:crypto';
import type { DataTable, SavedWorkflow } from '../../n8n/src/types';
import { OPPORTUNITY } from './fixtures/rdStation';
import { checkoutUpdated, ORDER_PAID } from './fixtures/shopify';
import { ORDER_UPDATED, PING } from './fixtures/wooCommerce';
import { post, runNow, useExamples } from './support/example';
import { SLOW, useStand } from './support/stand';

jest.setTimeout(SLOW);

const stand = useStand();
const activateExample = useExamples(stand);
beforeEach(() => stand.sandbox.control.reset());

const deliveries = () => [...stand.sandbox.control.deliveries()];
const messages = () => stand.sandbox.control.campaigns().campaigns.map(({ message }) => message);

test('Shopify: a paid order, reported twice, sends one SMS', async () => {
	const workflow = await activateExample('shopify-order-paid');

	const first = await post(stand.client, workflow, 'shopify-order-paid', ORDER_PAID);
	const second = await post(stand.client, workflow, 'shopify-order-paid', ORDER_PAID);

	expect([first.answer.status, first.execution.status]).toEqual([200, 'success']);
	expect(second.items('Confirm the payment')).toMatchObject([
		{ json: { skipped: true, reason: 'idempotencyKeyUsed' } },
	]);
	expect(deliveries()).toEqual([['11987654321', 1]]);
	expect(messages()).toEqual([
		'Olá, Maria! Recebemos o pagamento do pedido #1042, R$ 164,80. Obrigado!',
	]);
});

test('WooCommerce: a paid order sends one SMS; the test call and other statuses none', async () => {
	const workflow = await activateExample('woocommerce-order');
	const bodies = [PING, { ...ORDER_UPDATED, status: 'pending' }, ORDER_UPDATED, ORDER_UPDATED];

	for (const body of bodies) {
		const { execution } = await post(stand.client, workflow, 'woocommerce-order', body);
		expect(execution.status).toBe('success');
	}

	expect(deliveries()).toEqual([['21998765432', 1]]);
	expect(messages()).toEqual([
		'Olá, João! Seu pedido 727 foi confirmado, R$ 89,90. Avisaremos quando for enviado.',
	]);
});

test('Shopify: a total as a number, no name; without an id, nothing', async () => {
	const workflow = await activateExample('shopify-order-paid');
	const bodies = [
		{ ...ORDER_PAID, id: 7001, total_price: 164.8, customer: { first_name: null } },
		{ ...ORDER_PAID, id: null },
		{ ...ORDER_PAID, id: 7002, total_price: null },
	];

	const runs = [];
	for (const body of bodies) {
		runs.push(await post(stand.client, workflow, 'shopify-order-paid', body));
	}

	expect(runs.map(({ execution }) => execution.status)).toEqual(['success', 'error', 'error']);
	expect(messages()).toEqual([
		'Olá, cliente! Recebemos o pagamento do pedido #1042, R$ 164,80. Obrigado!',
	]);
});

test('WooCommerce: the mobile of the Brazilian plugin, no name; without an id, nothing', async () => {
	const workflow = await activateExample('woocommerce-order');
	const billing = { ...ORDER_UPDATED.billing, first_name: '', cellphone: '(11) 98765-4321' };
	const bodies = [
		{ ...ORDER_UPDATED, id: 7001, total: 89.9, billing },
		{ ...ORDER_UPDATED, id: null },
	];

	const runs = [];
	for (const body of bodies) {
		runs.push(await post(stand.client, workflow, 'woocommerce-order', body));
	}

	expect(runs.map(({ execution }) => execution.status)).toEqual(['success', 'error']);
	expect(deliveries()).toEqual([['11987654321', 1]]);
	expect(messages()[0]).toMatch(/^Olá, cliente! .* R\$ 89,90\./);
});

test('RD Station: a contact who agreed gets an SMS, others do not', async () => {
	const workflow = await activateExample('rd-station-contact');
	const { contact } = OPPORTUNITY;
	const refusing = [{ category: 'communications', type: 'consent', status: 'declined' }];
	const bodies = [
		{ ...OPPORTUNITY, contact: { ...contact, legal_bases: refusing } },
		{ ...OPPORTUNITY, contact: { ...contact, mobile_phone: null } },
		OPPORTUNITY,
	];

	for (const body of bodies) {
		const { execution } = await post(stand.client, workflow, 'rd-station-contact', body);
		expect(execution.status).toBe('success');
	}

	expect(deliveries()).toEqual([['48991552598', 1]]);
	expect(messages()[0]).toMatch(/^Olá, Ana! /);
});

describe('abandoned cart', () => {
	const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);
	const withoutConsent = { buyer_accepts_sms_marketing: false };
	let table: DataTable;
	let workflow: SavedWorkflow;
	beforeAll(async () => {
		table = await stand.client.createDataTable('sms_checkouts', [
			...['token', 'phone', 'first_name', 'url'].map((name) => ({ name, type: 'string' as const })),
			...['changed_at', 'reminded_at'].map((name) => ({ name, type: 'date' as const })),
		]);
		workflow = await activateExample('abandoned-cart');
	});

	const update = (checkout: object) =>
		post(stand.client, workflow, 'shopify-checkout-updated', checkout);
	const order = (body: object) => post(stand.client, workflow, 'shopify-order-created', body);
	const remind = () => runNow(stand.client, workflow, 'Every 15 minutes');
	const rows = (tokens: string[]) =>
		stand.client
			.listRows(table.id)
			.then((all) => all.filter(({ token }) => tokens.includes(String(token))));

	test('one reminder for a checkout that stands still and was not ordered', async () => {
		const [abandoned, ordered, fresh] = [randomUUID(), randomUUID(), randomUUID()];
		await update(checkoutUpdated(abandoned, ago(3)));
		await update({
			...checkoutUpdated(abandoned, ago(2)),
			sms_marketing_phone: '+5521998765432',
		});
		await update(checkoutUpdated(ordered, ago(2)));
		await update(checkoutUpdated(fresh, ago(0.5)));
		await update({ ...checkoutUpdated(randomUUID(), ago(2)), ...withoutConsent });
		await update({
			...checkoutUpdated(randomUUID(), ago(2)),
			completed_at: ago(2).toISOString(),
		});
		await order({ ...ORDER_PAID, checkout_token: ordered });
		await order({ ...ORDER_PAID, checkout_token: null });
		await order({});

		const reminder = await remind();
		const again = await remind();

		expect([reminder.execution.status, again.execution.status]).toEqual(['success', 'success']);
		expect(deliveries()).toEqual([['21998765432', 1]]);
		expect(messages()[0]).toContain(`/checkouts/${abandoned}/recover`);
		expect(await rows([abandoned, ordered, fresh])).toMatchObject([
			{ token: abandoned, reminded_at: expect.any(String) },
			{ token: fresh, reminded_at: null },
		]);
	});

	test('who no longer agrees is forgotten and gets nothing', async () => {
		const token = randomUUID();
		await update(checkoutUpdated(token, ago(3)));
		expect(await rows([token])).toHaveLength(1);

		await update({ ...checkoutUpdated(token, ago(2)), ...withoutConsent });
		const { execution } = await remind();

		expect(await rows([token])).toEqual([]);
		expect(execution.status).toBe('success');
		expect(deliveries()).toEqual([]);
	});

	test('a reminder that fails makes the execution fail once the others are noted', async () => {
		const [failing, good] = [randomUUID(), randomUUID()];
		await update({ ...checkoutUpdated(failing, ago(2)), sms_marketing_phone: '+551133334444' });
		await update(checkoutUpdated(good, ago(2)));

		const { execution } = await remind();

		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toMatch(
			/^1 of 2 reminders failed\. The first: .*landline/,
		);
		expect(deliveries()).toEqual([['11987654321', 1]]);
		expect(await rows([failing, good])).toMatchObject([
			{ token: failing, reminded_at: null },
			{ token: good, reminded_at: expect.any(String) },
		]);
	});
});
