import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';
import axios from 'axios';
import { startSandbox, type FaultRule, type Sandbox } from '../../sandbox';
import { clientOf, mobile, sms, startReceiver } from './support';

// Characters that every encoding changes.
const token = 'a&b+c/"<d>=';
let sandbox: Sandbox;
let client: ReturnType<typeof clientOf>;
let http: ReturnType<typeof axios.create>;

beforeAll(async () => {
	sandbox = await startSandbox({ token });
	client = clientOf(sandbox);
	http = axios.create({ baseURL: `${sandbox.url}/control`, validateStatus: () => true });
});
beforeEach(() => sandbox.control.reset());
afterAll(() => sandbox.close());

const send = (more: object = {}) => client.post('/sms', sms(), more);
const delivered = () => sandbox.control.deliveries().get(mobile) ?? 0;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until `check` holds; gives up after two seconds. */
async function until(check: () => boolean): Promise<void> {
	for (let left = 100; left > 0 && !check(); left--) await pause(20);
	expect(check()).toBe(true);
}

describe('an answer spelled out', () => {
	const body = { code: 1, message: 'context canceled' };

	test('is given as it is, and the SMS counts as accepted if the rule says so', async () => {
		sandbox.control.queueFault({ status: 499, body, accepts: true });
		const { status, data, headers } = await send();
		expect({ status, data }).toEqual({ status: 499, data: body });
		expect(headers['content-type']).toMatch('application/json');
		expect(delivered()).toBe(1);
		expect((await send()).status).toBe(202);
	});

	test('accepts nothing unless told', async () => {
		sandbox.control.queueFault({ status: 202, body: { data: { campaign_id: 'lie' } } });
		expect((await send()).data).toEqual({ data: { campaign_id: 'lie' } });
		expect(delivered()).toBe(0);
		expect(sandbox.control.stats()).toMatchObject({ acceptedCampaigns: 0, refusedCampaigns: 1 });
	});

	test.each<[string, FaultRule, object]>([
		['a text', { status: 520, body: 'no JSON' }, { status: 520, data: 'no JSON' }],
		['an empty text', { status: 500, body: '' }, { status: 500, data: '' }],
		['no body', { status: 202 }, { status: 202, data: '' }],
		['a list', { status: 400, body: ['a', 1] }, { status: 400, data: ['a', 1] }],
		['null', { status: 400, body: null }, { status: 400, data: null }],
		['false', { status: 200, body: false }, { status: 200, data: false }],
		['a status without body', { status: 204, body: 'left out' }, { status: 204, data: '' }],
		[
			'headers',
			{ status: 303, headers: { Location: '/redirected', 'x-two': ['a', 'b'] } },
			{ status: 303, headers: { location: '/redirected', 'x-two': 'a, b' } },
		],
		[
			'a content type of its own',
			{ status: 502, headers: { 'Content-Type': 'text/html' }, body: '<p>x' },
			{ status: 502, headers: { 'content-type': 'text/html' }, data: '<p>x' },
		],
	])('%s', async (_name, rule, answer) => {
		sandbox.control.queueFault(rule);
		expect(await send()).toMatchObject(answer);
	});

	test('comes by HTTP too: one rule, or a list of which all or none is queued', async () => {
		const rule = { status: 499, body, accepts: true };
		expect((await http.post('/faults', rule)).data).toEqual([{ ...rule, times: 1 }]);
		await http.delete('/faults');
		const list = { faults: [{ ...rule, times: 2 }, { fault: 'http-402' }] };
		expect((await http.post('/faults', list)).data).toHaveLength(2);
		const statuses = [];
		for (let sent = 0; sent < 4; sent++) statuses.push((await send()).status);
		expect(statuses).toEqual([499, 499, 402, 202]);
		const wrong = await http.post('/faults', { faults: [rule, { fault: 'nothing' }] });
		expect(wrong).toMatchObject({ status: 400, data: { error: 'No fault named nothing' } });
		expect(sandbox.control.queuedFaults()).toEqual([]);
	});

	test.each<[object]>([
		[{}],
		[{ times: 2 }],
		[{ status: 99 }],
		[{ status: 600 }],
		[{ status: 20.5 }],
		[{ status: 500, times: 0 }],
		[{ status: 500, headers: { 'bad name': 'x' } }],
		[{ status: 500, headers: { name: 'a\r\nb' } }],
		[{ status: 500, headers: { name: 1 } }],
		[{ status: 500, size: 3 }],
		[{ status: 500, outcome: 'failed' }],
		[{ status: 500, finalDelay: 3 }],
		[{ status: 500, accepts: true, outcome: 'lost' }],
		[{ status: 500, unknown: 1 }],
		[{ fault: 'http-500', status: 501 }],
		[{ fault: 'http-500', accepts: true }],
		[{ fault: 'deep-answer', body: {} }],
		[{ fault: 'deep-answer', size: 1_000_001 }],
		[{ fault: 'same-id', size: 3 }],
		[{ fault: 'constructor' }],
		[{ faults: [{ status: 500 }], status: 500 }],
		[{ faults: { status: 500 } }],
	])('%j is refused', async (rule) => {
		expect((await http.post('/faults', rule)).status).toBe(400);
		expect(sandbox.control.queuedFaults()).toEqual([]);
	});

	test('is named in the outbox by its status', async () => {
		sandbox.control.queueFault({ status: 499, accepts: true });
		await send();
		expect(sandbox.control.campaigns().campaigns[0]?.fault).toBe('answer-499-after');
	});
});

describe('a crafted answer', () => {
	test('nested as deep as told', async () => {
		sandbox.control.queueFault({ fault: 'deep-answer', size: 4000, status: 500 });
		const { status, data } = await send({ transformResponse: [] });
		expect(status).toBe(500);
		expect(data.match(/[[{]/g)).toHaveLength(4000);
		expect(data.match(/[\]}]/g)).toHaveLength(4000);
		expect(JSON.parse(data)).toHaveProperty('error');
		expect(delivered()).toBe(1);
	});

	test('control characters, of which no more is made than is read', async () => {
		sandbox.control.queueFault({ fault: 'control-characters', size: 2 });
		expect((await send()).data).toBe('\u0001'.repeat(2_000_000));
		const before = process.memoryUsage().arrayBuffers;
		sandbox.control.queueFault({ fault: 'control-characters', size: 1000 });
		const { data: stream } = await send({ responseType: 'stream' });
		await pause(200);
		expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
		stream.on('error', () => undefined).destroy();
		await until(() => sandbox.control.stats().concurrent === 0);
	});

	test('control characters, gzipped', async () => {
		sandbox.control.queueFault({ fault: 'control-characters-gzip', size: 3 });
		const { data, headers } = await send({ responseType: 'arraybuffer', decompress: false });
		expect(headers['content-encoding']).toBe('gzip');
		expect(data.length).toBeLessThan(10_000);
		expect(gunzipSync(data).equals(Buffer.alloc(3_000_000, 1))).toBe(true);
	});

	test('drips until the client leaves', async () => {
		sandbox.control.queueFault({ fault: 'drip', size: 20 });
		const { status, data: stream } = await send({ responseType: 'stream' });
		expect(status).toBe(202);
		const seen: number[] = [];
		stream.on('data', (part: Buffer) => seen.push(part.length)).on('error', () => undefined);
		await until(() => seen.length > 5);
		expect(Math.max(...seen.slice(0, 3))).toBe(1);
		expect(sandbox.control.stats().concurrent).toBe(1);
		stream.destroy();
		await until(() => sandbox.control.stats().concurrent === 0);
	});

	/** A POST that listens for what an ordinary client passes over. */
	function rawPost(): ClientRequest {
		const { hostname, port } = new URL(sandbox.url);
		const headers = {
			'api-token': token,
			'app-id': sandbox.appId,
			'content-type': 'application/json',
		};
		const request = httpRequest({ hostname, port, method: 'POST', path: '/v1/sms', headers });
		request.on('error', () => undefined).end(JSON.stringify(sms()));
		return request;
	}

	test.each<[number, string, FaultRule]>([
		[101, 'upgrade', { fault: 'switching-protocols' }],
		[101, 'upgrade', { status: 101, accepts: true }],
		[103, 'information', { status: 103, accepts: true }],
	])('%d (%s), then silence', async (status, event, rule) => {
		sandbox.control.queueFault(rule);
		const request = rawPost();
		const [head, socket]: [IncomingMessage, Socket?] = await new Promise((resolve) =>
			request.once(event, (answer, connection) => resolve([answer, connection])),
		);
		expect(head.statusCode).toBe(status);
		let more = false;
		for (const name of ['response', 'close']) request.on(name, () => (more = true));
		socket?.on('data', () => (more = true)).on('close', () => (more = true));
		await pause(150);
		expect(more).toBe(false);
		expect(sandbox.control.stats().concurrent).toBe(1);
		expect(delivered()).toBe(1);
		(socket ?? request).destroy();
		await until(() => sandbox.control.stats().concurrent === 0);
	});

	test('303 to a path that counts who follows', async () => {
		sandbox.control.queueFault({ fault: 'http-303-after' });
		expect(await send()).toMatchObject({ status: 303, headers: { location: '/redirected' } });
		expect(delivered()).toBe(1);
	});

	test('a refusal that names the campaign', async () => {
		sandbox.control.queueFault({ fault: 'refusal-with-id', status: 422 });
		const { status, data } = await send();
		const [campaign] = sandbox.control.campaigns().campaigns;
		expect({ status, id: data.data.campaign_id }).toEqual({ status: 422, id: campaign?.id });
	});

	test('one id for several campaigns, their events included', async () => {
		const receiver = await startReceiver();
		sandbox.control.setWebhook({ url: receiver.url, delays: { sent: 0, final: 0 } });
		sandbox.control.queueFault({ fault: 'same-id', times: 2 });
		const ids: string[] = [];
		for (let sent = 0; sent < 3; sent++) ids.push((await send()).data.data.campaign_id);
		expect(ids[1]).toBe(ids[0]);
		expect(ids[2]).not.toBe(ids[0]);
		await sandbox.control.settled();
		receiver.close();
		expect(sandbox.control.posts(ids[0] ?? '')).toHaveLength(4);
		expect(receiver.events.filter(({ campaign }) => campaign.id === ids[0])).toHaveLength(4);
		expect(delivered()).toBe(3);
	});

	test('a page of unfinished titles', async () => {
		sandbox.control.queueFault({ fault: 'title-page' });
		const { status, data, headers } = await send();
		expect({ status, length: data.length }).toEqual({ status: 502, length: 100_000 });
		expect(headers['content-type']).toMatch('text/html');
		expect(data).toMatch(/^(?:<title)+/);
		expect(delivered()).toBe(0);
	});

	test.each(['reflect-headers', 'reflect-headers-json'] as const)(
		'%s holds the token in four encodings, and the app id',
		async (fault) => {
			sandbox.control.queueFault({ fault });
			const { data } = await send();
			const text = typeof data === 'string' ? data : data.error;
			const forms = [token, 'a%26b%2Bc%2F%22%3Cd%3E%3D', 'YSZiK2MvIjxkPj0='];
			for (const form of [...forms, 'a&#38;b+c/&#34;&#60;d&#62;=']) {
				expect(text).toContain(`api-token: ${form}`);
			}
			expect(text).toContain(`app-id: ${sandbox.appId}`);
		},
	);
});

describe('the status events of a fault', () => {
	test.each<[string, FaultRule]>([
		['a lost answer', { fault: 'reset-after' }],
		['an answer that drips', { fault: 'drip' }],
		['an answer spelled out', { status: 499, accepts: true }],
	])('come when the rule says, after %s', async (_name, rule) => {
		const receiver = await startReceiver();
		sandbox.control.queueFault({ ...rule, finalDelay: 150, outcome: 'undelivered' });
		const start = Date.now();
		const given = client.post('/sms', sms([mobile], { webhook_url: `${receiver.url}?pass=1` }), {
			timeout: 100,
		});
		await given.catch(() => undefined);
		await sandbox.control.settled();
		receiver.close();
		expect(Date.now() - start).toBeGreaterThanOrEqual(149);
		expect(Date.now() - start).toBeLessThan(1200);
		const statuses = receiver.events.map(({ campaign }) => campaign.status);
		expect(statuses).toEqual(['sent', 'undelivered']);
	});
});
