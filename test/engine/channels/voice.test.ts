import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { INodeParameters } from 'n8n-workflow';

import { dedupe, NODE, type EngineRun } from '../support';
import { mobile, useSandbox } from '../sms/support';
import { uploadAudio, WAV } from './channels';

const world = useSandbox();
beforeEach(() => dedupe.reset());
afterEach(() => jest.restoreAllMocks());

const LANDLINE = '1133334444';

const told = (run: EngineRun) =>
	run
		.outputs(NODE)
		.flat()
		.map(({ json }) => json);

const call = async (parameters: INodeParameters, phones: unknown = mobile(1)) =>
	await world.send([{ phones }], {
		parameters: {
			resource: 'voice',
			title: 'Lembrete',
			audio: { __rl: true, mode: 'id', value: String(await uploadAudio(world.sandbox)) },
			...parameters,
		},
	});

describe('Voice → Send', () => {
	it('calls landlines, too, and says what it costs at most', async () => {
		const run = await call({}, `${mobile(1)}, (11) 3333-4444`);
		expect(told(run)).toMatchObject([
			{
				sent: true,
				recipients: { phones: [mobile(1), LANDLINE] },
				credits: { per_recipient: 2, total: 4, certainty: 'at most' },
			},
		]);
	});

	it('calls no landline that opted out', async () => {
		const run = await call({ options: { doNotSend: '+55 11 3333-4444' } }, LANDLINE);
		expect(told(run)).toMatchObject([{ sent: false, reason: 'doNotSend' }]);
	});

	it('passes on how calls are repeated', async () => {
		jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-27T12:00:00-03:00'));
		const run = await call({
			operation: 'preview',
			options: { retryAttempts: 2, retryInterval: '30', retryEndTime: '18h' },
		});
		expect(told(run)).toMatchObject([
			{ retry_attempts: 2, retry_interval_min: 30, retry_end_time: '18:00', title: 'Lembrete' },
		]);
	});

	test.each<[INodeParameters, string]>([
		[{ title: '={{ $json.nothing }}' }, "'Title' is empty"],
		[{ title: 'Pedido {{ $json.id }}' }, "'Title'"],
		[{ audio: { __rl: true, mode: 'id', value: "={{ 'x7' }}" } }, "'Audio' is not the ID"],
		[{ audio: { __rl: true, mode: 'id', value: '={{ $json.nothing }}' } }, "'Audio' is empty"],
		[{ options: { retryAttempts: 4 } }, "'Retry Attempts' is not a whole number from 1 to 3"],
		[{ options: { retryInterval: 1.5 } }, "'Retry Interval' is not a whole number from 5 to 180"],
		[{ options: { retryEndTime: '22:00' } }, "'Retry End Time' is not a time from 08:00 to 21:45"],
		[{ options: { retryEndTime: '12:05' } }, "'Retry End Time' has passed today"],
		[{ options: { retryEndTime: '09:00' } }, "'Retry End Time' has passed today"],
	])('%j is refused', async (parameters, message) => {
		jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-27T12:00:00-03:00'));
		const run = await call(parameters);
		expect(run.error?.message).toContain(message);
		expect(world.control.stats().acceptedCampaigns).toBe(0);
	});

	it('takes an end that lies before now at night: calls begin in the morning', async () => {
		jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-27T23:00:00-03:00'));
		expect(
			(await call({ operation: 'preview', options: { retryEndTime: '09:00' } })).error,
		).toBeUndefined();
	});
});

describe('Audio', () => {
	const MP3 = Buffer.from([0xff, 0xfb, 0x90, 0x64, 0, 0, 0, 0, 0, 0, 0, 0]);
	const AAC = Buffer.from([0xff, 0xf1, 0x50, 0x80, 0, 0, 0, 0, 0, 0, 0, 0]);

	const upload = async (bytes: Buffer, more: { title?: string; fileName?: string } = {}) => {
		const { fileName = 'aviso.wav', title = '' } = more;
		const data = { data: bytes.toString('base64'), mimeType: 'audio/wav', fileName };
		return await world.send([], {
			items: [{ json: {}, binary: { data } }],
			onError: 'continueRegularOutput',
			parameters: { resource: 'audio', operation: 'upload', title },
		});
	};

	it.each([
		['WAV', WAV],
		['MP3', MP3],
		['MP3 with a tag', Buffer.from('ID3\x04\0\0\0\0\0\0\0\0', 'latin1')],
	])('uploads %s, and outputs its id', async (_, bytes) => {
		const [json] = told(await upload(bytes, { title: 'Aviso' }));
		expect(json).toMatchObject({ data: { id: expect.any(Number), title: 'Aviso' } });
		const { id } = json?.data as { id: number };
		const kept = await fetch(`${world.sandbox.url}/outbox/audio/${id}`);
		expect(Buffer.from(await kept.arrayBuffer())).toEqual(bytes);
	});

	it('takes the name of the file for an empty title', async () => {
		expect(told(await upload(WAV))).toMatchObject([{ data: { title: 'aviso.wav' } }]);
	});

	it.each([
		['AAC under the name of a WAV', AAC, 'is neither MP3 nor WAV'],
		['a text', Buffer.from('not an audio file at all'), 'is neither MP3 nor WAV'],
		['nothing', Buffer.alloc(0), 'is empty'],
		[
			'51 MB',
			Buffer.concat([WAV, Buffer.alloc(51 * 1024 * 1024)]),
			'and LigueLead takes at most 50',
		],
	])('refuses %s before it travels', async (_, bytes, message) => {
		const before = world.control.stats().requests;
		expect(told(await upload(bytes))).toMatchObject([
			{
				error: expect.stringContaining(message),
				details: { remedy: expect.stringContaining('MP3 or WAV') },
			},
		]);
		expect(world.control.stats().requests).toBe(before);
	});

	it('lists what is there', async () => {
		const id = await uploadAudio(world.sandbox);
		await uploadAudio(world.sandbox);
		const list = async (parameters: INodeParameters) =>
			told(
				await world.send([{}], {
					parameters: { resource: 'audio', operation: 'getAll', ...parameters },
				}),
			);
		expect(await list({ returnAll: true })).toMatchObject([{ id }, { id: id + 1 }]);
		expect(await list({ limit: 1 })).toMatchObject([{ id, title: 'Lembrete' }]);
	});

	it.each(['upload', 'getAll'])('shows no secret that a gateway quotes (%s)', async (operation) => {
		const { apiToken, appId } = { apiToken: 'tok-5f0c3b1e0d5a', appId: 'app-9a432f6f0a6a' };
		for (const status of [200, 400, 500]) {
			const gateway = createServer((request, response) => {
				request.resume();
				response.writeHead(status, { 'content-type': 'application/json' });
				const { 'api-token': token, 'app-id': id } = request.headers;
				const quoted = `bad token ${token} of ${id}`;
				response.end(JSON.stringify({ error: quoted, message: quoted, data: [{ title: quoted }] }));
			});
			await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
			const { port } = gateway.address() as AddressInfo;
			const baseUrl = `http://127.0.0.1:${port}/v1`;
			const data = { data: WAV.toString('base64'), mimeType: 'audio/wav', fileName: 'a.wav' };
			const run = await world.send([], {
				items: [{ json: {}, binary: { data } }],
				credential: { type: 'ligueLeadApi', data: { apiToken, appId, baseUrl } },
				parameters: { resource: 'audio', operation },
			});
			gateway.close();
			const text = JSON.stringify([run.runData, run.error, run.saved]);
			expect(run.status).toBe(status === 200 ? 'success' : 'error');
			expect(text).toContain('bad token');
			expect(text).not.toContain(apiToken);
			expect(text).not.toContain(appId);
		}
	});
});
