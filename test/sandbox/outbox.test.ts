import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type FaultRule, type Sandbox } from '../../sandbox';
import { credits } from '../../sandbox/message';
import type { CampaignRow, RecipientRow } from '../../sandbox/outboxView';
import { clientOf, mobile, sms } from './support';

const pageFolder = join(import.meta.dirname, '../../sandbox/outbox');

interface List {
	total: number;
	rows: CampaignRow[];
}

async function getJson<Body>(url: string): Promise<Body> {
	return (await fetch(url)).json() as Promise<Body>;
}

describe('the page', () => {
	let sandbox: Sandbox;
	let client: ReturnType<typeof clientOf>;

	beforeAll(async () => {
		sandbox = await startSandbox();
		client = clientOf(sandbox);
	});
	beforeEach(() => sandbox.control.reset());
	afterAll(() => sandbox.close());

	const list = (query: Record<string, string> = {}) =>
		getJson<List>(`${sandbox.url}/outbox/campaigns?${new URLSearchParams(query)}`);

	test('is served with all its parts, and refers to nothing outside', async () => {
		const page = await (await fetch(sandbox.url)).text();
		expect(page).toContain('<title>Outbox');
		const parts = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);
		expect(parts.length).toBeGreaterThan(2);
		for (const path of parts) expect((await fetch(sandbox.url + path)).status).toBe(200);
		for (const file of await readdir(pageFolder)) {
			if (file !== 'index.html') {
				expect((await fetch(`${sandbox.url}/outbox/${file}`)).status).toBe(200);
			}
			const text = await readFile(join(pageFolder, file), 'utf8');
			const urls = [...text.matchAll(/(?:https?:)?\/\/[\w.-]+\.\w+[^\s'"]*/g)].map(([url]) => url);
			const outside = urls.filter((url) => url !== 'http://www.w3.org/2000/svg');
			expect([file, outside]).toEqual([file, []]);
		}
	});

	test('lists campaigns newest first, in pages', async () => {
		for (const title of ['one', 'two', 'three']) {
			await client.post('/sms', sms([mobile], { title }));
		}
		const { total, rows } = await list({ size: '2', page: '0' });
		expect([total, rows.map(({ title }) => title)]).toEqual([3, ['three', 'two']]);
		expect((await list({ size: '2', page: '1' })).rows).toMatchObject([{ title: 'one' }]);
	});

	test.each<[Record<string, string>, string[]]>([
		[{ text: 'PEDIDO' }, ['b']],
		[{ text: 'grupo-1' }, ['a']],
		[{ text: '(21) 98765' }, ['b']],
		[{ text: 'http-500' }, ['c']],
		[{ text: 'nothing accepted' }, ['c']],
		[{ text: 'nobody' }, []],
		[{ filter: 'flash' }, ['a']],
		[{ filter: 'faults' }, ['d', 'c']],
		[{ filter: 'refused' }, ['c']],
		[{ filter: 'undelivered' }, ['d']],
		[{ filter: 'pending' }, []],
		[{ filter: 'flash', text: 'pedido' }, []],
	])('finds by %j', async (query, titles) => {
		sandbox.control.setWebhook({ delays: { sent: 0, final: 0 } });
		const send = (phone: string, more: object) => client.post('/sms', sms([phone], more));
		await send(mobile, { title: 'a', is_flash: true, group_id: 'grupo-1' });
		await send('5521987654321', { title: 'b', message: 'Seu pedido chegou' });
		await send('11910000500', { title: 'c' });
		await send('11940000003', { title: 'd' });
		const { rows } = await list(query);
		expect(rows.map(({ title }) => title)).toEqual(titles);
	});

	test('shows statuses by the clock, without any webhook URL', async () => {
		sandbox.control.setWebhook({ delays: { sent: 50, final: 150 } });
		await client.post('/sms', sms([mobile, '11940000004']));
		const counts = async () => (await list()).rows[0];
		expect((await counts())?.statuses).toMatchObject({ queued: 1 });
		await new Promise((resolve) => setTimeout(resolve, 80));
		expect((await counts())?.statuses).toMatchObject({ sent: 1, queued: 0 });
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(await counts()).toMatchObject({ statuses: { delivered: 1, sent: 0 }, silent: 1 });
	});

	test('shows any part of 10,000 recipients', async () => {
		const phones = Array.from({ length: 10_000 }, (_, index) => `119${87650000 + index}`);
		const { data } = await client.post('/sms', sms(phones));
		const url = `${sandbox.url}/outbox/campaigns/${data.data.campaign_id}?offset=9998&limit=50`;
		const { rows, recipients } = await getJson<CampaignRow & { rows: RecipientRow[] }>(url);
		expect(rows.map(({ phone }) => phone)).toEqual(phones.slice(9998));
		expect(recipients).toBe(10_000);
		expect((await fetch(`${sandbox.url}/outbox/campaigns/none`)).status).toBe(404);
	});

	test('streams the counters', async () => {
		await client.post('/sms', sms([mobile, '21987654321'], { message: 'x'.repeat(313) }));
		const response = await fetch(`${sandbox.url}/outbox/stream`);
		const first = await response.body?.getReader().read();
		const text = Buffer.from(first?.value ?? []).toString();
		expect(JSON.parse(text.slice('data: '.length))).toMatchObject({
			campaigns: 1,
			messages: 2,
			credits: 6,
		});
	});

	test.each<[FaultRule, string]>([
		[{ fault: 'http-500-after' }, 'Accepted, but answered 500'],
		[{ fault: 'same-id' }, 'Accepted with the id of the campaign before it'],
		[{ status: 499, accepts: true }, 'Accepted, but answered 499'],
		[{ status: 418 }, 'Answered 418, nothing accepted'],
	])('names the fault of %j for people', async (rule, effect) => {
		sandbox.control.queueFault(rule);
		await client.post('/sms', sms());
		expect((await list()).rows).toMatchObject([{ faultEffect: effect }]);
	});

	test('shows token and app id on its own machine only', async () => {
		const { token, appId, url } = sandbox;
		expect(await getJson(`${url}/outbox/access`)).toEqual({ token, appId });
		const open = await startSandbox({ host: '0.0.0.0' });
		const answer = await getJson(`${open.url.replace('0.0.0.0', '127.0.0.1')}/outbox/access`);
		await open.close();
		expect(answer).toEqual({});
	});

	test('lists the special numbers', async () => {
		const rows = await getJson<object[]>(`${sandbox.url}/outbox/special-numbers`);
		expect(rows).toContainEqual({
			phone: '11910000402',
			fault: 'http-402',
			group: 'HTTP status',
			accepted: false,
			effect: '402 no credit',
		});
	});
});

test.each([
	[1, 1],
	[160, 1],
	[161, 2],
	[312, 2],
	[313, 3],
	[1600, 11],
])('%i characters are %i credits', (length, expected) => {
	expect(credits('ç'.repeat(length))).toBe(expected);
});

describe('the data file', () => {
	let folder: string;
	let dataFile: string;

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
		dataFile = join(folder, 'outbox.jsonl');
	});
	afterEach(() => rm(folder, { recursive: true }));

	test('keeps campaigns, refusals, outcomes and uploads across starts', async () => {
		const first = await startSandbox({ dataFile });
		first.control.setWebhook({ delays: { sent: 0, final: 0 } });
		await clientOf(first).post('/sms', sms([mobile, '11940000003'], { title: 'kept' }));
		await clientOf(first).post('/sms', sms(['11910000500']));
		const form = new FormData();
		form.append('title', 'Aviso');
		form.append('file', new Blob(['ID3aaaaaaaaa']), 'a.mp3');
		await clientOf(first).post('/voice/uploads', form);
		const before = await getJson<List>(`${first.url}/outbox/campaigns`);
		await first.close();

		const second = await startSandbox({ dataFile });
		expect(await getJson<List>(`${second.url}/outbox/campaigns`)).toEqual(before);
		expect(before.rows[1]?.statuses).toMatchObject({ delivered: 1, failed: 1 });
		expect(second.control.deliveries().get(mobile)).toBe(1);
		expect((await clientOf(second).get('/voice/uploads')).data.data).toHaveLength(1);
		await clientOf(second).post('/sms', sms());
		expect(second.control.deliveries().get(mobile)).toBe(2);
		await second.close();
	});

	test('survives a line that was cut off, and keeps what comes after it', async () => {
		const first = await startSandbox({ dataFile });
		await clientOf(first).post('/sms', sms());
		await first.close();
		await appendFile(dataFile, '{"campaign":{"id":"cut');
		const second = await startSandbox({ dataFile });
		await clientOf(second).post('/sms', sms());
		await second.close();
		const third = await startSandbox({ dataFile });
		expect(third.control.deliveries().get(mobile)).toBe(2);
		await third.close();
	});

	test('a reset holds after the next start', async () => {
		const first = await startSandbox({ dataFile });
		await clientOf(first).post('/sms', sms());
		first.control.reset();
		await first.close();
		const second = await startSandbox({ dataFile });
		expect(second.control.deliveries().size).toBe(0);
		await second.close();
	});
});
