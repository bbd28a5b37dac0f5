import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePorts } from '../../../n8n/src/ports';
import type { Account, Programs } from './programs';
import { serverFolder, startServer } from './programs';

const run = promisify(execFile);
const READY_MS = 30_000;
const USER = 'n8n';

/** A PostgreSQL of this test run alone. */
export interface Postgres {
	pid: number;
	/** As n8n's settings and its PostgreSQL credential want them. */
	connection: { host: string; port: number; database: string; user: string; password: string };
	/** The rows of a query, by column. */
	rows<T>(query: string): Promise<T[]>;
	/** Runs statements for their effect. */
	execute(statements: string): Promise<void>;
	stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on a free port of this machine with an empty database of default settings.
 *
 * @throws Error with what it printed when it does not start
 */
export async function startPostgres(programs: Programs, account: Account): Promise<Postgres> {
	const folder = serverFolder('postgres', account);
	const data = join(folder, 'data');
	const options = ['--username', USER, '--auth', 'trust', '--encoding', 'UTF8', '--no-locale'];
	await run(programs.initdb, ['--pgdata', data, ...options], { cwd: folder, ...account });
	const [port = 0] = await freePorts(1);
	const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories='];
	const server = startServer(
		programs.postgres,
		['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
		folder,
		account,
	);
	const execute = async (statements: string) => {
		const where = ['-h', '127.0.0.1', '-p', String(port), '-U', USER, '-d', 'postgres'];
		const how = ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '-v', 'ON_ERROR_STOP=1'];
		const { stdout } = await run(programs.psql, [...where, ...how, '-c', statements], {
			maxBuffer: 256 * 1024 * 1024,
		});
		return stdout;
	};
	const deadline = Date.now() + READY_MS;
	while (!(await execute('select 1').then(Boolean, () => false))) {
		if (server.ended() || Date.now() > deadline) {
			await server.stop();
			throw new Error(`PostgreSQL does not start:\n${server.output()}`);
		}
		await sleep(100);
	}
	return {
		pid: server.pid,
		connection: { host: '127.0.0.1', port, database: 'postgres', user: USER, password: '' },
		rows: async (query) =>
			JSON.parse(await execute(`select coalesce(json_agg(t), '[]') from (${query}) t`)),
		execute: async (statements) => void (await execute(statements)),
		stop: server.stop,
	};
}
