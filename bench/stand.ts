import { cpSync, mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../n8n/src/client';
import type { N8nClient } from '../n8n/src/client';
import { ensureN8n, N8N_FOLDER } from '../n8n/src/install';
import { installNode, packNode } from '../n8n/src/pack';
import { freePorts } from '../n8n/src/ports';
import { startN8n } from '../n8n/src/process';
import type { N8n } from '../n8n/src/process';
import { nodeFor } from '../n8n/src/runtime';
import { DEMO_LOGIN, sandboxCredential } from '../n8n/src/seed';
import type { Credential } from '../n8n/src/types';
import { makeCertificate } from './https/certificate';
import type { Certificate } from './https/certificate';
import { startChild } from './childLines';
import type { Child } from './childLines';
import type { Log } from './log';
import { bundleUnremembered } from './unremembered';
import { startBenchSandbox } from './sandbox';
import type { BenchSandbox } from './sandbox';

/** Where the bench keeps what it makes; ignored by git. */
export const CACHE = join(__dirname, '..', '.cache', 'bench');

// n8n takes nodes from one folder.
const NODES = join(CACHE, 'nodes');

/** What measurements work with: an n8n with the packed node, a sandbox, a loop without n8n. */
export interface Stand {
	readonly sandbox: BenchSandbox;
	readonly bare: Child;
	/** n8n trusts it. */
	readonly certificate: Certificate;
	/** The n8n of this moment; {@link Stand.restart} replaces it. */
	n8n: N8n;
	client: N8nClient;
	credential: Credential;
	/** Starts n8n anew on the same data: a process that has run nothing yet, with settings on top. */
	restart(settings?: Record<string, string>): Promise<void>;
	stop(): Promise<void>;
}

/**
 * Builds, packs and installs the node in a new n8n beside the bench's own nodes, and starts all.
 *
 * @param hand takes each thing that has to be stopped as soon as it runs
 * @throws Error when a part of it does not start
 */
export async function openStand(
	hand: (stop: () => Promise<unknown>) => unknown,
	log: Log,
): Promise<Stand> {
	await ensureN8n();
	log('Building the node …');
	const tarball = process.env.NODE_TARBALL ?? (await packNode());
	mkdirSync(CACHE, { recursive: true });
	const userFolder = mkdtempSync(join(CACHE, 'n8n-'));
	hand(async () => rmSync(userFolder, { recursive: true, force: true }));
	await installNode(tarball, userFolder);
	cpSync(join(__dirname, 'nodes'), NODES, { recursive: true });
	await bundleUnremembered(NODES);
	const sandbox = await startBenchSandbox();
	hand(sandbox.stop);
	const bare = startChild(nodeFor(N8N_FOLDER), [join(__dirname, 'bareLoop.mjs')], __dirname);
	hand(bare.stop);

	log('Starting n8n …');
	const certificate = await makeCertificate(userFolder);
	const start = (settings: Record<string, string> = {}) =>
		startBenchN8n(userFolder, { NODE_EXTRA_CA_CERTS: certificate.cert, ...settings });
	const n8n = await start();
	const client = await connect(n8n.url, DEMO_LOGIN);
	const stand: Stand = {
		sandbox,
		bare,
		certificate,
		n8n,
		client,
		credential: await sandboxCredential(client, sandbox),
		restart: async (settings) => {
			await stand.n8n.stop();
			stand.n8n = await start(settings);
			stand.client = await connect(stand.n8n.url, DEMO_LOGIN);
		},
		stop: () => stand.n8n.stop(),
	};
	hand(() => stand.stop());
	return stand;
}

async function startBenchN8n(userFolder: string, settings: Record<string, string>): Promise<N8n> {
	const [port = 0, broker = 0] = await freePorts(2);
	return startN8n({
		userFolder,
		ports: { n8n: port, broker },
		env: {
			// While an execution computes for minutes, n8n takes its database for lost, and for good.
			DB_PING_INTERVAL_SECONDS: '86400',
			N8N_CUSTOM_EXTENSIONS: NODES,
			...settings,
		},
	});
}
