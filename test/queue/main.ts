// `npm run test:queue`: n8n in queue mode with real processes, and what becomes of every SMS.
//   -- --only NAME   one scenario (may be repeated)
//   -- --pairs N     orders in a race, 200 unless told
//   -- --results F   writes the counts to a file, by the names that jest's JSON has for them
//   -- --keep        writes what was measured into docs/ and the guide to the queue mode
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { writeGuide } from '../../deploy/queue-mode/sizing';
import { keepMeasured } from '../../docs/measured';
import type { Measured } from '../../docs/measured';
import { ensureN8n } from '../../n8n/src/install';
import { packNode } from '../../n8n/src/pack';
import { stopOnSignal } from '../../n8n/src/shutdown';
import { killedWorker } from './scenarios/killedWorker';
import { mcpTool } from './scenarios/mcpTool';
import { raceOnKeys, raceOnRows } from './scenarios/race';
import { statusEvents } from './scenarios/statusEvents';
import { throughput } from './scenarios/throughput';
import { unfinishedRun } from './scenarios/unfinishedRun';
import { createChecks } from './support/checks';
import { startCluster } from './support/cluster';
import { openStand } from './support/stand';
import type { Stand } from './support/stand';

type Scenario = (stand: Stand, pairs: number) => Promise<Partial<Measured> | void>;

const SCENARIOS: Record<string, Scenario> = {
	statusEvents,
	mcpTool,
	killedWorker,
	unfinishedRun,
	raceOnKeys,
	raceOnRows,
	throughput,
};

async function main(shutdown: ReturnType<typeof stopOnSignal>): Promise<number> {
	const { values } = parseArgs({
		options: {
			only: { type: 'string', multiple: true },
			pairs: { type: 'string', default: '200' },
			results: { type: 'string' },
			keep: { type: 'boolean', default: false },
		},
	});
	await ensureN8n();
	const checks = createChecks();
	const tarball = process.env.NODE_TARBALL ?? (await packNode());
	console.log('Starting PostgreSQL, Redis, main, webhook and 2 workers …');
	const cluster = await startCluster(tarball, 2, shutdown.add, { N8N_LOG_LEVEL: 'warn' });
	const stand = await openStand(cluster, checks, shutdown.add);
	const measured: Partial<Measured> = {};
	for (const [name, scenario] of Object.entries(SCENARIOS)) {
		if (values.only !== undefined && !values.only.includes(name)) continue;
		console.log(`\n${name}`);
		const figures = await scenario(stand, Number(values.pairs));
		if (figures) Object.assign(measured, figures);
	}
	if (values.keep) writeGuide(keepMeasured(measured));
	const { passed, failed } = checks.summary();
	if (values.results !== undefined) {
		const counts = { numPassedTests: passed, numFailedTests: failed, numRuntimeErrorTestSuites: 0 };
		writeFileSync(values.results, JSON.stringify(counts));
	}
	return failed;
}

const shutdown = stopOnSignal();
main(shutdown).then(
	(failed) => void shutdown.now(failed === 0 ? 0 : 1),
	(error: unknown) => {
		if (shutdown.stopping()) return;
		console.error(error instanceof Error ? (error.stack ?? error.message) : error);
		console.log('\n0 passed, 1 failed');
		void shutdown.now(1);
	},
);
