import { mkdtempSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../../n8n/src/client';
import { installNode, packNode } from '../../../n8n/src/pack';
import { freePorts } from '../../../n8n/src/ports';
import { startN8n } from '../../../n8n/src/process';
import { DEMO_LOGIN } from '../../../n8n/src/seed';
import { stopOnSignal } from '../../../n8n/src/shutdown';
import { CACHE, shared, SHARED_ENV } from './shared';

/**
 * Starts the n8n that all e2e test files use: new data, the packed node installed as a community
 * package, an owner. `NODE_TARBALL` names a tarball to test instead of packing one.
 */
export default async function setup(): Promise<void> {
	const shutdown = stopOnSignal();
	const tarball = process.env.NODE_TARBALL ?? (await packNode());
	mkdirSync(CACHE, { recursive: true });
	const userFolder = mkdtempSync(join(CACHE, 'n8n-'));
	await installNode(tarball, userFolder);
	const [port = 0, broker = 0] = await freePorts(2);
	const n8n = await startN8n({
		userFolder,
		ports: { n8n: port, broker },
		logFile: join(CACHE, 'n8n.log'),
	});
	shutdown.add(() => n8n.stop());
	const { session } = await connect(n8n.url, DEMO_LOGIN);
	shared.n8n = n8n;
	process.env[SHARED_ENV] = JSON.stringify({ url: n8n.url, session, tarball });
}
