import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureInstalled, npm } from './npm-ci.mjs';

/** The folder of the n8n that is run: the pinned one, or what the variable `N8N_FOLDER` names. */
export const N8N_FOLDER = resolve(process.env.N8N_FOLDER ?? join(__dirname, '..'));

/**
 * Installs n8n in a folder that has a `package.json` and a lockfile naming it, without packages'
 * scripts, and then compiles the one native package that n8n needs (sqlite3). Interrupted, it goes
 * on where it stopped; complete, it returns at once.
 *
 * @param folder the folder; its lockfile's hash is kept in `node_modules/.complete`
 * @param log where progress goes, one line a call
 * @throws Error when npm fails; what npm printed has been shown
 */
export async function ensureN8n(
	folder: string = N8N_FOLDER,
	log: (line: string) => void = console.log,
): Promise<void> {
	const stamp = join(folder, 'node_modules', '.complete');
	const hash = createHash('sha256')
		.update(readFileSync(join(folder, 'package-lock.json')))
		.digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
	rmSync(stamp, { force: true });
	await ensureInstalled(folder, { label: 'n8n', log });
	log('  n8n: compiling sqlite3, about a minute …');
	await npm(folder, [
		'rebuild',
		'sqlite3',
		'--ignore-scripts=false',
		'--no-progress',
		'--loglevel=error',
	]);
	writeFileSync(stamp, hash);
}
