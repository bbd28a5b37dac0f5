// `npm start`: a sandbox and an n8n to try the node in, on this machine only.
import { ensureN8n } from './src/install';
import { assertFree } from './src/ports';
import { stopOnSignal } from './src/shutdown';

const PORTS = {
	n8n: Number(process.env.N8N_PORT ?? 5678),
	sandbox: Number(process.env.SANDBOX_PORT ?? 4010),
};

async function start(shutdown: ReturnType<typeof stopOnSignal>): Promise<void> {
	await assertFree(PORTS.n8n, 'n8n', 'N8N_PORT');
	await assertFree(PORTS.sandbox, 'the sandbox', 'SANDBOX_PORT');
	await ensureN8n();
	// Loaded now and not before: packages imported from below this folder come from n8n's.
	const { startDemo } = await import('./src/demo');
	await startDemo(PORTS, shutdown);
}

const shutdown = stopOnSignal();
start(shutdown).catch((error: unknown) => {
	if (shutdown.stopping()) return;
	console.error(error instanceof Error ? error.message : error);
	void shutdown.now(1);
});
