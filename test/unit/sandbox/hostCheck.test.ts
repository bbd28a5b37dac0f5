import { connect } from 'node:net';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { mobile } from './support';

let sandbox: Sandbox;
let port: number;

const startOn = async (host?: string) => {
	sandbox = await startSandbox(host === undefined ? {} : { host });
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

test('does not check when it listens on an address of the user’s choice', async () => {
	await startOn('0.0.0.0');
	expect(statusOf(await raw(['GET / HTTP/1.1', 'Host: sandbox:4010']))).toBe(200);
	expect(statusOf(await sendAs('sandbox:4010'))).toBe(202);
});
