import { createServer, type AddressInfo } from 'node:net';
import { startSandbox, type Sandbox } from '../../sandbox';
import { clientOf, mobile, sms, startReceiver, violations, type Receiver } from './support';

const special = {
	undelivered: '11940000002',
	failed: '11940000003',
	silent: '11940000004',
	outOfOrder: '11940000005',
	twice: '11940000006',
};

let sandbox: Sandbox;
let client: ReturnType<typeof clientOf>;
let receiver: Receiver;

beforeAll(async () => {
	sandbox = await startSandbox({ appId: 'app-7' });
	client = clientOf(sandbox);
});
beforeEach(async () => {
	receiver = await startReceiver();
	sandbox.control.reset();
	sandbox.control.setWebhook({ url: receiver.url, delays: { sent: 10, final: 40 } });
});
afterEach(() => receiver.close());
afterAll(() => sandbox.close());

const send = async (phones: string[], more: object = {}): Promise<string> =>
	(await client.post('/sms', sms(phones, more))).data.data?.campaign_id;

const statusesOf = (phone: string) =>
	receiver.events
		.filter(({ campaign }) => campaign.phone === `+55${phone}`)
		.map(({ campaign }) => campaign.status);

test('posts sent, then delivered, in the documented shape', async () => {
	const id = await send([`55${mobile}`], { message: 'a'.repeat(161), is_flash: true });
	await sandbox.control.settled();
	expect(statusesOf(mobile)).toEqual(['sent', 'delivered']);
	for (const event of receiver.events) expect(violations('StatusEvent', event)).toEqual([]);
	expect(receiver.events[0]).toMatchObject({
		app_id: 'app-7',
		campaign: { id, type: 'sms', credits_required: 2, is_flash: true, message: 'a'.repeat(161) },
	});
	expect(sandbox.control.posts(id)).toMatchObject([
		{ phone: `55${mobile}`, status: 'sent', result: 'HTTP 200' },
		{ phone: `55${mobile}`, status: 'delivered', result: 'HTTP 200' },
	]);
});

test('a recipient may end undelivered, failed or silent, out of order or twice', async () => {
	await send([mobile, ...Object.values(special)]);
	await sandbox.control.settled();
	expect(statusesOf(mobile)).toEqual(['sent', 'delivered']);
	expect(statusesOf(special.undelivered)).toEqual(['sent', 'undelivered']);
	expect(statusesOf(special.failed)).toEqual(['sent', 'failed']);
	expect(statusesOf(special.silent)).toEqual([]);
	expect(statusesOf(special.outOfOrder)).toEqual(['delivered', 'sent']);
	expect(statusesOf(special.twice)).toEqual(['sent', 'sent', 'delivered', 'delivered']);
});

test('out of order, sent still tells when it occurred; a repetition is the same event', async () => {
	await send([special.outOfOrder, special.twice]);
	await sandbox.control.settled();
	const of = (phone: string) =>
		receiver.events.filter(({ campaign }) => campaign.phone === `+55${phone}`);
	const [delivered, sent] = of(special.outOfOrder);
	expect(Date.parse(sent?.occurred_at ?? '')).toBeLessThan(
		Date.parse(delivered?.occurred_at ?? ''),
	);
	const [first, second] = of(special.twice);
	expect(second).toEqual(first);
});

test('a receiver slower than the delays still gets the events in order', async () => {
	receiver.delayFirst = 120;
	await send([mobile]);
	await sandbox.control.settled();
	expect(statusesOf(mobile)).toEqual(['sent', 'delivered']);
});

test('order and repetition can be set for all', async () => {
	sandbox.control.setWebhook({ order: 'out-of-order', repeat: 2 });
	await send([mobile]);
	await sandbox.control.settled();
	expect(statusesOf(mobile)).toEqual(['delivered', 'delivered', 'sent', 'sent']);
});

test('a queued delivery status is for all recipients of the request', async () => {
	sandbox.control.queueFault({ fault: 'failed' });
	await send([mobile, special.undelivered]);
	await sandbox.control.settled();
	expect(statusesOf(mobile)).toEqual(['sent', 'failed']);
	expect(statusesOf(special.undelivered)).toEqual(['sent', 'undelivered']);
});

test('the webhook_url of the send is used instead of the configured one', async () => {
	const own = await startReceiver();
	await send([mobile], { webhook_url: own.url });
	await sandbox.control.settled();
	expect([own.events.length, receiver.events.length]).toEqual([2, 0]);
	own.close();
});

test('a refused request has no events; one whose answer was lost has', async () => {
	await send(['11910000500', mobile]);
	await send(['11930000500', '21987654321']);
	await sandbox.control.settled();
	expect(statusesOf(mobile)).toEqual([]);
	expect(statusesOf('21987654321')).toEqual(['sent', 'delivered']);
});

test('without a URL nothing is posted', async () => {
	sandbox.control.setWebhook({ url: null });
	const id = await send([mobile]);
	await sandbox.control.settled();
	expect([sandbox.control.posts(id), receiver.events]).toEqual([[], []]);
});

test.each(['https://example.com/events', 'http://127.0.0.1.example.com/', 'http://10.0.0.1/'])(
	'never posts to %s',
	async (url) => {
		const id = await send([mobile], { webhook_url: url });
		await sandbox.control.settled();
		expect(sandbox.control.posts(id)).toEqual([]);
		const page = await fetch(`${sandbox.url}/outbox/campaigns/${id}`);
		expect(await page.json()).toMatchObject({
			rows: [{ note: 'not posted: not a loopback address' }],
		});
	},
);

test('a receiver that is not there is noted', async () => {
	const closed = createServer();
	await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
	const { port } = closed.address() as AddressInfo;
	await new Promise((resolve) => closed.close(resolve));
	const id = await send([mobile], { webhook_url: `http://127.0.0.1:${port}/` });
	await sandbox.control.settled();
	expect(sandbox.control.posts(id)[0]?.result).toBe('failed: ECONNREFUSED');
});

test('a reset drops the events to come', async () => {
	sandbox.control.setWebhook({ delays: { sent: 60, final: 60 } });
	await send([mobile]);
	sandbox.control.reset();
	await new Promise((resolve) => setTimeout(resolve, 120));
	expect(receiver.events).toEqual([]);
});

test('300 recipients get all their events', async () => {
	const phones = Array.from({ length: 300 }, (_, index) => `219${80000000 + index}`);
	await send(phones);
	await sandbox.control.settled();
	expect(receiver.events).toHaveLength(600);
	const keys = receiver.events.map(({ campaign }) => campaign.phone + campaign.status);
	expect(new Set(keys).size).toBe(600);
}, 30_000);

describe('an event that is posted again', () => {
	const url = () => `${sandbox.url}/control/campaigns`;
	const again = async (id: string, body: object) =>
		await fetch(`${url()}/${id}/posts`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});

	it('reaches the campaign’s URL once more, and is noted', async () => {
		const id = await send([mobile]);
		await sandbox.control.settled();
		const answer = await again(id, { phone: mobile, status: 'delivered' });
		expect(await answer.json()).toEqual({ result: 'HTTP 200' });
		expect(statusesOf(mobile)).toEqual(['sent', 'delivered', 'delivered']);
		expect(sandbox.control.posts(id).map(({ status }) => status)).toEqual([
			...['sent', 'delivered', 'delivered'],
		]);
	});

	it('reaches the URL of the account, where none was set when it was sent', async () => {
		sandbox.control.setWebhook({ url: null });
		const id = await send([mobile]);
		const none = await again(id, { phone: mobile, status: 'sent' });
		expect(none.status).toBe(400);
		expect(await none.text()).toContain('Set a webhook URL first');
		sandbox.control.setWebhook({ url: receiver.url });
		await again(id, { phone: `+55${mobile}`, status: 'sent' });
		expect(statusesOf(mobile)).toEqual(['sent']);
	});

	it('never leaves this machine', async () => {
		sandbox.control.setWebhook({ url: 'http://192.0.2.1/events' });
		const id = await send([mobile]);
		const answer = await again(id, { phone: mobile, status: 'sent' });
		expect(await answer.json()).toEqual({ result: 'not posted: not a loopback address' });
	});

	it.each([
		['another campaign', 'nothing', { phone: mobile, status: 'sent' }],
		['another phone', undefined, { phone: special.failed, status: 'sent' }],
		['an unknown status', undefined, { phone: mobile, status: 'answered' }],
	])('is refused for %s', async (_, id, body) => {
		const own = await send([mobile]);
		expect((await again(id ?? own, body)).status).toBe(400);
	});
});
