import { startSandbox, type Sandbox } from '../../sandbox';
import { openApiDocument } from '../../sandbox/openapi';
import { clientOf, fieldsOf, mobile, sms, violations } from './support';

let sandbox: Sandbox;
let client: ReturnType<typeof clientOf>;

beforeAll(async () => {
	sandbox = await startSandbox({ token: 'token-1', appId: 'app-1' });
	client = clientOf(sandbox);
});
beforeEach(() => sandbox.control.reset());
afterAll(() => sandbox.close());

const manyPhones = (count: number) =>
	Array.from({ length: count }, (_, index) => `119${87650000 + index}`);

describe('POST /v1/sms', () => {
	test('answers 202 as the guide shows', async () => {
		const { status, data } = await client.post('/sms', sms());
		expect(status).toBe(202);
		expect(violations('Accepted', data)).toEqual([]);
		expect(data.message).toBe('SMS accepted successfully');
	});

	test('takes the request of the guide', async () => {
		const body = {
			title: 'Welcome Campaign',
			message: 'Welcome to LigueLead! Thank you for joining us.',
			phones: ['11999999999', '11888888888'],
			group_id: 'optional-group-id',
		};
		expect((await client.post('/sms', body)).status).toBe(202);
	});

	test.each(['11999999999', '+5511999999999', '5511999999999'])('takes %s', async (phone) => {
		expect((await client.post('/sms', sms([phone]))).status).toBe(202);
		expect([...sandbox.control.deliveries()]).toEqual([['11999999999', 1]]);
	});

	test.each([
		'1199999999',
		'119999999999',
		'0011999999999',
		'(11) 99999-9999',
		'+5411999999999',
		'01999999999',
		'',
	])('refuses the phone %j and names its place', async (phone) => {
		const answer = await client.post('/sms', sms([mobile, phone]));
		expect(answer.status).toBe(400);
		expect(fieldsOf(answer)).toEqual(['phones.1']);
		expect(violations('Error', answer.data)).toEqual([]);
	});

	test.each<[string, object, string[]]>([
		['no message', { phones: [mobile] }, ['message']],
		['no phones', { message: 'x' }, ['phones']],
		['an empty list of phones', sms([]), ['phones']],
		['an empty message', sms([mobile], { message: '' }), ['message']],
		['a number as phone', { message: 'x', phones: [11987654321] }, ['phones.0']],
		['a text as flash mark', sms([mobile], { is_flash: 'true' }), ['is_flash']],
		['a null title', sms([mobile], { title: null }), ['title']],
		['unknown fields', sms([mobile], { from: 'x', flash: true }), ['from', 'flash']],
		['an ftp webhook', sms([mobile], { webhook_url: 'ftp://127.0.0.1/' }), ['webhook_url']],
		['a webhook that is no URL', sms([mobile], { webhook_url: 'http://' }), ['webhook_url']],
	])('refuses %s', async (_name, body, fields) => {
		const answer = await client.post('/sms', body);
		expect(answer.status).toBe(400);
		expect(fieldsOf(answer)).toEqual(fields);
		expect(sandbox.control.deliveries().size).toBe(0);
	});

	test('takes 1,600 characters and no more', async () => {
		const message = 'ã'.repeat(1600);
		expect((await client.post('/sms', sms([mobile], { message }))).status).toBe(202);
		const answer = await client.post('/sms', sms([mobile], { message: `${message}x` }));
		expect(fieldsOf(answer)).toEqual(['message']);
	});

	test('takes a webhook_url of 512 characters and no more', async () => {
		const url = 'http://127.0.0.1:9/'.padEnd(512, 'x');
		expect((await client.post('/sms', sms([mobile], { webhook_url: url }))).status).toBe(202);
		const answer = await client.post('/sms', sms([mobile], { webhook_url: `${url}x` }));
		expect(fieldsOf(answer)).toEqual(['webhook_url']);
	});

	test('takes 10,000 recipients and no more', async () => {
		expect((await client.post('/sms', sms(manyPhones(10_000)))).status).toBe(202);
		expect(sandbox.control.deliveries().size).toBe(10_000);
		const answer = await client.post('/sms', sms(manyPhones(10_001)));
		expect([answer.status, fieldsOf(answer)]).toEqual([400, ['phones']]);
		expect(sandbox.control.stats().acceptedCampaigns).toBe(1);
	});

	test.each(['veja https://exemplo.com/a', 'veja www.exemplo.com', 'veja exemplo.com.br hoje'])(
		'refuses a link only in a flash message: %s',
		async (message) => {
			const flash = await client.post('/sms', sms([mobile], { message, is_flash: true }));
			expect([flash.status, fieldsOf(flash)]).toEqual([400, ['message']]);
			expect((await client.post('/sms', sms([mobile], { message }))).status).toBe(202);
		},
	);

	test('takes a flash message without a link', async () => {
		const body = sms([mobile], { message: 'Fim.Obrigado, R$ 3.50', is_flash: true });
		expect((await client.post('/sms', body)).status).toBe(202);
	});

	test.each<[string, string, number]>([
		['text that is no JSON', '{', 400],
		['a body that is no object', '[]', 400],
		['a body over the limit', JSON.stringify('x'.repeat(1024 * 1024)), 413],
	])('refuses %s with a text', async (_name, body, status) => {
		const answer = await client.post('/sms', body, {
			headers: { 'content-type': 'application/json' },
		});
		expect(answer.status).toBe(status);
		expect(typeof answer.data.error).toBe('string');
	});
});

describe('authentication and headers', () => {
	test.each<[string, Record<string, string>]>([
		['no headers', {}],
		['no app id', { 'api-token': 'token-1' }],
		['no token', { 'app-id': 'app-1' }],
		['another token', { 'api-token': 'other', 'app-id': 'app-1' }],
		['another app id', { 'api-token': 'token-1', 'app-id': 'other' }],
	])('401 with %s', async (_name, headers) => {
		for (const [path, method] of [
			['/sms', 'POST'],
			['/voice/uploads', 'GET'],
		]) {
			const answer = await fetch(sandbox.apiUrl + path, { method: method ?? '', headers });
			expect(answer.status).toBe(401);
			expect(answer.headers.get('x-ratelimit-limit')).toBe('600000');
			expect(await answer.json()).toEqual({ error: 'Unauthorized' });
		}
	});

	test('GET /voice/uploads tests credentials', async () => {
		const { status, data } = await client.get('/voice/uploads');
		expect([status, data]).toEqual([200, { data: [] }]);
	});

	test('an unknown path is 404 with the limits', async () => {
		const answer = await client.get('/nothing');
		expect([answer.status, answer.headers['x-ratelimit-limit']]).toEqual([404, '600000']);
		expect(violations('Error', answer.data)).toEqual([]);
	});

	test('every documented operation is served', async () => {
		for (const [path, methods] of Object.entries(openApiDocument.paths)) {
			for (const method of Object.keys(methods)) {
				const url = sandbox.url + path.replace('{id}', '1');
				const answer = await fetch(url, { method: method.toUpperCase() });
				expect([path, method, answer.status]).toEqual([path, method, 401]);
			}
		}
	});
});

describe('voice', () => {
	const form = (bytes: string, name = 'a.mp3') => {
		const data = new FormData();
		data.append('title', 'Aviso');
		data.append('file', new Blob([Buffer.from(bytes, 'latin1')]), name);
		return data;
	};

	test.each([
		['MP3 with a tag', 'ID3\x04\x00\x00\x00\x00\x00\x00\x00\x00'],
		['MP3 without a tag', '\xff\xfb\x90\x64\x00\x00\x00\x00\x00\x00\x00\x00'],
		['WAV', 'RIFF\x24\x00\x00\x00WAVEfmt '],
	])('stores %s', async (_name, bytes) => {
		const { status, data } = await client.post('/voice/uploads', form(bytes));
		expect(status).toBe(201);
		expect(violations('VoiceUploadCreated', data)).toEqual([]);
		const one = await client.get(`/voice/uploads/${data.data.id}`);
		expect(one.data).toEqual({ data: data.data });
		const list = await client.get('/voice/uploads');
		expect(list.data).toEqual({ data: [data.data] });
	});

	test.each([
		['AAC', '\xff\xf1\x50\x80\x00\x00\x00\x00\x00\x00\x00\x00'],
		['M4A', '\x00\x00\x00\x20ftypM4A '],
	])('refuses %s', async (_name, bytes) => {
		const answer = await client.post('/voice/uploads', form(bytes));
		expect([answer.status, fieldsOf(answer)]).toEqual([400, ['file']]);
	});

	test('refuses an upload without a file, with an unknown field, or as JSON', async () => {
		const data = new FormData();
		data.append('title', 'Aviso');
		data.append('volume', '11');
		expect(fieldsOf(await client.post('/voice/uploads', data))).toEqual(['file', 'volume']);
		const json = await client.post('/voice/uploads', { title: 'Aviso', file: 'ID3' });
		expect(json.status).toBe(415);
	});

	test('404 for an unknown upload, 400 for an id that is no number', async () => {
		expect((await client.get('/voice/uploads/5')).status).toBe(404);
		expect(fieldsOf(await client.get('/voice/uploads/x'))).toEqual(['id']);
	});

	test('queues a call, which is no SMS delivery', async () => {
		const upload = await client.post('/voice/uploads', form('ID3\x04aaaaaaaa'));
		const body = { title: 'Aviso', voice_upload_id: upload.data.data.id, phones: [mobile] };
		const { status, data } = await client.post('/voice', body);
		expect([status, data.message]).toEqual([202, 'Voice accepted successfully']);
		expect(sandbox.control.deliveries().size).toBe(0);
		expect([...sandbox.control.deliveries({ type: 'voice' })]).toEqual([[mobile, 1]]);
	});

	test.each<[object, string]>([
		[{ voice_upload_id: 1 }, 'voice_upload_id'],
		[{ voice_upload_id: '1' }, 'voice_upload_id'],
		[{ retry_attempts: 4 }, 'retry_attempts'],
		[{ retry_interval_min: 4 }, 'retry_interval_min'],
		[{ retry_end_time: '21:46' }, 'retry_end_time'],
		[{ retry_end_time: '07:59' }, 'retry_end_time'],
	])('refuses a call with %j', async (change, field) => {
		const body = { title: 'Aviso', voice_upload_id: 1, phones: [mobile], ...change };
		expect(fieldsOf(await client.post('/voice', body))).toEqual([field]);
	});
});
