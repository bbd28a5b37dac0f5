// `npm start`: a sandbox and an n8n to try the node in, on this machine only.
import { join } from 'node:path';
import { startSandbox } from '../sandbox';
import { connect } from './src/client';
import { ensureN8n } from './src/install';
import { installNode, packNode } from './src/pack';
import { assertFree, freePorts } from './src/ports';
import { startN8n } from './src/process';
import { DEMO_LOGIN, seed } from './src/seed';
import { stopOnSignal } from './src/shutdown';
import { welcome } from './src/welcome';

const DATA = join(__dirname, '.data');
const PORTS = {
	n8n: Number(process.env.N8N_PORT ?? 5678),
	sandbox: Number(process.env.SANDBOX_PORT ?? 4010),
};
const SANDBOX = { token: 'sandbox-token', appId: 'sandbox-app' };

async function start(shutdown: ReturnType<typeof stopOnSignal>): Promise<void> {
	await assertFree(PORTS.n8n, 'n8n', 'N8N_PORT');
	await assertFree(PORTS.sandbox, 'the sandbox', 'SANDBOX_PORT');
	await ensureN8n();
	console.log('Building the node …');
	if (await installNode(await packNode(), DATA)) console.log('  installed in n8n');

	const sandbox = await startSandbox({
		...SANDBOX,
		port: PORTS.sandbox,
		dataFile: join(DATA, 'sandbox.jsonl'),
	});
	shutdown.add(() => sandbox.close());

	console.log('Starting n8n …');
	const [broker = 0] = await freePorts(1);
	const n8n = await startN8n({ userFolder: DATA, ports: { n8n: PORTS.n8n, broker } });
	shutdown.add(() => n8n.stop());
	const workflow = await seed(await connect(n8n.url, DEMO_LOGIN), sandbox);

	console.log(welcome({ n8nUrl: n8n.url, outboxUrl: sandbox.url, login: DEMO_LOGIN, workflow }));
	void n8n.exited.then(() => {
		if (shutdown.stopping()) return;
		console.error(`n8n has ended by itself; see ${n8n.logFile}`);
		void shutdown.now(1);
	});
}

const shutdown = stopOnSignal();
start(shutdown).catch((error: unknown) => {
	if (shutdown.stopping()) return;
	console.error(error instanceof Error ? error.message : error);
	void shutdown.now(1);
});
