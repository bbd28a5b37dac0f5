// Installs the pinned n8n. A step of its own, before anything that imports n8n/src/client.ts:
// packages imported from below this folder are looked for among n8n's first.
import { ensureN8n } from './src/install';
import { stopOnSignal } from './src/shutdown';

const shutdown = stopOnSignal();
ensureN8n().catch((error: unknown) => {
	if (shutdown.stopping()) return;
	console.error(error instanceof Error ? error.message : error);
	void shutdown.now(1);
});
