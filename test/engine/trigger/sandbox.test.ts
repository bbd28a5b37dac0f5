import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { NODE } from '../support';
import { accountOf, FROM_ITEM, items, mobile, special } from '../sms/support';
import { useTrigger } from './support';

const world = useTrigger();
let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await startSandbox()));
afterEach(() => sandbox.control.reset());
afterAll(async () => await sandbox.close());

async function send(...phones: string[]) {
	return await world.n8n.runNode({
		credential: accountOf(sandbox),
		items: items(...phones.map((one) => ({ message: 'Olá', phones: one }))),
		parameters: FROM_ITEM,
	});
}

it('joins with what Send put out, by campaign and phone', async () => {
	const trigger = await world.listen({ credential: accountOf(sandbox) });
	sandbox.control.setWebhook({ url: trigger.url, delays: { sent: 0, final: 20 } });
	const sent = await send(`+55 ${mobile(1)}`, special('undelivered'), '(11) 94000-0003');
	await sandbox.control.settled();
	const events = await trigger.started();
	const joined = sent.json(NODE).map(({ data, recipients }) => {
		const [phone] = (recipients as { phones: string[] }).phones;
		const id = (data as IDataObject).campaign_id;
		const event = events.find(
			(one) => one.phone === phone && (one.campaign as IDataObject).id === id,
		);
		return (event?.campaign as IDataObject | undefined)?.status;
	});
	expect(joined).toEqual(['delivered', 'undelivered', 'failed']);
	expect(events).toHaveLength(3);
});

it("gets the events of an SMS that names its URL instead of the account's", async () => {
	const trigger = await world.listen({ credential: accountOf(sandbox) });
	sandbox.control.setWebhook({ url: null, delays: { sent: 0, final: 20 } });
	await send(mobile(1));
	await world.n8n.runNode({
		credential: accountOf(sandbox),
		items: items({ message: 'Olá', phones: mobile(2) }),
		parameters: { ...FROM_ITEM, options: { statusWebhookUrl: trigger.url } },
	});
	await sandbox.control.settled();
	expect((await trigger.started()).map(({ phone }) => phone)).toEqual([mobile(2)]);
});

it('gets each event once, out of order and twice', async () => {
	const trigger = await world.listen({
		credential: accountOf(sandbox),
		parameters: { statuses: ['sent', 'delivered', 'undelivered', 'failed'] },
	});
	const delays = { sent: 5, final: 20 };
	sandbox.control.setWebhook({ url: trigger.url, delays, order: 'out-of-order', repeat: 2 });
	const sent = await send(...Array.from({ length: 25 }, (_, n) => mobile(n)));
	expect(sent.status).toBe('success');
	await sandbox.control.settled();
	const events = await trigger.started();
	const keys = events.map(({ phone, campaign }) => `${phone} ${(campaign as IDataObject).status}`);
	expect(keys).toHaveLength(50);
	expect(new Set(keys).size).toBe(50);
	const [campaign] = sandbox.control.campaigns().campaigns;
	const posts = sandbox.control.posts(campaign?.id ?? '');
	expect(posts.map(({ result }) => result)).toEqual(Array(4).fill('HTTP 200'));
});
