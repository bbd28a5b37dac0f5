import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm-ci.mjs';

const ROOT = join(__dirname, '..', '..');
const CACHE = join(ROOT, '.cache', 'package');

/**
 * Builds the package and packs it as it would be published.
 *
 * @returns the path of the tarball, under `.cache`
 * @throws Error when the build or npm fails; what they printed has been shown
 */
export async function packNode(): Promise<string> {
	const { name, version } = readManifest();
	mkdirSync(CACHE, { recursive: true });
	const tarball = join(CACHE, `${name}-${version}.tgz`);
	rmSync(tarball, { force: true });
	await npm(ROOT, ['exec', '--silent', '--', 'gulp', 'assemble', '--silent']);
	await npm(ROOT, ['pack', '--silent', '--pack-destination', CACHE]);
	return tarball;
}

/**
 * Installs a packed node the documented manual way: as a community package in the user folder.
 * Does nothing when the same tarball is installed already.
 *
 * @param tarball the path of the package's tarball
 * @param userFolder n8n keeps its data in `<userFolder>/.n8n`
 * @returns whether it was installed now
 * @throws Error when npm fails; what it printed has been shown
 */
export async function installNode(tarball: string, userFolder: string): Promise<boolean> {
	const folder = join(userFolder, '.n8n', 'nodes');
	const stamp = join(folder, 'node_modules', '.tarball');
	const hash = createHash('sha256').update(readFileSync(tarball)).digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return false;
	mkdirSync(folder, { recursive: true });
	const manifest = join(folder, 'package.json');
	if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
	rmSync(stamp, { force: true });
	// npm keeps an installed package of the same version, however different its content.
	rmSync(join(folder, 'node_modules', readManifest().name), { recursive: true, force: true });
	await npm(folder, [
		'install',
		tarball,
		'--ignore-scripts',
		// n8n brings n8n-workflow itself; npm would fetch it, with hundreds of packages.
		'--legacy-peer-deps',
		'--no-package-lock',
		'--no-audit',
		'--no-fund',
		'--silent',
	]);
	writeFileSync(stamp, hash);
	return true;
}

function readManifest(): { name: string; version: string } {
	return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
}
