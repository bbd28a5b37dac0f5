// A test runner for Stryker, which takes the test files of the folders in MUTATION_TESTS and runs nothing but what a mutant needs.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PluginKind, declareClassPlugin } from '@stryker-mutator/api/plugin';
import { collect, compile, runTest } from './suite.mjs';

// What a mutant has left running must not end the process.
process.on('unhandledRejection', () => {});
process.on('uncaughtException', () => {});

const stryker = (globalThis.__stryker__ ??= {});

class SuiteRunner {
	/** Each file is run anew for each mutant, so also for those in what a module does at its start. */
	capabilities() {
		return { reloadEnvironment: true };
	}

	async init() {
		const folders = process.env.MUTATION_TESTS.split(',');
		const files = folders.flatMap((folder) =>
			readdirSync(folder, { recursive: true }).map((file) => join(folder, file)),
		);
		this.files = await compile(files.filter((file) => file.endsWith('.test.ts')));
	}

	async dryRun() {
		const tests = [];
		for (const file of this.files) {
			for (const test of collect(file)) {
				stryker.currentTestId = test.id;
				const { ms, failure } = await runTest(test);
				stryker.currentTestId = undefined;
				tests.push({
					id: test.id,
					name: test.id,
					timeSpentMs: ms,
					status: failure === undefined ? 'success' : 'failed',
					...(failure !== undefined && { failureMessage: failure }),
				});
			}
		}
		return { status: 'complete', tests, mutantCoverage: stryker.mutantCoverage };
	}

	async mutantRun({ activeMutant, testFilter, hitLimit }) {
		Object.assign(stryker, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
		try {
			return await this.run(testFilter);
		} finally {
			stryker.activeMutant = '';
		}
	}

	async run(filter) {
		const wanted = filter && new Set(filter);
		let nrOfTests = 0;
		for (const file of this.files) {
			if (filter?.every((id) => !id.startsWith(file.name))) continue;
			let tests;
			try {
				tests = collect(file);
			} catch (error) {
				return this.killed([file.name], String(error), nrOfTests);
			}
			for (const test of tests) {
				if (wanted !== undefined && !wanted.has(test.id)) continue;
				nrOfTests++;
				const { failure } = await runTest(test);
				if (failure !== undefined) return this.killed([test.id], failure, nrOfTests);
			}
		}
		return stryker.hitCount > stryker.hitLimit
			? { status: 'timeout', reason: 'Hit limit reached' }
			: { status: 'survived', nrOfTests };
	}

	killed(killedBy, failureMessage, nrOfTests) {
		return { status: 'killed', killedBy, failureMessage, nrOfTests };
	}
}
SuiteRunner.inject = [];

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'suite', SuiteRunner)];
