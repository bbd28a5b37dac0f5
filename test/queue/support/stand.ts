import { startSandbox } from '../../../sandbox';
import { sandboxCredential } from '../../../n8n/src/seed';
import type { Credential } from '../../../n8n/src/types';
import type { Checks } from './checks';
import type { Cluster } from './cluster';

/** What a scenario works with. */
export interface Stand {
	cluster: Cluster;
	sandbox: Awaited<ReturnType<typeof startSandbox>>;
	/** Fits the sandbox. */
	credential: Credential;
	checks: Checks;
}

/** Starts a sandbox beside a cluster and saves its credential there. */
export async function openStand(
	cluster: Cluster,
	checks: Checks,
	hand: (stop: () => Promise<unknown>) => unknown,
): Promise<Stand> {
	const sandbox = await startSandbox({ token: 'queue-token', appId: 'queue-app' });
	hand(() => sandbox.close());
	return { cluster, sandbox, credential: await sandboxCredential(cluster.client, sandbox), checks };
}

/** How many recipients the sandbox has queued an SMS for how often: `{ once, more }`. */
export function deliveryCounts({ sandbox }: Stand): { once: number; more: number } {
	const counts = [...sandbox.control.deliveries().values()];
	const once = counts.filter((count) => count === 1).length;
	return { once, more: counts.length - once };
}
