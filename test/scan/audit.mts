// `npm run audit`: asks the registry for known vulnerabilities of the libraries whose code is in the
// bundles. The package itself has no dependencies, so `npm audit` alone would look at nothing.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HEADING = /^((?:@[\w.-]+\/)?[\w.-]+) (\d+\.\d+\.\d+\S*) \(/gm;

const notices = readFileSync('dist/THIRD-PARTY-LICENSES.txt', 'utf8');
const dependencies = Object.fromEntries(
	[...notices.matchAll(HEADING)].map(([, name, version]) => [name, version]),
);
if (Object.keys(dependencies).length === 0) throw new Error('No bundled library was found');

const folder = mkdtempSync(join(tmpdir(), 'audit-'));
try {
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
	const npm = (...words: string[]) => execFileSync('npm', words, { cwd: folder, stdio: 'inherit' });
	npm('install', '--package-lock-only', '--ignore-scripts', '--silent');
	npm('audit');
	console.log(
		`Audited ${Object.entries(dependencies)
			.map((entry) => entry.join('@'))
			.join(', ')}`,
	);
} finally {
	rmSync(folder, { recursive: true, force: true });
}
