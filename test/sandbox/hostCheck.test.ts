import { connect } from 'node:net';
import { hostname } from 'node:os';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';
import { mobile } from './support';

let sandbox: Sandbox;
let port: number;

const startOn = async (host?: string, options: SandboxOptions = {}) => {
	sandbox = await startSandbox(host === undefined ? options : { host, ...options });
	port = Number(new URL(sandbox.url).port);
};
afterEach(() => sandbox.close());

/** The answer to a request of exactly these lines, as text. */
async function raw(lines: string[], body = '', address = '127.0.0.1'): Promise<string> {
	const socket = connect({ port, host: address });
	socket.write([...lines, 'Connection: close', '', body].join('\r\n'));
	let answer = '';
	for await (const chunk of socket) answer += chunk;
	return answer;
}

const statusOf = (answer: string) => Number(answer.split(' ')[1]);

const sendLines = (host: string) => [
	'POST /v1/sms HTTP/1.1',
	`Host: ${host}`,
	`api-token: ${sandbox.token}`,
	`app-id: ${sandbox.appId}`,
	'Content-Type: application/json',
];
const message = JSON.stringify({ message: 'Olá!', phones: [mobile] });
const sendAs = (host: string) =>
	raw([...sendLines(host), `Content-Length: ${Buffer.byteLength(message)}`], message);

describe('on loopback', () => {
	beforeEach(() => startOn());

	test.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.8.9.10', '[::1]'])(
		'answers as %s, with a port and without',
		async (name) => {
			expect(statusOf(await raw(['GET / HTTP/1.1', `Host: ${name}`]))).toBe(200);
			expect(statusOf(await raw(['GET / HTTP/1.1', `Host: ${name}:${port}`]))).toBe(200);
			expect(statusOf(await sendAs(`${name}:${port}`))).toBe(202);
		},
	);

	test.each([
		'evil.test',
		'evil.test:4010',
		'127.0.0.1.evil.test',
		'localhost.evil.test',
		'evil-localhost',
		'localhost:4010@evil.test',
		'10.0.0.1',
		'0.0.0.0',
		'[::]',
		'[::ffff:10.0.0.1]',
		'',
	])('refuses the host %j on every route', async (host) => {
		for (const route of [
			'GET /',
			'GET /outbox/outbox.js',
			'GET /outbox/campaigns',
			'GET /outbox/stream',
			'GET /v1/voice/uploads',
			'GET /v1/nothing',
			'GET /control/stats',
			'POST /control/reset',
			'GET /redirected',
			'GET /nothing',
		]) {
			const answer = await raw([`${route} HTTP/1.1`, `Host: ${host}`]);
			expect([route, statusOf(answer)]).toEqual([route, 403]);
			const [, body = ''] = answer.split('\r\n\r\n');
			expect(JSON.parse(body)).toEqual({ error: expect.stringContaining('localhost') });
		}
		expect(statusOf(await sendAs(host))).toBe(403);
		expect(sandbox.control.deliveries().size).toBe(0);
	});

	test('refuses a page of another name that its own origin names', async () => {
		const lines = ['POST /control/reset HTTP/1.1', 'Host: evil.test', 'Origin: http://evil.test'];
		expect(statusOf(await raw(lines))).toBe(403);
	});

	test('refuses a request without a host', async () => {
		expect(statusOf(await raw(['GET / HTTP/1.0']))).toBe(403);
	});
});

test('checks when it listens on localhost by name', async () => {
	await startOn('localhost');
	const ask = async (host: string) =>
		statusOf(await raw(['GET / HTTP/1.1', `Host: ${host}`], '', 'localhost'));
	expect([await ask('localhost'), await ask('evil.test')]).toEqual([200, 403]);
});

describe('on an address that other machines reach', () => {
	const ask = async (host: string) => statusOf(await raw(['GET / HTTP/1.1', `Host: ${host}`]));
	const stats = (lines: string[] = [], host = `127.0.0.1:${port}`) =>
		raw(['GET /control/stats HTTP/1.1', `Host: ${host}`, ...lines]);

	test('answers by an IP address and by the names it knows', async () => {
		await startOn('0.0.0.0', { allowedHosts: ['Sandbox'] });
		for (const host of [
			'sandbox',
			'SANDBOX:4010',
			'localhost:4010',
			'127.0.0.1',
			'[::1]:4010',
			'10.0.0.1',
			'10.0.0.1:4010',
			'[fe80::1]:4010',
			'0.0.0.0:4010',
			hostname(),
		]) {
			expect([host, await ask(host)]).toEqual([host, 200]);
			expect([host, statusOf(await sendAs(host))]).toEqual([host, 202]);
		}
	});

	test('refuses any other name, on every route', async () => {
		await startOn('0.0.0.0', { allowedHosts: ['Sandbox'] });
		for (const host of [
			'evil.test',
			'evil.test:4010',
			'sandbox.evil.test',
			'10.0.0.1.evil.test',
			'10.0.0',
			'[sandbox',
			'[10.0.0.1].evil.test',
			'evil.test:80:4010',
			'',
		]) {
			for (const route of ['GET /', 'GET /outbox/campaigns', 'POST /control/reset', 'GET /none']) {
				const token = `control-token: ${sandbox.controlToken}`;
				const answer = await raw([`${route} HTTP/1.1`, `Host: ${host}`, token]);
				expect([host, route, statusOf(answer)]).toEqual([host, route, 403]);
			}
			expect([host, statusOf(await sendAs(host))]).toEqual([host, 403]);
		}
		expect(sandbox.control.deliveries().size).toBe(0);
	});

	test('the control interface asks for the token', async () => {
		await startOn('0.0.0.0');
		expect(sandbox.controlToken).toMatch(/^.{20,}$/);
		const refused = await stats();
		expect([statusOf(refused), refused]).toEqual([401, expect.stringContaining('control-token')]);
		expect(refused).not.toContain(sandbox.controlToken);
		for (const wrong of ['', 'x', `${sandbox.controlToken}x`, sandbox.token]) {
			expect(statusOf(await stats([`control-token: ${wrong}`]))).toBe(401);
		}
		const right = `control-token: ${sandbox.controlToken}`;
		expect(statusOf(await stats([right]))).toBe(200);
		expect(statusOf(await stats([right, 'Origin: http://evil.test']))).toBe(403);
	});

	test('each start has a token of its own, unless it is chosen', async () => {
		await startOn('0.0.0.0');
		const first = sandbox.controlToken;
		await sandbox.close();
		await startOn('0.0.0.0');
		expect(sandbox.controlToken).not.toBe(first);
		await sandbox.close();
		await startOn('0.0.0.0', { controlToken: 'chosen' });
		expect(statusOf(await stats(['control-token: chosen']))).toBe(200);
	});
});

test('the control interface asks for no token on loopback', async () => {
	await startOn();
	expect(sandbox.controlToken).toBeUndefined();
	const lines = ['GET /control/stats HTTP/1.1', 'Host: localhost'];
	expect(statusOf(await raw(lines))).toBe(200);
});
