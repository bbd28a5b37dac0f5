import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { n8nEnvironment } from './environment';
import type { N8nPorts } from './environment';
import { N8N_FOLDER } from './install';
import { callingModules, n8nScript, nodeFor } from './runtime';

const READY_MS = 120_000;
const STOP_MS = 20_000;

/** What an n8n is started with. */
export interface N8nOptions {
	/** n8n keeps its data in `<userFolder>/.n8n`; created when missing. */
	userFolder: string;
	ports: N8nPorts;
	/** The folder n8n is installed in; the pinned one when left out. */
	n8nFolder?: string;
	/** n8n's command and its arguments: `['start']` when left out; `['worker', '--concurrency=5']`. */
	command?: string[];
	/** Settings on top of {@link n8nEnvironment}. */
	env?: Record<string, string>;
	/** Where n8n's own output goes; `<userFolder>/n8n.log` when left out. */
	logFile?: string;
	/** The path that answers 200 once it is up; `/healthz/readiness` when left out. */
	readyPath?: string;
}

/** A running n8n. */
export interface N8n {
	/** `http://127.0.0.1:<port>`, without a slash at the end. */
	readonly url: string;
	readonly options: N8nOptions;
	readonly logFile: string;
	/** The process id of n8n's main process. */
	readonly pid: number;
	/** Resolves when the process has ended, however that came about. */
	readonly exited: Promise<void>;
	/** Stops it as Ctrl-C would and waits until it and its children are gone. */
	stop(): Promise<void>;
	/** Ends it and its children at once (SIGKILL), as a crash or a power cut would. */
	kill(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => signalGroup(child, 'SIGKILL')));

/**
 * Starts an n8n and waits until it answers. To start one again on the same data, call it again
 * with the same options (`startN8n(old.options)`).
 *
 * @throws Error with the end of n8n's output when it ends before it answers or does not answer
 *   within two minutes; Error naming the Node version that is missing
 */
export async function startN8n(options: N8nOptions): Promise<N8n> {
	const { userFolder, ports, n8nFolder = N8N_FOLDER, command = ['start'], env } = options;
	const { logFile = join(userFolder, 'n8n.log'), readyPath = '/healthz/readiness' } = options;
	mkdirSync(userFolder, { recursive: true });
	mkdirSync(dirname(logFile), { recursive: true });
	const node = nodeFor(n8nFolder);
	const settings = n8nEnvironment(userFolder, ports, {
		N8N_DISABLED_MODULES: callingModules(n8nFolder).join(','),
		...env,
	});
	const log = openSync(logFile, 'a');
	const child = spawn(node, [n8nScript(n8nFolder), ...command], {
		cwd: userFolder,
		// n8n looks for `node` itself when it starts a task runner.
		env: { ...settings, PATH: `${dirname(node)}${delimiter}${settings.PATH ?? ''}` },
		stdio: ['ignore', log, log],
		// A process group of its own: its children can be ended with it.
		detached: true,
	});
	closeSync(log);
	running.add(child);
	const exited = new Promise<void>((resolve) => {
		child.once('error', () => resolve());
		child.once('exit', () => resolve());
	}).then(() => {
		signalGroup(child, 'SIGKILL');
		running.delete(child);
	});
	const url = `http://127.0.0.1:${ports.n8n}`;
	await waitUntilReady(`${url}${readyPath}`, child, logFile);
	// n8n 1 says that it is ready before its REST interface answers.
	if (command[0] === 'start') await waitUntilReady(`${url}/rest/settings`, child, logFile);
	return {
		url,
		options,
		logFile,
		pid: child.pid ?? 0,
		exited,
		stop: () => end(child, 'SIGTERM', exited),
		kill: () => end(child, 'SIGKILL', exited),
	};
}

async function waitUntilReady(url: string, child: ChildProcess, logFile: string): Promise<void> {
	const deadline = Date.now() + READY_MS;
	while (Date.now() < deadline) {
		if (child.pid === undefined || hasEnded(child)) throw startError('ended', logFile);
		const status = await fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
			(response) => response.status,
			() => undefined,
		);
		if (status === 200) return;
		await sleep(100);
	}
	signalGroup(child, 'SIGKILL');
	throw startError(`did not answer within ${READY_MS / 1000} s`, logFile);
}

async function end(child: ChildProcess, signal: NodeJS.Signals, exited: Promise<void>) {
	if (hasEnded(child)) return exited;
	if (signal === 'SIGKILL') signalGroup(child, signal);
	else child.kill(signal);
	const late = setTimeout(() => signalGroup(child, 'SIGKILL'), STOP_MS);
	await exited;
	clearTimeout(late);
}

function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		if (process.platform === 'win32') child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch {
		// Nobody is left in the group.
	}
}

function startError(what: string, logFile: string): Error {
	const tail = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-25).join('\n');
	return new Error(`n8n ${what}. The end of ${logFile}:\n${tail}`);
}
