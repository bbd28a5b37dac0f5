// `npm run test:soak`: n8n in queue mode under a steady load, for half an hour unless told otherwise.
//   -- --minutes N   how long
//   -- --rate N      calls a second with one order each, 20 unless told
//   -- --bulk N      numbers in the list that is sent every minute, 10,000 unless told
//   -- --keep        writes report and picture into deploy/queue-mode/
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { ensureN8n } from '../../../n8n/src/install';
import { packNode } from '../../../n8n/src/pack';
import { stopOnSignal } from '../../../n8n/src/shutdown';
import type { Credential } from '../../../n8n/src/types';
import { activate, chain, itemsNode, webhookNode } from '../../support/workflow';
import { createChecks } from '../support/checks';
import { startCluster } from '../support/cluster';
import { failures } from '../support/executions';
import { openStand } from '../support/stand';
import type { Stand } from '../support/stand';
import { orderSms } from '../support/workflows';
import { growth, isGrowth } from './growth';
import type { Call } from './load';
import { KEYED_HISTORY, LATENCY, runLoad } from './load';
import { recordMemory } from './memory';
import type { SoakResult } from './report';
import { afterWarmUp, reportText, writeReport } from './report';
import { tally } from './verdicts';

/** A fifth of 1 % each. */
const FAULTS = ['http-429-once', 'http-400', 'http-500', 'reset-before', 'reset-after'] as const;
const SAMPLE_SECONDS = 5;
/** Executions at once, a worker. */
const CONCURRENCY = 20;
/** Shorter runs are warm-up for the most part, and say nothing about growth. */
const GROWTH_MINUTES = 15;
/** Calls of so many seconds may be under way at the end. A list keeps its worker busy that long. */
const MOST_WAITING_SECONDS = 15;

// Executions are pruned, so that the database grows no longer than at a user's.
const SETTINGS = {
	N8N_LOG_LEVEL: 'warn',
	EXECUTIONS_DATA_PRUNE_MAX_COUNT: '2000',
	// These executions wait more than they compute: for the second look at their key, and for LigueLead.
	N8N_CONCURRENCY_PRODUCTION_LIMIT: String(CONCURRENCY),
	// n8n's own settings: nothing is killed here, so a worker that is only busy must not seem dead.
	QUEUE_WORKER_LOCK_DURATION: '60000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '10000',
	QUEUE_WORKER_STALLED_INTERVAL: '30000',
};

async function soak(stand: Stand, minutes: number, rate: number, bulk: number) {
	const { cluster, sandbox, credential } = stand;
	const paths = { order: randomUUID(), bulk: randomUUID() };
	await activate(cluster.client, orderWorkflow(paths.order, credential));
	await activate(cluster.client, bulkWorkflow(paths.bulk, credential));
	sandbox.control.setLatency(LATENCY);
	FAULTS.forEach((fault, seed) =>
		sandbox.control.queueFault({ fault, fraction: 0.01 / FAULTS.length, seed }),
	);
	const calls: Call[] = [];
	const recorder = recordMemory(cluster, SAMPLE_SECONDS);
	const progress = setInterval(() => stand.checks.note(`${calls.length} calls answered`), 60_000);
	const waiting = await runLoad(
		{ url: cluster.webhook.url, paths, rate, bulk, seconds: minutes * 60 },
		calls,
	);
	clearInterval(progress);
	recorder.stop();
	const { answers } = sandbox.control.stats();
	const result: SoakResult = {
		...{ minutes, rate, bulk, calls, waiting, answers, memory: recorder.series },
		concurrency: CONCURRENCY,
		tally: tally(calls, sandbox.control.deliveries()),
	};
	check(stand, result);
	for (const failure of await failures(cluster)) stand.checks.note(`execution ${failure}`);
	return result;
}

function orderWorkflow(path: string, credential: Credential) {
	// A short history, so that the store's row does not decide how fast everything is.
	const options = { idempotencyKey: '={{ $json.key }}', idempotencyHistory: KEYED_HISTORY };
	return chain([webhookNode(path), itemsNode(), orderSms(credential, options)]);
}

function bulkWorkflow(path: string, credential: Credential) {
	const sms = orderSms(credential);
	const parameters = { ...sms.parameters, campaigns: 'perMessage', message: 'Olá! Até amanhã.' };
	return chain([webhookNode(path), itemsNode(), { ...sms, parameters }]);
}

function check({ checks }: Stand, result: SoakResult) {
	const { tally: found, minutes, calls, rate, waiting, memory } = result;
	checks.check('the load was kept up', waiting <= MOST_WAITING_SECONDS * rate, waiting);
	checks.check('no recipient got two', found.doubled === 0, found.doubled);
	checks.check('nobody reported as accepted was left out', found.lost === 0, found.lost);
	checks.check('nobody reported as not sent got one', found.denied === 0, found.denied);
	const unanswered = calls.flatMap(({ answer }) => answer ?? []);
	checks.check('every call was answered by the node', unanswered.length === 0, unanswered);
	checks.check('faults left some unknown', (found.told.unknown ?? 0) > 0, found.told);
	for (const series of memory) {
		const facts = growth(afterWarmUp(series));
		if (minutes < GROWTH_MINUTES) checks.note(`${series.name}: ${JSON.stringify(facts)}`);
		else checks.check(`${series.name} does not grow after warm-up`, !isGrowth(facts), facts);
	}
}

async function main(shutdown: ReturnType<typeof stopOnSignal>): Promise<number> {
	const { values } = parseArgs({
		options: {
			minutes: { type: 'string', default: '30' },
			rate: { type: 'string', default: '20' },
			bulk: { type: 'string', default: '10000' },
			keep: { type: 'boolean', default: false },
		},
	});
	await ensureN8n();
	const checks = createChecks();
	const tarball = process.env.NODE_TARBALL ?? (await packNode());
	console.log('Starting PostgreSQL, Redis, main, webhook and 2 workers …');
	const cluster = await startCluster(tarball, 2, shutdown.add, SETTINGS);
	const stand = await openStand(cluster, checks, shutdown.add);
	const [minutes, rate, bulk] = [values.minutes, values.rate, values.bulk].map(Number);
	const result = await soak(stand, minutes ?? 0, rate ?? 0, bulk ?? 0);
	console.log(`\n${reportText(result)}`);
	if (values.keep) writeReport(result);
	return checks.summary().failed;
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
