// Plain JavaScript without dependencies: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

// npm writes this file at the end of each complete installation.
const RECORD = 'node_modules/.package-lock.json';
const WINDOWS = process.platform === 'win32';
const PROGRESS_MS = 10_000;

export function isInstalled(folder) {
	const wanted = packagesOf(join(folder, 'package-lock.json'));
	const present = packagesOf(join(folder, RECORD));
	if (wanted === undefined || present === undefined) return false;
	return Object.entries(wanted).every(
		([path, { version, optional, devOptional, link }]) =>
			path === '' ||
			optional === true ||
			devOptional === true ||
			link === true ||
			present[path]?.version === version,
	);
}

export async function ensureInstalled(folder, { label, log = console.log }) {
	if (isInstalled(folder)) return false;
	const paths = Object.keys(packagesOf(join(folder, 'package-lock.json')) ?? {}).filter(Boolean);
	log(`Installing ${label}: ${paths.length} packages …`);
	const started = Date.now();
	// npm removes it too, but among thousands of other files: an interruption must not leave it.
	rmSync(join(folder, RECORD), { force: true });
	const timer = setInterval(() => {
		const done = paths.filter((path) => existsSync(join(folder, path, 'package.json'))).length;
		log(`  ${label}: ${done} of ${paths.length} packages, ${seconds(started)}`);
	}, PROGRESS_MS);
	try {
		await npm(folder, ['ci', '--ignore-scripts', '--no-progress', '--loglevel=error']);
	} finally {
		clearInterval(timer);
	}
	log(`  ${label}: installed, ${seconds(started)}`);
	return true;
}

export function npm(folder, args) {
	// Started by npm, that npm; else the one on PATH, which on Windows is a script.
	const cli = process.env.npm_execpath;
	const own = cli !== undefined && /npm-cli\.c?js$/.test(cli);
	const [command, first] = own ? [process.execPath, [cli]] : ['npm', []];
	return new Promise((resolve, reject) => {
		const child = spawn(command, [...first, ...args], {
			cwd: folder,
			stdio: ['ignore', 'inherit', 'inherit'],
			shell: !own && WINDOWS,
			detached: !WINDOWS,
		});
		// npm starts compilers, which outlive it unless the whole process group is ended; on SIGTERM
		// it would clean up for a minute, although the next installation starts from nothing.
		const endAll = () => (WINDOWS ? child.kill() : process.kill(-child.pid, 'SIGKILL'));
		process.once('exit', endAll);
		child.once('error', reject);
		child.once('close', (code) => {
			process.off('exit', endAll);
			if (code === 0) resolve();
			else reject(new Error(`npm ${args.join(' ')} in ${folder} ended with exit code ${code}`));
		});
	});
}

function packagesOf(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8')).packages;
	} catch {
		return undefined;
	}
}

function seconds(since) {
	return `${Math.round((Date.now() - since) / 1000)} s`;
}
