import { rmSync } from 'node:fs';
import { shared } from './shared';

/** Stops the shared n8n and removes its data; its log stays. */
export default async function teardown(): Promise<void> {
	if (shared.n8n === undefined) return;
	await shared.n8n.stop();
	rmSync(shared.n8n.options.userFolder, { recursive: true, force: true });
}
