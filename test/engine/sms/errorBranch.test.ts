import { EngineInstance, LIGUELEAD, NODE, PASS, ITEMS, dedupe } from '../support';
import { accountOf, FROM_ITEM, items, mobile, special, useSandbox } from './support';

const world = useSandbox();
beforeEach(() => dedupe.reset());

describe('an item on the error branch', () => {
	let n8n: EngineInstance;
	beforeAll(async () => void (n8n = await EngineInstance.start()));
	afterAll(async () => await n8n.close());

	it('that is sent back to Send delivers its own text, not what the node has to say', async () => {
		world.control.queueFault({ fault: 'http-400', times: 1 });
		const entry = { message: 'Pedido 7 enviado', phones: mobile(1), order: 'A' };
		const run = await n8n.run(
			{
				nodes: [
					{ name: 'Items', type: ITEMS, items: items(entry) },
					{
						name: NODE,
						type: LIGUELEAD,
						parameters: FROM_ITEM,
						onError: 'continueErrorOutput',
						credentials: { ligueLeadApi: { id: '1', name: 'Saved' } },
					},
					{ name: 'Sent', type: PASS },
				],
				connections: [
					['Items', NODE],
					[NODE, 'Sent', 0],
					[NODE, NODE, 1],
				],
			},
			{ credentials: { 1: accountOf(world.sandbox) } },
		);
		expect([run.status, run.runData[NODE]?.length]).toEqual(['success', 2]);
		expect(run.json(NODE, 1, 0)).toMatchObject([entry]);
		expect(run.json('Sent')).toMatchObject([{ sent: true, text: 'Pedido 7 enviado' }]);
		expect([...world.control.deliveries({ message: 'Pedido 7 enviado' })]).toEqual([
			[mobile(1), 1],
		]);
		expect(world.control.deliveries().size).toBe(1);
	});

	it('has no key besides its input’s, `error` and `details`', async () => {
		const entry = { message: 'Hi', phones: special('http-400'), order: 'A' };
		const run = await world.send([entry], { onError: 'continueErrorOutput' });
		expect(run.json(NODE, 1)).toEqual([
			{ ...entry, error: expect.any(String), details: expect.any(Object) },
		]);
		const plain = await world.send([entry], { onError: 'continueRegularOutput' });
		expect(Object.keys(plain.json(NODE)[0] ?? {})).toEqual(['error', 'details']);
	});

	it('is sent from what its details say was to be sent', async () => {
		world.control.queueFault({ fault: 'http-400', times: 1 });
		const parameters = {
			message: "={{ $json.text ?? $('Items').item.json.text }}",
			title: 'Orders',
			groupId: 'g1',
			flash: true,
			options: { idempotencyKey: '=order-{{ $json.order }}' },
		};
		const entry = { text: 'Oi', phones: `${mobile(1)}, ${mobile(2)}`, order: 7 };
		const run = await world.send([entry], { parameters, onError: 'continueRegularOutput' });
		expect(run.json(NODE)).toMatchObject([
			{
				details: {
					outcome: 'rejected',
					remedy: expect.stringContaining('Nothing was sent for this item.'),
					safe_to_send_again: true,
					sms: {
						phones: entry.phones,
						message: 'Oi',
						title: 'Orders',
						group_id: 'g1',
						is_flash: true,
						idempotency_key: 'order-7',
					},
				},
			},
		]);
	});
});

describe('`details.sms`', () => {
	const of = async (entry: Record<string, unknown>, parameters = {}) => {
		const run = await world.send([entry], { parameters, onError: 'continueRegularOutput' });
		const { details } = run.json(NODE)[0] as { details?: { sms?: unknown } };
		return details?.sms;
	};

	it.each<[string, Record<string, unknown>, object]>([
		['a refusal', { message: '', phones: [1, '2'] }, { phones: [1, '2'], is_flash: false }],
		[
			'text of another kind',
			{ message: { a: [1] }, phones: 5 },
			{ message: { a: [1] }, phones: 5 },
		],
		['too long a message', { message: 'x'.repeat(70_000), phones: 'a' }, { phones: 'a' }],
		['too many phones', { message: 'Hi', phones: Array(6_000).fill('x') }, { message: 'Hi' }],
	])('of %s has what the parameters say, whole or not at all', async (_, entry, sms) => {
		expect(await of(entry)).toEqual({ is_flash: false, ...sms });
	});

	it('of an item with an expression that cannot be evaluated has the rest', async () => {
		const parameters = {
			message: "={{ $('Nowhere').item.json.a }}",
			options: { idempotencyKey: 'k' },
		};
		expect(await of({ phones: mobile(1) }, parameters)).toEqual({
			phones: mobile(1),
			is_flash: false,
			idempotency_key: 'k',
		});
	});
});
