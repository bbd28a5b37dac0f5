import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../../n8n/src/client';
import type { N8nClient } from '../../../n8n/src/client';
import { installNode } from '../../../n8n/src/pack';
import { freePorts } from '../../../n8n/src/ports';
import { startN8n } from '../../../n8n/src/process';
import type { N8n } from '../../../n8n/src/process';
import { DEMO_LOGIN } from '../../../n8n/src/seed';
import type { Front } from './front';
import { startFront } from './front';
import type { Postgres } from './postgres';
import { startPostgres } from './postgres';
import { findPrograms, serverAccount } from './programs';
import type { Redis } from './redis';
import { startRedis } from './redis';

/** Where queue-mode runs keep what they make; ignored by git. */
export const CACHE = join(__dirname, '..', '..', '..', '.cache', 'queue');

/** Executions that a worker runs at once. */
export const CONCURRENCY = 10;

/**
 * After how long a worker that was killed is noticed: shorter than n8n's 60 and 30 seconds, so that
 * a test run needs not wait for them.
 */
const STALL_SETTINGS = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2500',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
};

/** An n8n in queue mode: processes, database and queue, all of this run alone. */
export interface Cluster {
	main: N8n;
	webhook: N8n;
	/** Changes when a worker is started again or stopped. */
	workers: N8n[];
	client: N8nClient;
	/** At WEBHOOK_URL; passes on to the first webhook process unless told otherwise. */
	front: Front;
	postgres: Postgres;
	redis: Redis;
	/** Starts the worker of a number, counted from 0, on the folder it had before, if any. */
	startWorker(index: number): Promise<N8n>;
	/** Starts one more webhook process, to be stopped by who started it. */
	startWebhook(name: string): Promise<N8n>;
}

/**
 * Starts PostgreSQL, Redis, one main process, one webhook process and workers, each n8n with a user
 * folder of its own in which the packed node is installed, all with one encryption key.
 *
 * @param tarball the packed node
 * @param hand takes each thing that has to be stopped as soon as it runs
 * @param settings environment variables on top, for all n8n processes
 * @throws Error naming what is missing on this machine, or what did not start
 */
export async function startCluster(
	tarball: string,
	workers: number,
	hand: (stop: () => Promise<unknown>) => unknown,
	settings: Record<string, string> = {},
): Promise<Cluster> {
	const programs = findPrograms();
	const account = serverAccount();
	mkdirSync(CACHE, { recursive: true });
	const folder = mkdtempSync(join(CACHE, 'n8n-'));
	hand(async () => rmSync(folder, { recursive: true, force: true }));
	await installNode(tarball, join(folder, 'package'));
	const postgres = await startPostgres(programs, account);
	hand(postgres.stop);
	const redis = await startRedis(programs, account);
	hand(redis.stop);
	const front = await startFront();
	hand(front.stop);
	const env = { ...shared(postgres, redis, front), ...STALL_SETTINGS, ...settings };

	// Those of an earlier run have executions of the same numbers.
	for (const name of readdirSync(CACHE)) {
		if (name.endsWith('.log')) rmSync(join(CACHE, name));
	}

	const start = async (name: string, command: string[], more: Record<string, string> = {}) => {
		const userFolder = join(folder, name);
		const nodes = join('.n8n', 'nodes');
		cpSync(join(folder, 'package', nodes), join(userFolder, nodes), { recursive: true });
		const [broker = 0, port = 0] = await freePorts(2);
		const n8n = await startN8n({
			userFolder,
			ports: { n8n: port, broker },
			command,
			env: { ...env, ...more, QUEUE_HEALTH_CHECK_PORT: String(port) },
			logFile: join(CACHE, `${name}.log`),
		});
		hand(() => n8n.stop());
		return n8n;
	};
	// At this level a worker says which executions it runs: see workersOf.
	const startWorker = (index: number) =>
		start(`worker-${index + 1}`, ['worker', `--concurrency=${CONCURRENCY}`], {
			N8N_LOG_LEVEL: 'info',
		});

	const main = await start('main', ['start']);
	const client = await connect(main.url, DEMO_LOGIN);
	const startWebhook = (name: string) => start(name, ['webhook']);
	const webhook = await startWebhook('webhook');
	front.targets = [webhook.url];
	const cluster: Cluster = {
		main,
		webhook,
		workers: [],
		client,
		front,
		postgres,
		redis,
		startWebhook,
		startWorker: async (index) => (cluster.workers[index] = await startWorker(index)),
	};
	for (let index = 0; index < workers; index++) await cluster.startWorker(index);
	return cluster;
}

function shared({ connection }: Postgres, redis: Redis, front: Front) {
	return {
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('base64'),
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		WEBHOOK_URL: `${front.url}/`,
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: connection.host,
		DB_POSTGRESDB_PORT: String(connection.port),
		DB_POSTGRESDB_DATABASE: connection.database,
		DB_POSTGRESDB_USER: connection.user,
		DB_POSTGRESDB_PASSWORD: connection.password,
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	};
}
