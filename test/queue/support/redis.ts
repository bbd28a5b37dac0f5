import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../../../n8n/src/ports';
import type { Account, Programs } from './programs';
import { serverFolder, startServer } from './programs';

const READY_MS = 10_000;

/** A Redis of this test run alone. */
export interface Redis {
	pid: number;
	port: number;
	stop(): Promise<void>;
}

/**
 * Starts Redis on a free port of this machine; it keeps nothing on disk.
 *
 * @throws Error with what it printed when it does not start
 */
export async function startRedis({ redis }: Programs, account: Account): Promise<Redis> {
	const folder = serverFolder('redis', account);
	const [port = 0] = await freePorts(1);
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	const server = startServer(redis, [...args, '--dir', folder], folder, account);
	const deadline = Date.now() + READY_MS;
	while (!(await answers(port))) {
		if (server.ended() || Date.now() > deadline) {
			await server.stop();
			throw new Error(`Redis does not start:\n${server.output()}`);
		}
		await sleep(50);
	}
	return { pid: server.pid, port, stop: server.stop };
}

function answers(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
		const end = (answer: boolean) => {
			socket.destroy();
			resolve(answer);
		};
		socket.once('data', (data) => end(data.toString().startsWith('+PONG')));
		socket.once('error', () => end(false));
	});
}
