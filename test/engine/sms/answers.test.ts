import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

import { dedupe, NODE, type EngineRun, type NodeRunOptions } from '../support';
import type { FaultRule } from '../../../sandbox';
import { accountOf, dataOf, mobile, useSandbox } from './support';

const world = useSandbox();

const entries = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ message: `Order ${n}`, phones: mobile(n) }));

const withOptions = (options: Record<string, number>, rest: NodeRunOptions = {}) => ({
	...rest,
	parameters: { options: { parallelRequests: 1, ...options } },
});

const CONTINUE = { onError: 'continueRegularOutput' } as const;

/** What each item was told: `accepted`, or the outcome of its failure. */
function told(run: EngineRun): unknown[] {
	return run
		.json(NODE)
		.map(({ details, data }) => (data ? 'accepted' : (details as { outcome?: string })?.outcome));
}

const requests = () => world.control.stats().requests;

describe('an answer that is hard to read', () => {
	it.each(['deep-answer', 'control-characters', 'control-characters-gzip', 'title-page'] as const)(
		'%s: its item is unknown, the others are sent',
		async (fault) => {
			world.control.queueFaults([{ fault: 'http-202' }, { fault }]);
			const run = await world.send(entries(4), withOptions({}, CONTINUE));
			expect(told(run)).toEqual(['accepted', 'unknown', 'accepted', 'accepted']);
			expect(JSON.stringify(run.saved).length).toBeLessThan(100_000);
		},
	);

	it('stops the workflow with a message, and nothing goes out in the background', async () => {
		world.control.queueFaults([{ fault: 'http-202' }, { fault: 'deep-answer' }]);
		const run = await world.send(entries(6), withOptions({}));
		expect(run.error?.message).toContain('LigueLead answered 202 without confirming a campaign');
		const after = requests();
		expect(after).toBe(2);
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(requests()).toBe(after);
		expect((await run.retry()).status).toBe('error');
		expect(Math.max(...world.control.deliveries().values())).toBe(1);
	});

	it('keeps of an accepted one of 10 MB what confirms it', async () => {
		const data = { campaign_id: 'c-1', accepted_at: '2026-11-23T12:00:00Z' };
		const body = { message: 'ok', data, more: 'x'.repeat(10_000_000) };
		const run = await answered({ status: 202, body });
		expect(run.json(NODE)[0]).toMatchObject({ message: 'ok', data });
		expect(JSON.stringify(run.saved).length).toBeLessThan(20_000);
	});
});

/** Runs one item whose request gets a status and a body. */
async function answered(rule: FaultRule, rest: NodeRunOptions = CONTINUE): Promise<EngineRun> {
	world.control.queueFaults([rule]);
	return await world.send(entries(1), withOptions({}, rest));
}

describe('a status', () => {
	it.each([
		[303, 'unknown'],
		[409, 'unknown'],
		[425, 'rejected'],
		[460, 'unknown'],
		[494, 'rejected'],
		[499, 'unknown'],
		[524, 'unknown'],
		[561, 'unknown'],
	])('%i is %s', async (status, outcome) => {
		expect(told(await answered({ status, body: {} }))).toEqual([outcome]);
	});

	it('of a refusal that names a campaign is unknown', async () => {
		const run = await answered({ fault: 'refusal-with-id' });
		expect(told(run)).toEqual(['unknown']);
		expect(run.json(NODE)[0]?.details).toMatchObject({ campaign_id: expect.any(String) });
	});

	it('is explained by the reason that came with it', async () => {
		const body = { statusCode: 400, message: ['phones.0 must be a phone'], error: 'Bad Request' };
		const run = await answered({ status: 400, body }, {});
		expect(run.error?.message).toContain('phones.0 must be a phone (the first phone)');
	});

	it('of a phone that reads "canceled" does not make the execution look stopped by hand', async () => {
		const run = await world.send([{ message: 'Hi', phones: 'canceled' }]);
		expect([run.status, run.error?.message]).toEqual([
			'error',
			expect.stringContaining('cancelled'),
		]);
	});

	it('of a text with the word "canceled" does not make the execution look stopped by hand', async () => {
		const run = await answered({ status: 400, body: { error: 'context canceled' } }, {});
		expect(run.status).toBe('error');
		expect(run.error?.message).toContain('context cancelled');
	});

	it('404 says that no API answers at this Base URL', async () => {
		const run = await answered({ status: 404, body: '' }, {});
		expect(run.error?.description).toContain('No LigueLead API answers at this Base URL.');
	});
});

describe('the timeout', () => {
	it.each(['drip', 'switching-protocols', 'hang-after'] as const)(
		'ends an exchange as a whole: %s',
		async (fault) => {
			world.control.queueFaults([{ fault }]);
			const started = Date.now();
			const run = await world.send(entries(2), withOptions({ timeout: 1_000 }, CONTINUE));
			expect(Date.now() - started).toBeLessThan(6_000);
			expect(told(run)).toEqual(['unknown', 'accepted']);
			expect(run.json(NODE)[0]?.error).toBe('LigueLead did not answer within 1 s');
		},
	);

	it.each([
		['headers that drip', 'HTTP/1.1 202 Accepted\r\nx: ', 'y'],
		['a body that drips', 'HTTP/1.1 202 Accepted\r\ncontent-type: application/json\r\n\r\n{', ' '],
		['one 100 after the other', 'HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 100 Continue\r\n\r\n'],
	])('closes the connection of %s', async (_, first, then) => {
		const server = await dripping(first, then);
		const run = await sendTo(server.url, { timeout: 1_000 });
		expect(told(run)).toEqual(['unknown']);
		await server.closed;
		server.close();
	});

	it('leaves the execution its Stop button', async () => {
		const server = await dripping('HTTP/1.1 202 Accepted\r\n\r\n{', ' ');
		const running = world.start(entries(1), {
			...withOptions({ timeout: 60_000 }),
			credential: at(server.url),
		});
		await server.opened;
		const started = Date.now();
		running.cancel();
		await running.finished;
		await server.closed;
		expect(Date.now() - started).toBeLessThan(3_000);
		server.close();
	});
});

const at = (baseUrl: string) => {
	const account = accountOf(world.sandbox);
	return { ...account, data: { ...account.data, baseUrl } };
};

const sendTo = async (url: string, options: Record<string, number>) =>
	await world.send(entries(1), { ...withOptions(options, CONTINUE), credential: at(url) });

/** A server that answers each request with a text, and with another one ten times a second after it. */
async function dripping(first: string, then: string) {
	let connected = (_: Socket): void => {};
	const opened = new Promise<Socket>((resolve) => (connected = resolve));
	const server: Server = createServer((socket) => {
		let timer: NodeJS.Timeout | undefined;
		socket.on('error', () => {});
		socket.on('close', () => clearInterval(timer));
		socket.once('data', () => {
			socket.write(first);
			timer = setInterval(() => socket.write(then), 100);
			connected(socket);
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	server.unref();
	const { port } = server.address() as AddressInfo;
	const closed = opened.then(
		async (socket) =>
			await new Promise((resolve) => (socket.closed ? resolve(1) : socket.once('close', resolve))),
	);
	return { url: `http://127.0.0.1:${port}/v1`, opened, closed, close: () => server.close() };
}

describe('secrets in an answer', () => {
	it.each(['reflect-headers', 'reflect-headers-json'] as const)(
		'%s: none is shown, in no form',
		async (fault) => {
			for (const rest of [{}, CONTINUE]) {
				world.control.queueFaults([{ fault }]);
				dedupe.reset();
				const run = await world.send(entries(1), withOptions({}, rest));
				const text = JSON.stringify([run.saved, run.error]);
				expect(text).toContain('***');
				for (const secret of [world.sandbox.token, world.sandbox.appId]) {
					expect(text).not.toContain(secret);
					expect(text).not.toContain(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
				}
			}
		},
	);

	it('are masked in what a gateway quotes, also where the token was pasted with a space', async () => {
		const gateway = createHttpServer((request, response) => {
			const token = String(request.headers['api-token']);
			response.writeHead(502, { 'content-type': 'application/json', 'x-request-id': token });
			response.end(JSON.stringify({ error: `upstream refused ${token}`, [token]: 12345678 }));
		});
		await new Promise<void>((listening) => gateway.listen(0, '127.0.0.1', listening));
		gateway.unref();
		const { port } = gateway.address() as { port: number };
		const baseUrl = `http://127.0.0.1:${port}/v1`;
		for (const apiToken of ['12345678', ' s3cret"token\\ \n']) {
			const credential = { type: 'ligueLeadApi', data: { apiToken, appId: 'app', baseUrl } };
			dedupe.reset();
			const run = await world.send(entries(1), { credential });
			expect(dataOf(run)).toMatchObject({ outcome: 'unknown', status: 502 });
			expect(run.error?.message).toContain('upstream refused ***');
			const text = JSON.stringify([run.saved, run.error]);
			const secret = JSON.stringify(apiToken.trim()).slice(1, -1);
			expect(text).not.toContain(secret);
			expect(text).not.toContain('s3cret');
		}
		gateway.close();
	});
});
