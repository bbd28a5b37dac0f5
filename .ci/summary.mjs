// `node summary.mjs <jest result>… <status>`: adds up JSON results with the counts of jest's and prints
// `N passed, N failed`. A suite that could not run counts as a failure, and so does a missing
// result; the exit code is 0 only when the status is 0, tests ran and none failed.
import { readFileSync } from 'node:fs';

const files = process.argv.slice(2, -1);
const status = Number(process.argv.at(-1));
let passed = 0;
let failed = 0;

for (const file of files) {
	try {
		const result = JSON.parse(readFileSync(file, 'utf8'));
		passed += result.numPassedTests;
		failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
	} catch {
		console.log(`${file} is missing: its tests did not run.`);
		failed += 1;
	}
}
// A check before the tests (lint, types, the scan) that did not pass leaves a status alone.
if (status !== 0 && failed === 0) failed = 1;

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
