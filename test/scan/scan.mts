// Rehearses n8n's verification of a community package on the tarball that would be published.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { checkGlobals, checkImports, checkLicences, checkLoading } from './bundles.mjs';
import { checkContents, checkRegistration } from './contents.mjs';
import { checkManifest } from './manifest.mjs';
import { pack } from './pack.mjs';

const root = join(import.meta.dirname, '../..');
const work = join(root, '.cache/scan');
const packed = pack(root, work);

// The scanner makes a temporary folder when it is imported and leaves it behind.
process.env.TMPDIR = join(work, 'tmp');
mkdirSync(process.env.TMPDIR);
const { checkWithNewestRules, checkWithScanner } = await import('./rules.mjs');

const checks: Record<string, () => string[] | Promise<string[]>> = {
	"n8n's scanner": () => checkWithScanner(root, packed.folder),
	'newest rules': () => checkWithNewestRules(root, packed.folder),
	manifest: () => checkManifest(packed),
	contents: () => checkContents(packed),
	registration: () => checkRegistration(root, packed),
	imports: () => checkImports(packed),
	globals: () => checkGlobals(packed),
	loading: () => checkLoading(packed),
	licences: () => checkLicences(packed),
};

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
	const findings = await check();
	console.log(`${findings.length === 0 ? 'ok  ' : 'FAIL'} ${name}`);
	for (const finding of findings) console.log(`     ${finding}`);
	failed += findings.length;
}
const { name, version } = packed.manifest;
const facts = `${packed.files.length} files, ${(packed.bytes / 1000).toFixed(1)} kB`;
console.log(`${name} ${version}: ${facts}, ${failed === 0 ? 'no findings' : `${failed} findings`}`);
process.exitCode = failed === 0 ? 0 : 1;
