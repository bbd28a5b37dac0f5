import { CHANNELS } from '../channels/channels';
import { mobile, special } from '../sms/support';
import { useWaiting } from './support';

const world = useWaiting();

const ENDS = { sms: 'undelivered', rcs: 'undelivered', voice: 'no_answer' };
const DELIVERED = { sms: 'delivered', rcs: 'delivered', voice: 'answer' };

describe.each(CHANNELS)('Send and Wait for Delivery: $resource', ({ resource, parameters }) => {
	const run = async (phones: string) => {
		world.control.setWebhook({ delays: { sent: 50, final: 100 } });
		const own = { resource, ...(await parameters(world.sandbox)) };
		const waiting = await world.run([{ message: 'Oi', phones }], { parameters: own });
		expect([waiting.status, waiting.error]).toEqual(['waiting', undefined]);
		return await world.ended(waiting);
	};

	it.each([
		[DELIVERED[resource], mobile(1)],
		[ENDS[resource], special('undelivered')],
		['failed', special('failed')],
	])('ends with %s', async (status, phone) => {
		const ended = await run(phone);
		expect(ended.json('After')).toMatchObject([
			{ sent: true, delivery: { status, phone }, event: { campaign: { type: resource, status } } },
		]);
		expect(Object.fromEntries(world.control.deliveries({ type: resource }))).toEqual({
			[phone]: 1,
		});
	});

	it('ends with the event of a message whose answer was lost', async () => {
		world.control.queueFault({ fault: 'http-500-after' });
		const ended = await run(mobile(2));
		expect(ended.json('After')).toMatchObject([
			{ sent: true, data: { campaign_id: expect.any(String) }, delivery: { phone: mobile(2) } },
		]);
	});
});

it('waits for the call of a landline', async () => {
	world.control.setWebhook({ delays: { sent: 50, final: 100 } });
	const voice = CHANNELS.find(({ resource }) => resource === 'voice');
	const own = { resource: 'voice', ...(await voice?.parameters(world.sandbox)) };
	const waiting = await world.run([{ message: 'Oi', phones: '(11) 3333-4444' }], {
		parameters: own,
	});
	expect((await world.ended(waiting)).json('After')).toMatchObject([
		{ delivery: { status: 'answer', phone: '1133334444' } },
	]);
});
