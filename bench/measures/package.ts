import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { N8N_FOLDER } from '../../n8n/src/install';
import { nodeFor } from '../../n8n/src/runtime';
import type { Goal } from '../goals';
import type { Log } from '../log';
import { milliseconds, number } from '../report/markdown';
import type { Section } from '../report/section';
import type { Stand } from '../stand';
import { median } from '../statistics';

const MODULES = join(__dirname, '..', '..', 'node_modules');
const DIST_GOAL = 150_000;
const REQUIRE_GOAL_MS = 15;

/** Bytes of the built package, and the time to load each of its files in a process of its own. */
export function measurePackage(
	{ packageFolder: folder }: Stand,
	processes: number,
	log: Log,
): Section {
	const bytes = distBytes(folder);
	const { nodes, credentials } = manifest(folder);
	const loads = [...nodes, ...credentials].map((file) => ({
		file,
		ms: requireTime(join(folder, file), processes),
	}));
	log(`    ${loads.map(({ file, ms }) => `${file}: ${milliseconds(ms)}`).join(', ')}`);
	return {
		group: 'Package',
		id: 'package',
		title: `Median of ${processes} new processes that have loaded n8n-workflow`,
		header: ['File', 'Bytes', 'Require'],
		rows: [
			...loads.map(({ file, ms }) => [
				file,
				number(statSync(join(folder, file)).size, 0),
				milliseconds(ms),
			]),
			['all of dist, without maps', number(bytes, 0), ''],
		],
		goals: [
			{
				goal: `dist without maps under ${number(DIST_GOAL, 0)} bytes`,
				measured: number(bytes, 0),
				met: bytes < DIST_GOAL,
			},
			...loads
				.filter(({ file }) => nodes.includes(file))
				.map(({ file, ms }): Goal => ({
					goal: `${file} requires in under ${REQUIRE_GOAL_MS} ms`,
					measured: milliseconds(ms),
					met: ms < REQUIRE_GOAL_MS,
				})),
		],
	};
}

function distBytes(folder: string): number {
	return readdirSync(join(folder, 'dist'), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
		.map((entry) => statSync(join(entry.parentPath, entry.name)).size)
		.reduce((sum, size) => sum + size, 0);
}

function manifest(folder: string): { nodes: string[]; credentials: string[] } {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).n8n;
}

// n8n-workflow is loaded long before any node, so its time is not the node's.
function requireTime(file: string, processes: number): number {
	const script = `
		require('n8n-workflow');
		const started = performance.now();
		require(${JSON.stringify(file)});
		process.stdout.write(String(performance.now() - started));`;
	const node = nodeFor(N8N_FOLDER);
	const times = Array.from({ length: processes }, () =>
		Number(
			execFileSync(node, ['--eval', script], { env: { NODE_PATH: MODULES }, encoding: 'utf8' }),
		),
	);
	return median(times);
}
