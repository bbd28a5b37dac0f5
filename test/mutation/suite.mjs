// Test files in this very process, with what they use of jest: jest itself takes seconds for each mutant.
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { Script } from 'node:vm';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const { bind } = require('jest-each');
const { expect } = require('expect');
const fc = require('fast-check');

// Few inputs, the same ones for each mutant, and no search for the smallest one that fails.
const RUNS = 30;
const assert = (property, { numRuns = 100, ...more } = {}) =>
	fc.assert(property, { ...more, numRuns: Math.min(numRuns, RUNS), seed: 1, endOnFailure: true });
const loaded = { 'fast-check': { __esModule: true, ...fc, default: { ...fc, assert } } };

const EXTERNAL = ['fast-check', 'google-libphonenumber', 'n8n-workflow'];
const MOST_MS = 20_000;

/** Compiles test files with all they import; returns a script for each. */
export async function compile(files) {
	const { outputFiles } = await build({
		entryPoints: files,
		absWorkingDir: process.cwd(),
		bundle: true,
		write: false,
		outdir: 'out',
		platform: 'node',
		format: 'cjs',
		external: EXTERNAL,
		define: { 'import.meta.dirname': '__dirname' },
		logLevel: 'silent',
	});
	return outputFiles.map(({ text, path }) => ({
		name: path.split('/').pop(),
		script: new Script(`(function (require, module, exports) {${text}\n})`),
	}));
}

/** Runs a file from its imports on, as a fresh copy; returns its tests, in order. */
export function collect({ name: file, script }) {
	const tests = [];
	const names = [file];
	const seen = new Map();
	const test = (name, run) => {
		const title = [...names, name].join(' › ');
		const before = seen.get(title) ?? 0;
		seen.set(title, before + 1);
		tests.push({ id: before === 0 ? title : `${title} (${before + 1})`, run });
	};
	const describe = (name, body) => {
		names.push(name);
		body();
		names.pop();
	};
	test.each = bind(test);
	describe.each = bind(describe);
	Object.assign(globalThis, { test, it: test, describe, expect, jest: { setTimeout: () => {} } });
	script.runInThisContext()((name) => loaded[name] ?? require(name), { exports: {} }, {});
	return tests;
}

/** Runs one test; returns how long it took, and what it failed with, if it did. */
export async function runTest({ run }) {
	const start = performance.now();
	let timer;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Error('The test does not end')), MOST_MS);
	});
	try {
		await Promise.race([run(), late]);
		return { ms: performance.now() - start };
	} catch (error) {
		return { ms: performance.now() - start, failure: String(error?.message ?? error) };
	} finally {
		clearTimeout(timer);
	}
}
