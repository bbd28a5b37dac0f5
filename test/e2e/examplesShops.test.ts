import { randomUUID } from 'node:crypto';
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

test('abandoned cart: one reminder for a checkout that stands still and was not ordered', async () => {
	const { client } = stand;
	const { id } = await client.createDataTable('sms_checkouts', [
		...['token', 'phone', 'first_name', 'url'].map((name) => ({ name, type: 'string' as const })),
		...['changed_at', 'reminded_at'].map((name) => ({ name, type: 'date' as const })),
	]);
	const workflow = await activateExample('abandoned-cart');
	const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);
	const [abandoned, ordered, fresh] = [randomUUID(), randomUUID(), randomUUID()];
	const checkouts = [
		checkoutUpdated(abandoned, ago(3)),
		{ ...checkoutUpdated(abandoned, ago(2)), sms_marketing_phone: '+5521998765432' },
		checkoutUpdated(ordered, ago(2)),
		checkoutUpdated(fresh, ago(0.5)),
		{ ...checkoutUpdated(randomUUID(), ago(2)), buyer_accepts_sms_marketing: false },
		{ ...checkoutUpdated(randomUUID(), ago(2)), completed_at: ago(2).toISOString() },
	];
	for (const body of checkouts) await post(client, workflow, 'shopify-checkout-updated', body);
	const order = { ...ORDER_PAID, checkout_token: ordered };
	await post(client, workflow, 'shopify-order-created', order);

	const reminder = await runNow(client, workflow, 'Every 15 minutes');
	const again = await runNow(client, workflow, 'Every 15 minutes');

	expect([reminder.execution.status, again.execution.status]).toEqual(['success', 'success']);
	expect(deliveries()).toEqual([['21998765432', 1]]);
	expect(messages()[0]).toContain(`/checkouts/${abandoned}/recover`);
	expect(await client.listRows(id)).toMatchObject([
		{ token: abandoned, reminded_at: expect.any(String) },
		{ token: fresh, reminded_at: null },
	]);
});
