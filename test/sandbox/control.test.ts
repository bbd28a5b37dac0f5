import axios from 'axios';
import { startSandbox, type Sandbox } from '../../sandbox';
import { clientOf, mobile, sms } from './support';

let sandbox: Sandbox;
let client: ReturnType<typeof clientOf>;
let http: ReturnType<typeof axios.create>;

beforeAll(async () => {
	sandbox = await startSandbox();
	client = clientOf(sandbox);
	http = axios.create({ baseURL: `${sandbox.url}/control`, validateStatus: () => true });
});
beforeEach(() => sandbox.control.reset());
afterAll(() => sandbox.close());

const statuses = async (count: number): Promise<number[]> => {
	const seen: number[] = [];
	for (let sent = 0; sent < count; sent++) seen.push((await client.post('/sms', sms())).status);
	return seen;
};

describe('faults', () => {
	test('for the next N requests, one rule after the other', async () => {
		sandbox.control.queueFault({ fault: 'http-500', times: 2 });
		sandbox.control.queueFault({ fault: 'http-402' });
		expect(await statuses(4)).toEqual([500, 500, 402, 202]);
	});

	test('for a fraction, the same requests for the same seed', async () => {
		const run = async (seed: number) => {
			sandbox.control.reset();
			sandbox.control.queueFault({ fault: 'http-503', fraction: 0.3, seed });
			return (await statuses(60)).join();
		};
		const first = await run(7);
		expect(await run(7)).toBe(first);
		expect(await run(8)).not.toBe(first);
		const failed = first.split(',').filter((status) => status === '503').length;
		expect(failed).toBeGreaterThan(8);
		expect(failed).toBeLessThan(30);
	});

	test('a fraction with times ends', async () => {
		sandbox.control.queueFault({ fault: 'http-503', fraction: 1, times: 2 });
		expect(await statuses(3)).toEqual([503, 503, 202]);
	});

	test('wait while a special number decides', async () => {
		sandbox.control.queueFault({ fault: 'http-500' });
		expect((await client.post('/sms', sms(['11910000402']))).status).toBe(402);
		expect(sandbox.control.queuedFaults()).toEqual([{ fault: 'http-500', times: 1 }]);
		sandbox.control.clearFaults();
		expect(await statuses(1)).toEqual([202]);
	});

	test('over HTTP, with unknown names refused', async () => {
		const queued = await http.post('/faults', { fault: 'http-404', times: 1 });
		expect(queued.data).toEqual([{ fault: 'http-404', times: 1 }]);
		expect(await statuses(2)).toEqual([404, 202]);
		expect((await http.post('/faults', { fault: 'nothing' })).status).toBe(400);
		await http.post('/faults', { fault: 'http-404', times: 9 });
		expect((await http.delete('/faults')).status).toBe(204);
		expect((await http.get('/faults')).data).toEqual([]);
	});
});

test('latency delays each answer, and many at once wait together', async () => {
	await http.put('/latency', { ms: 400 });
	const start = performance.now();
	await Promise.all(Array.from({ length: 50 }, () => client.post('/sms', sms())));
	const elapsed = performance.now() - start;
	expect(elapsed).toBeGreaterThanOrEqual(395);
	expect(elapsed).toBeLessThan(50 * 400 * 0.2);
	expect(sandbox.control.stats().maxConcurrent).toBe(50);
	expect(sandbox.control.stats().concurrent).toBe(0);
});

test('a request that is given up during the latency was accepted', async () => {
	sandbox.control.setLatency(5000);
	const given = client.post('/sms', sms(), { signal: AbortSignal.timeout(60) });
	await expect(given).rejects.toMatchObject({ code: 'ERR_CANCELED' });
	expect(sandbox.control.deliveries().get(mobile)).toBe(1);
});

test('deliveries are counted by recipient, and for one message or campaign', async () => {
	const other = '21987654321';
	await client.post('/sms', sms([mobile, `+55${other}`], { message: 'a' }));
	const second = await client.post('/sms', sms([`55${mobile}`, mobile], { message: 'b' }));
	await client.post('/sms', sms(['11910000500', mobile], { message: 'refused' }));
	const { control } = sandbox;
	expect(Object.fromEntries(control.deliveries())).toEqual({ [mobile]: 3, [other]: 1 });
	expect(Object.fromEntries(control.deliveries({ message: 'a' }))).toEqual({
		[mobile]: 1,
		[other]: 1,
	});
	const campaignId = second.data.data.campaign_id;
	expect(Object.fromEntries(control.deliveries({ campaignId }))).toEqual({ [mobile]: 2 });
	expect((await http.get('/deliveries', { params: { message: 'b' } })).data).toEqual({
		[mobile]: 2,
	});
});

test('campaigns are paged, oldest first, refused ones left out', async () => {
	for (const title of ['one', 'two', 'three']) await client.post('/sms', sms([mobile], { title }));
	await client.post('/sms', sms(['11910000500']));
	const page = await http.get('/campaigns', { params: { offset: 1, limit: 1 } });
	expect(page.data).toMatchObject({ total: 3, campaigns: [{ title: 'two', phones: [mobile] }] });
	expect(sandbox.control.stats()).toMatchObject({ acceptedCampaigns: 3, refusedCampaigns: 1 });
	expect((await http.get('/stats')).data).toMatchObject({
		requests: 4,
		answers: { 202: 3, 500: 1 },
	});
});

test('the headers of the last requests are there, without secrets', async () => {
	for (let index = 0; index < 205; index++) {
		await client.get('/voice/uploads', { headers: { 'x-index': String(index) } });
	}
	const seen = sandbox.control.requests();
	expect(seen).toHaveLength(200);
	expect(seen[0]?.headers['x-index']).toBe('204');
	expect(seen[199]?.headers['x-index']).toBe('5');
	expect(seen[0]).toMatchObject({ method: 'GET', url: '/v1/voice/uploads' });
	expect(seen[0]?.headers['api-token']).toBe('[hidden]');
	const text = JSON.stringify((await http.get('/requests')).data);
	expect(text).not.toContain(sandbox.token);
	expect(text).not.toContain(sandbox.appId);
});

test('reset forgets what was sent and all settings', async () => {
	const before = [sandbox.control.webhook(), sandbox.control.rateLimit()];
	sandbox.control.setLatency(5000);
	sandbox.control.setRateLimit({ limit: 1 });
	sandbox.control.setWebhook({ url: 'http://127.0.0.1:9/', repeat: 3, delays: { sent: 1 } });
	sandbox.control.queueFault({ fault: 'http-500', times: 5 });
	expect((await http.post('/reset')).status).toBe(204);
	expect([sandbox.control.webhook(), sandbox.control.rateLimit()]).toEqual(before);
	expect(await statuses(2)).toEqual([202, 202]);
	expect(sandbox.control.deliveries().get(mobile)).toBe(2);
});

test('pages of other sites may not use it', async () => {
	const foreign = await http.post('/reset', undefined, { headers: { origin: 'http://evil.test' } });
	expect(foreign.status).toBe(403);
	const own = await http.post('/reset', undefined, { headers: { origin: sandbox.url } });
	expect(own.status).toBe(204);
});

describe('rate limit', () => {
	test('is told on every answer and ends in 429', async () => {
		await http.put('/rate-limit', { limit: 3, windowMs: 400 });
		const answers = [];
		for (let sent = 0; sent < 4; sent++) answers.push(await client.get('/voice/uploads'));
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
		const remaining = answers.map(({ headers }) => headers['x-ratelimit-remaining']);
		expect(remaining).toEqual(['2', '1', '0', '0']);
		expect(answers[3]?.data).toEqual({ error: 'Too Many Requests' });
		expect(answers[3]?.headers).not.toHaveProperty('retry-after');
		const reset = Number(answers[3]?.headers['x-ratelimit-reset']) * 1000;
		expect(reset).toBeGreaterThan(Date.now());
		expect(reset).toBeLessThan(Date.now() + 1500);
	});

	test('slides: room comes back one request at a time', async () => {
		sandbox.control.setRateLimit({ limit: 2, windowMs: 400 });
		const status = async () => (await client.get('/voice/uploads')).status;
		const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
		expect(await status()).toBe(200);
		await pause(250);
		expect([await status(), await status()]).toEqual([200, 429]);
		await pause(200);
		expect([await status(), await status()]).toEqual([200, 429]);
	});

	test('does not count requests without valid credentials', async () => {
		sandbox.control.setRateLimit({ limit: 1 });
		await client.get('/voice/uploads', { headers: { 'api-token': 'wrong' } });
		expect(await statuses(2)).toEqual([202, 429]);
	});

	test('can name the wait, and limits requests at once', async () => {
		sandbox.control.setRateLimit({ concurrent: 2, retryAfter: true });
		sandbox.control.setLatency(100);
		const answers = await Promise.all([1, 2, 3].map(() => client.post('/sms', sms())));
		expect(answers.map(({ status }) => status).sort()).toEqual([202, 202, 429]);
		const refused = answers.find(({ status }) => status === 429);
		expect(Number(refused?.headers['retry-after'])).toBeGreaterThanOrEqual(1);
	});
});
