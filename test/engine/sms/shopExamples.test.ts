import { NODE } from '../support';
import type { INodeParameters } from 'n8n-workflow';
import { readExample } from '../../repository/examples/examples';
import { useSandbox } from './support';

const world = useSandbox();

const parametersOf = (file: string) =>
	readExample(`${file}.json`).nodes.find(({ type }) => type.endsWith('.ligueLead'))
		?.parameters as INodeParameters;

const run = async (file: string, body: object) =>
	await world.send([{ body }], { parameters: parametersOf(file) });

const SHOPS: Array<{ file: string; body: Record<string, unknown>; text: string; unnamed: object }> =
	[
		{
			file: 'order-paid-sms',
			body: {
				order_id: 1042,
				customer: { name: 'Maria Souza', phone: '11987654321' },
				total: 149.9,
			},
			text: 'Olá, Maria! Recebemos o pagamento do pedido 1042, R$ 149,90. Obrigado!',
			unnamed: { customer: { phone: '11987654321' } },
		},
		{
			file: 'shopify-order-paid',
			body: {
				id: 1042,
				name: '1042',
				phone: '+5511987654321',
				total_price: 149.9,
				customer: { first_name: 'Maria' },
			},
			text: 'Olá, Maria! Recebemos o pagamento do pedido 1042, R$ 149,90. Obrigado!',
			unnamed: { customer: null },
		},
		{
			file: 'woocommerce-order',
			body: {
				id: 1042,
				number: '1042',
				status: 'processing',
				total: 149.9,
				billing: { first_name: 'Maria', phone: '(11) 98765-4321' },
			},
			text: 'Olá, Maria! Seu pedido 1042 foi confirmado, R$ 149,90. Avisaremos quando for enviado.',
			unnamed: { billing: { phone: '(11) 98765-4321' } },
		},
	];

describe.each(SHOPS)('$file', ({ file, body, text, unnamed }) => {
	const total = 'total' in body ? 'total' : 'total_price';
	const id = 'order_id' in body ? 'order_id' : 'id';
	const messages = () => world.control.campaigns().campaigns.map(({ message }) => message);

	it.each([
		['a number', 149.9],
		['a text', '149.90'],
	])('writes the total, %s, as a price', async (_, value) => {
		expect((await run(file, { ...body, [total]: value })).error).toBeUndefined();
		expect(messages()).toEqual([text]);
	});

	it('greets a customer without a name', async () => {
		expect((await run(file, { ...body, ...unnamed })).error).toBeUndefined();
		expect(messages()).toEqual([text.replace('Maria', 'cliente')]);
	});

	it('sends nothing without an order id, and neither holds back the orders after it', async () => {
		const without = await run(file, { ...body, [id]: undefined });
		expect(without.error?.message).toMatch(
			/^'(Idempotency Key|Message)' has nothing to put in for/,
		);
		expect(messages()).toEqual([]);
		expect((await run(file, body)).error).toBeUndefined();
		expect((await run(file, { ...body, [id]: 1043 })).error).toBeUndefined();
		expect(messages()).toHaveLength(2);
	});

	it.each([undefined, null, '', 'grátis'])('sends nothing for a total of %j', async (value) => {
		const { error } = await run(file, { ...body, [total]: value });
		expect(error?.message).toMatch(/^'Message' reads "…[^"]+R\$ NaN\./);
		expect(messages()).toEqual([]);
	});

	it('sends an order once', async () => {
		await run(file, body);
		const again = await run(file, body);
		expect(again.json(NODE)).toMatchObject([{ skipped: true, reason: 'idempotencyKeyUsed' }]);
		expect(messages()).toEqual([text]);
	});
});

it('WooCommerce: prefers the mobile of the Brazilian plugin', async () => {
	const billing = { first_name: 'Maria', phone: '(11) 3333-4444', cellphone: '(21) 99876-5432' };
	await run('woocommerce-order', { ...SHOPS[2]?.body, billing });
	expect([...world.control.deliveries()]).toEqual([['21998765432', 1]]);
});
