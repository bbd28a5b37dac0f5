'use strict';

const { mkdir, readFile, rm, writeFile } = require('node:fs/promises');
const { basename, dirname, join } = require('node:path');
const { spawnSync } = require('node:child_process');
const esbuild = require('esbuild');
const { dest, parallel, series, src, watch } = require('gulp');

const manifest = require('./package.json');

const DIST = 'dist';
const STATIC = ['nodes/**/*.{svg,png}', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'];
// n8n and Node provide these; everything else a node imports has to travel in its bundle.
const EXTERNAL = ['n8n-workflow', 'crypto'];

function clean() {
	return rm(DIST, { recursive: true, force: true });
}

function types(done) {
	const { status } = spawnSync(
		process.execPath,
		[require.resolve('typescript/bin/tsc'), '--noEmit'],
		{
			stdio: 'inherit',
		},
	);
	done(status === 0 ? undefined : new Error('Type check failed'));
}

/** Keeps Brazil of libphonenumber-js's world-wide metadata: 1 kB instead of 145 kB. */
const brazilOnly = {
	name: 'brazil-only',
	setup(build) {
		build.onLoad(
			{ filter: /libphonenumber-js[\\/]metadata\.max\.json(\.js)?$/ },
			async ({ path }) => {
				const text = await readFile(path, 'utf8');
				const all = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
				const { version, country_calling_codes: codes, countries } = all;
				return {
					contents: JSON.stringify({
						version,
						country_calling_codes: { 55: codes['55'] },
						countries: { BR: countries.BR },
					}),
					loader: 'json',
				};
			},
		);
	},
};

/** Fails the build if a bundle would need a package at run time that n8n does not provide. */
function refuseExternals(outputs) {
	for (const [file, { imports }] of Object.entries(outputs)) {
		const foreign = imports.filter(({ external, path }) => external && !EXTERNAL.includes(path));
		if (foreign.length > 0) {
			throw new Error(
				`${file} would import ${foreign.map(({ path }) => path).join(', ')} at run time`,
			);
		}
	}
}

const NODE_FILES = manifest.n8n.nodes.map((file) => file.replace('dist/', ''));
const CREDENTIAL_FILES = manifest.n8n.credentials.map((file) => file.replace('dist/', ''));
// One for all nodes, in the folder they share.
const SHARED = 'shared.js';

const BUNDLING = {
	bundle: true,
	platform: 'neutral',
	mainFields: ['module', 'main'],
	format: 'cjs',
	target: 'node20',
	external: EXTERNAL,
	// linkifyjs warns on the console about plugins, which this package does not use.
	define: { console: 'undefined' },
	minify: true,
	legalComments: 'none',
	plugins: [brazilOnly],
	metafile: true,
	logLevel: 'warning',
};

async function bundle() {
	const source = (file) => `./${file.replace(/\.js$/, '')}`;
	const built = await Promise.all([
		esbuild.build({
			...BUNDLING,
			stdin: {
				contents: NODE_FILES.map((file) => `export * from '${source(file)}';`).join('\n'),
				resolveDir: __dirname,
			},
			outfile: join(DIST, dirname(NODE_FILES[0]), SHARED),
		}),
		esbuild.build({
			...BUNDLING,
			entryPoints: CREDENTIAL_FILES.map((file) => file.replace(/\.js$/, '.ts')),
			outdir: DIST,
			outbase: '.',
		}),
	]);
	for (const { metafile } of built) refuseExternals(metafile.outputs);
	await Promise.all(NODE_FILES.map(writeEntry));
	await writeLicences({
		inputs: Object.assign({}, ...built.map(({ metafile }) => metafile.inputs)),
	});
}

/** n8n looks for a class named like its file; minified, the shared one has another name. */
function writeEntry(file) {
	const name = basename(file, '.node.js');
	const text = `exports.${name} = class ${name} extends require('./${SHARED}').${name} {};\n`;
	return writeFile(join(DIST, file), text);
}

/** Writes the licence texts of every library whose code is in a bundle, read from its package. */
async function writeLicences({ inputs }) {
	const folders = new Set(
		Object.keys(inputs)
			.map((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1])
			.filter(Boolean),
	);
	const notices = await Promise.all([...folders].sort().map(readNotice));
	await mkdir(DIST, { recursive: true });
	await writeFile(join(DIST, 'THIRD-PARTY-LICENSES.txt'), notices.join(`\n${'-'.repeat(80)}\n\n`));
}

async function readNotice(folder) {
	const { name, version, license } = JSON.parse(
		await readFile(join(folder, 'package.json'), 'utf8'),
	);
	for (const file of ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license', 'LICENCE']) {
		const text = await readFile(join(folder, file), 'utf8').catch(() => undefined);
		if (text !== undefined) return `${name} ${version} (${license})\n\n${text.trim()}\n`;
	}
	throw new Error(`${name} has no licence file to quote`);
}

function statics() {
	return src(STATIC, { base: '.', encoding: false }).pipe(dest(DIST));
}

function watching() {
	watch(['nodes/**', 'credentials/**'], { ignoreInitial: false }, parallel(bundle, statics));
}

exports.clean = clean;
exports.types = types;
exports.bundle = bundle;
// Without the type check, which covers the tests too: what `npm start` and the tests in n8n need.
exports.assemble = series(clean, parallel(bundle, statics));
exports.build = series(types, exports.assemble);
exports.watch = watching;
exports.default = exports.build;
