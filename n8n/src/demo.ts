import { join } from 'node:path';
import { startSandbox } from '../../sandbox';
import { connect } from './client';
import { installNode, packNode } from './pack';
import { freePorts } from './ports';
import { startN8n } from './process';
import { DEMO_LOGIN, seed } from './seed';
import type { stopOnSignal } from './shutdown';
import { welcome } from './welcome';

const DATA = join(__dirname, '..', '.data');
const SANDBOX = { token: 'sandbox-token', appId: 'sandbox-app' };

/**
 * Starts a sandbox and an n8n with the packed node and the examples, on data that stays in
 * `n8n/.data`, and tells the user where they are.
 *
 * @param ports where they listen; must be free
 * @param shutdown gets everything that was started; ends this process should n8n end by itself
 */
export async function startDemo(
	ports: { n8n: number; sandbox: number },
	shutdown: ReturnType<typeof stopOnSignal>,
): Promise<void> {
	console.log('Building the node …');
	if (await installNode(await packNode(), DATA)) console.log('  installed in n8n');

	const sandbox = await startSandbox({
		...SANDBOX,
		port: ports.sandbox,
		dataFile: join(DATA, 'sandbox.jsonl'),
	});
	shutdown.add(() => sandbox.close());

	console.log('Starting n8n …');
	const [broker = 0] = await freePorts(1);
	const n8n = await startN8n({ userFolder: DATA, ports: { n8n: ports.n8n, broker } });
	shutdown.add(() => n8n.stop());
	const workflow = await seed(await connect(n8n.url, DEMO_LOGIN), sandbox);

	console.log(welcome({ n8nUrl: n8n.url, sandbox, login: DEMO_LOGIN, workflow }));
	void n8n.exited.then(() => {
		if (shutdown.stopping()) return;
		console.error(`n8n has ended by itself; see ${n8n.logFile}`);
		void shutdown.now(1);
	});
}
