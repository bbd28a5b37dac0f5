// `node n8n/bootstrap.mjs [script.ts [argument…]]`: installs the tools that package-lock.json
// names, if they are missing or stale, then runs the script. Needs nothing but Node.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './src/npm-ci.mjs';
import { whenLeftAlone } from './src/parent.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
	console.error(`Node ${process.versions.node} is too old: 20.19 or later is needed.`);
	process.exit(1);
}

// Without a handler a signal would end this process and leave npm running.
const leave = () => process.exit(1);
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
SIGNALS.forEach((signal) => process.on(signal, leave));
const stopWatching = whenLeftAlone(leave);
try {
	await ensureInstalled(ROOT, { label: 'the tools' });
} catch (error) {
	console.error(error.message);
	process.exit(1);
}
SIGNALS.forEach((signal) => process.off(signal, leave));
stopWatching();

const [script] = process.argv.slice(2);
if (script !== undefined) {
	const file = resolve(script);
	// As `node script.ts argument…` would show them to the script.
	process.argv.splice(1, 2, file);
	const [cjs, esm] = await Promise.all([import('tsx/cjs/api'), import('tsx/esm/api')]);
	cjs.register();
	// For `import()` in the script.
	esm.register();
	createRequire(import.meta.url)(file);
}
