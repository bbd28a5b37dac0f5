/** Counts what a run has checked. */
export interface Checks {
	/** Prints and counts one check. */
	check(what: string, passed: boolean, found?: unknown): void;
	/** Prints a line that is no check. */
	note(line: string): void;
	/** Prints `N passed, N failed` and returns both. */
	summary(): { passed: number; failed: number };
}

/** Starts counting at zero. */
export function createChecks(log: (line: string) => void = console.log): Checks {
	const counts = { passed: 0, failed: 0 };
	return {
		check: (what, passed, found) => {
			counts[passed ? 'passed' : 'failed']++;
			const seen =
				passed || found === undefined ? '' : `: ${JSON.stringify(found).slice(0, 2_000)}`;
			log(`  ${passed ? '✓' : '✗'} ${what}${seen}`);
		},
		note: (line) => log(`    ${line}`),
		summary: () => {
			log(`\n${counts.passed} passed, ${counts.failed} failed`);
			return { ...counts };
		},
	};
}
