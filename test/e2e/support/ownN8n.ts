import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../../n8n/src/client';
import type { N8nClient } from '../../../n8n/src/client';
import { installNode } from '../../../n8n/src/pack';
import { freePorts } from '../../../n8n/src/ports';
import { startN8n } from '../../../n8n/src/process';
import { DEMO_LOGIN } from '../../../n8n/src/seed';
import { CACHE } from './shared';
import { tarball } from './stand';

/** An n8n of one test alone, which the test may stop, kill and start again. */
export interface OwnN8n {
	/** For the process that runs now. */
	client: N8nClient;
	/** Ends it as a power cut would. */
	kill(): Promise<void>;
	/** Starts it on the same data, with a new client. */
	start(): Promise<void>;
	/** Stops it and removes its data. */
	remove(): Promise<void>;
}

/**
 * Starts a new n8n with the node installed and an owner.
 *
 * @param env settings on top of the usual ones
 */
export async function startOwnN8n(env: Record<string, string> = {}): Promise<OwnN8n> {
	const userFolder = mkdtempSync(join(CACHE, 'own-'));
	await installNode(tarball(), userFolder);
	const [port = 0, broker = 0] = await freePorts(2);
	const logFile = join(CACHE, 'own-n8n.log');
	const options = { userFolder, ports: { n8n: port, broker }, env, logFile };
	let n8n = await startN8n(options);
	const own: OwnN8n = {
		client: await connect(n8n.url, DEMO_LOGIN),
		kill: () => n8n.kill(),
		start: async () => {
			n8n = await startN8n(options);
			own.client = await connect(n8n.url, DEMO_LOGIN);
		},
		remove: async () => {
			await n8n.stop();
			rmSync(userFolder, { recursive: true, force: true });
		},
	};
	return own;
}
