// `npm run test:compat [-- folder…]`: runs the end-to-end tests on the n8n of each folder, by default
// this one and those in n8n/versions, and records in docs/compatibility.json what passed.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { mergeRecord, readRecord } from './src/compatibility';
import { ensureN8n } from './src/install';
import { n8nVersion, nodeFor } from './src/runtime';

const ROOT = join(__dirname, '..');
const VERSIONS = join(__dirname, 'versions');
const RECORDS = join(ROOT, 'docs', 'compatibility.json');
const OUTPUT = join(ROOT, '.cache', 'results', 'compatibility.json');

async function check(folder: string): Promise<boolean> {
	await ensureN8n(folder);
	mkdirSync(dirname(OUTPUT), { recursive: true });
	// If jest writes nothing, there must be nothing to read.
	rmSync(OUTPUT, { force: true });
	const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
	const args = ['--selectProjects', 'e2e', '--runInBand', '--json', `--outputFile=${OUTPUT}`];
	const { status } = spawnSync(process.execPath, [jest, ...args], {
		cwd: ROOT,
		env: { ...process.env, N8N_FOLDER: folder },
		// jest's JSON is in the file.
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const record = readRecord(OUTPUT, {
		n8n: n8nVersion(folder),
		node: execFileSync(nodeFor(folder), ['--version'], { encoding: 'utf8' }).trim().slice(1),
	});
	const known = existsSync(RECORDS) ? JSON.parse(readFileSync(RECORDS, 'utf8')) : [];
	writeFileSync(RECORDS, `${JSON.stringify(mergeRecord(known, record), null, '\t')}\n`);
	return status === 0;
}

async function main(): Promise<void> {
	const named = process.argv.slice(2).map((folder) => resolve(folder));
	const known = [__dirname, ...readdirSync(VERSIONS).map((name) => join(VERSIONS, name))];
	const folders = named.length > 0 ? named : known;
	for (const folder of folders) {
		if (!(await check(folder))) process.exitCode = 1;
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
