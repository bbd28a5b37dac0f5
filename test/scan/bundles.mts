import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

import { build, type BuildFailure, type Metafile } from 'esbuild';
import { ESLint } from 'eslint';
import type { ICredentialType, Icon, INodeType } from 'n8n-workflow';

import type { Packed } from './pack.mjs';

/** What n8n gives to a community package at run time, of what its rules allow. */
const PROVIDED = ['n8n-workflow', 'crypto'];
/** Globals that n8n bans, and others that reach the system or the network around n8n's helpers. */
const BANNED = [
	...['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval'],
	...['clearImmediate', 'process', 'global', 'globalThis', 'window', 'self'],
	...['__dirname', '__filename', 'console', 'eval', 'fetch', 'XMLHttpRequest'],
	...['WebSocket', 'Worker'],
];
const LICENCES = 'dist/THIRD-PARTY-LICENSES.txt';

const scripts = ({ files }: Packed) => files.filter((file) => file.endsWith('.js'));

/** Whether any script of the tarball imports what n8n does not provide. One sentence a finding. */
export async function checkImports(packed: Packed): Promise<string[]> {
	const { metafile, warnings, errors } = await build({
		entryPoints: scripts(packed).map((file) => join(packed.folder, file)),
		outdir: packed.folder,
		absWorkingDir: packed.folder,
		bundle: true,
		packages: 'external',
		platform: 'neutral',
		write: false,
		metafile: true,
		logLevel: 'silent',
	}).catch((failure: BuildFailure) => ({
		errors: failure.errors,
		warnings: failure.warnings,
		metafile: { inputs: {} },
	}));
	const inputs: Metafile['inputs'] = metafile.inputs;
	const foreign = Object.entries(inputs).flatMap(([file, { imports }]) =>
		imports
			.filter(({ external, path }) => external && !PROVIDED.includes(path))
			.map(({ path }) => `${file} imports ${path}`),
	);
	return [
		...foreign,
		...[...errors, ...warnings].map(({ location, text }) => `${location?.file}: ${text}`),
	];
}

/** Whether any bundle uses a global that n8n bans. One sentence a finding. */
export async function checkGlobals(packed: Packed): Promise<string[]> {
	const eslint = new ESLint({
		cwd: packed.folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: {
			languageOptions: { sourceType: 'commonjs' },
			rules: {
				'no-restricted-globals': ['error', ...BANNED],
				'no-eval': 'error',
				'no-new-func': 'error',
			},
		},
	});
	const results = await eslint.lintFiles(scripts(packed));
	return results.flatMap(({ filePath, messages }) =>
		messages.map(({ line, message }) => `${basename(filePath)}:${line} ${message}`),
	);
}

/** Whether n8n's loader could make each registered class, with its icons. One sentence a finding. */
export function checkLoading({ folder, files, manifest }: Packed): string[] {
	const load = createRequire(join(folder, 'index.js'));
	const findings: string[] = [];
	for (const file of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
		if (!files.includes(file)) continue;
		try {
			const Type: new () => INodeType | ICredentialType = load(join(folder, file))[
				basename(file).split('.')[0] ?? ''
			];
			const instance = new Type();
			const icon = 'description' in instance ? instance.description.icon : instance.icon;
			findings.push(...missingIcons(join(folder, file), icon));
		} catch (error) {
			findings.push(`${file} does not load: ${error instanceof Error ? error.message : error}`);
		}
	}
	try {
		load(join(folder, manifest.main ?? 'index.js'));
	} catch (error) {
		findings.push(`the entry does not load: ${error instanceof Error ? error.message : error}`);
	}
	return findings;
}

function missingIcons(file: string, icon: Icon | undefined): string[] {
	const icons = typeof icon === 'string' ? [icon] : Object.values(icon ?? {});
	if (icons.length === 0) return [`${basename(file)} has no icon`];
	return icons
		.filter((path) => !existsSync(join(dirname(file), path.replace(/^file:/, ''))))
		.map((path) => `the icon ${path} of ${basename(file)} is missing`);
}

/** Whether the licence notices name every library that a bundle of the source takes in. */
export async function checkLicences(packed: Packed): Promise<string[]> {
	if (!packed.files.includes(LICENCES)) return [`${LICENCES} is missing`];
	const notices = readFileSync(join(packed.folder, LICENCES), 'utf8').split('\n');
	const { nodes, credentials } = packed.manifest.n8n;
	const { metafile } = await build({
		entryPoints: [...nodes, ...credentials].map((file) =>
			file.replace('dist/', '').replace(/\.js$/, '.ts'),
		),
		outdir: packed.folder,
		bundle: true,
		external: PROVIDED,
		platform: 'neutral',
		mainFields: ['module', 'main'],
		write: false,
		metafile: true,
		logLevel: 'silent',
	});
	const names = Object.keys(metafile.inputs).flatMap(
		(file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
	);
	if (names.length === 0) return ['No library was found in the bundles, which cannot be'];
	return [...new Set(names)]
		.filter((name) => !notices.some((line) => line.startsWith(`${name} `)))
		.map((name) => `${LICENCES} does not name ${name}`);
}
