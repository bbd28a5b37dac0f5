import { readFileSync } from 'node:fs';

/** What the end-to-end tests said about one version of n8n. */
export interface CompatibilityRecord {
	n8n: string;
	/** The Node that ran it. */
	node: string;
	/** By the name of the test file: how many of its tests passed, and the titles of the others. */
	files: Record<string, { passed: number; failed: string[] }>;
}

interface JestResult {
	testResults: Array<{
		name: string;
		message: string;
		assertionResults: Array<{ fullName: string; status: string }>;
	}>;
}

/**
 * Reads what jest has written with `--json --outputFile`.
 *
 * @param file the path of that output
 * @param versions of n8n and of Node that were tested
 * @returns the record; a file of tests that could not be loaded counts as one that failed
 */
export function readRecord(
	file: string,
	versions: Pick<CompatibilityRecord, 'n8n' | 'node'>,
): CompatibilityRecord {
	const { testResults }: JestResult = JSON.parse(readFileSync(file, 'utf8'));
	const entries = testResults.map(({ name, message, assertionResults: tests }) => {
		const failed = tests.filter(({ status }) => status !== 'passed');
		const titles = failed.map(({ fullName }) => fullName);
		return [
			(name.split(/[\\/]/).at(-1) ?? name).replace(/\.test\.ts$/, ''),
			{
				passed: tests.length - failed.length,
				failed: tests.length === 0 && message !== '' ? ['The file cannot be loaded'] : titles,
			},
		] as const;
	});
	entries.sort(([a], [b]) => a.localeCompare(b, 'en'));
	return { ...versions, files: Object.fromEntries(entries) };
}

/** Puts a record among others in place of one of the same n8n, the newest n8n first. */
export function mergeRecord(
	records: readonly CompatibilityRecord[],
	record: CompatibilityRecord,
): CompatibilityRecord[] {
	return [...records.filter(({ n8n }) => n8n !== record.n8n), record].sort((a, b) =>
		b.n8n.localeCompare(a.n8n, 'en', { numeric: true }),
	);
}

/**
 * What is missing or too much in records, in sentences, one for each n8n whose record is not of these
 * tests. Takes the records and the names of the test files there are, without `.test.ts`.
 */
export function findStale(
	records: readonly CompatibilityRecord[],
	tests: readonly string[],
): string[] {
	return records.flatMap(({ n8n, files }) => {
		const lacks = tests.filter((name) => !Object.hasOwn(files, name));
		const gone = Object.keys(files).filter((name) => !tests.includes(name));
		const odd = [...lacks, ...gone];
		return odd.length === 0
			? []
			: [`The record of n8n ${n8n} is not of today's tests: ${odd.join(', ')}`];
	});
}
