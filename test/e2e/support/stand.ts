import { randomUUID } from 'node:crypto';
import { startSandbox } from '../../../sandbox';
import { resume } from '../../../n8n/src/client';
import type { N8nClient } from '../../../n8n/src/client';
import { sandboxCredential } from '../../../n8n/src/seed';
import type { Credential } from '../../../n8n/src/types';
import { SHARED_ENV } from './shared';

/** Milliseconds that a test in a real n8n may take. */
export const SLOW = 180_000;

/** A LigueLead sandbox. */
export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** What a test file works with. */
export interface Stand {
	/** The n8n shared by all files. */
	client: N8nClient;
	/** A sandbox of this file alone. */
	sandbox: Sandbox;
	/** A credential saved in n8n that fits the sandbox. */
	credential: Credential;
}

/** The tarball that is installed in the shared n8n. */
export function tarball(): string {
	return sharedFacts().tarball;
}

/**
 * Gives a test file the shared n8n, and a sandbox with its credential, from before its first test
 * until after its last.
 *
 * @returns an object that is complete when the tests run, not before
 */
export function useStand(): Stand {
	const stand: Partial<Stand> = {};
	beforeAll(async () => {
		const { url, session } = sharedFacts();
		stand.client = resume(url, session);
		stand.sandbox = await startSandbox({ token: 'e2e-token', appId: 'e2e-app' });
		const name = `Sandbox ${randomUUID()}`;
		stand.credential = await sandboxCredential(stand.client, stand.sandbox, name);
	});
	afterAll(() => stand.sandbox?.close());
	return stand as Stand;
}

function sharedFacts(): { url: string; session: string; tarball: string } {
	const facts = process.env[SHARED_ENV];
	if (facts === undefined) throw new Error('The e2e setup has not run: npm run test:e2e');
	return JSON.parse(facts);
}
