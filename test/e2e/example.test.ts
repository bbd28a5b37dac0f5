import { readExample, withCredential } from '../../n8n/src/examples';
import { FIRST_EXAMPLE } from '../../n8n/src/seed';
import { SLOW, useStand } from './support/stand';
import { activate, call } from '../support/workflow';

jest.setTimeout(SLOW);

const stand = useStand();

test('the example sends one SMS to the customer of a paid order, however often the shop calls', async () => {
	const { client, sandbox, credential } = stand;
	const workflow = await activate(client, withCredential(readExample(FIRST_EXAMPLE), credential));

	const order = {
		order_id: '1042',
		customer: { name: 'Maria Souza', phone: '(11) 98765-4321' },
		total: 149.9,
	};
	const { answer, items } = await call(client, workflow, 'order-paid', order);
	const again = await call(client, workflow, 'order-paid', order);
	const other = { ...order, order_id: 1043, customer: { name: 'João', phone: '21998765432' } };
	await call(client, workflow, 'order-paid', other);

	const [campaign] = sandbox.control.campaigns().campaigns;
	expect(answer.status).toBe(200);
	expect([...sandbox.control.deliveries()]).toEqual([
		['11987654321', 1],
		['21998765432', 1],
	]);
	expect(campaign?.message).toBe(
		'Olá, Maria! Recebemos o pagamento do pedido 1042, R$ 149,90. Obrigado!',
	);
	expect(items('Thank the customer')).toMatchObject([
		{
			json: {
				message: 'SMS accepted successfully',
				data: { campaign_id: campaign?.id },
				recipients: { phones: ['11987654321'] },
				credits: { per_recipient: 1, total: 1 },
			},
		},
	]);
	expect(again.items('Thank the customer')).toMatchObject([
		{ json: { skipped: true, reason: 'idempotencyKeyUsed' } },
	]);
});
