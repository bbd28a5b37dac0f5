import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
	accessSync,
	chownSync,
	constants,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
} from 'node:fs';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const POSTGRES_FOLDERS = '/usr/lib/postgresql';
const STOP_MS = 10_000;

/** The programs that the servers of a test run are started from. */
export interface Programs {
	initdb: string;
	postgres: string;
	psql: string;
	redis: string;
}

/**
 * Finds PostgreSQL and Redis on this machine.
 *
 * @throws Error naming every program that is missing, and how to install it on Debian or Ubuntu
 */
export function findPrograms(): Programs {
	const folders = [...(process.env.PATH ?? '').split(delimiter), ...postgresFolders()];
	const find = (name: string) => folders.map((folder) => join(folder, name)).find(isProgram) ?? '';
	const found = {
		initdb: find('initdb'),
		postgres: find('postgres'),
		psql: find('psql'),
		redis: find('redis-server'),
	};
	const missing = Object.entries(found).flatMap(([name, path]) => (path === '' ? [name] : []));
	if (missing.length > 0) {
		throw new Error(
			`Missing on this machine: ${missing.join(', ')}. On Debian or Ubuntu: ` +
				'apt-get install postgresql redis-server',
		);
	}
	return found;
}

// Debian keeps the server's programs out of PATH, a folder a version.
function postgresFolders(): string[] {
	if (!existsSync(POSTGRES_FOLDERS)) return [];
	return readdirSync(POSTGRES_FOLDERS)
		.sort((a, b) => Number(b) - Number(a))
		.map((version) => join(POSTGRES_FOLDERS, version, 'bin'));
}

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** The user that servers run as. */
export interface Account {
	uid?: number;
	gid?: number;
}

/** Another user than root, because PostgreSQL refuses to run as root; nothing to change otherwise. */
export function serverAccount(): Account {
	if (process.getuid?.() !== 0) return {};
	const users = readFileSync('/etc/passwd', 'utf8').split('\n');
	for (const name of ['postgres', 'nobody']) {
		const fields = users.find((line) => line.startsWith(`${name}:`))?.split(':');
		if (fields !== undefined) return { uid: Number(fields[2]), gid: Number(fields[3]) };
	}
	throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody');
}

/** A new folder that belongs to an account, outside of folders that only this user may enter. */
export function serverFolder(name: string, { uid, gid }: Account): string {
	const folder = mkdtempSync(join(tmpdir(), `liguelead-${name}-`));
	if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
	return folder;
}

/** A server that was started. */
export interface Server {
	pid: number;
	/** Everything it has printed so far. */
	output(): string;
	ended(): boolean;
	/** Ends it and removes its folder. */
	stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts a server in its folder. */
export function startServer(
	program: string,
	args: string[],
	folder: string,
	account: Account,
): Server {
	const child = spawn(program, args, {
		cwd: folder,
		stdio: ['ignore', 'pipe', 'pipe'],
		...account,
	});
	running.add(child);
	let output = '';
	const keep = (chunk: Buffer) => {
		output = (output + chunk.toString()).slice(-20_000);
	};
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);
	const closed = new Promise<void>((resolve) => {
		child.once('error', (error) => {
			output += String(error);
			resolve();
		});
		child.once('close', () => resolve());
	}).then(() => void running.delete(child));
	return {
		pid: child.pid ?? 0,
		output: () => output,
		ended: () => !running.has(child),
		stop: async () => {
			child.kill('SIGINT');
			const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
			await closed;
			clearTimeout(late);
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
