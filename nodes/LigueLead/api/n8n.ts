import { sleep } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { checkBaseUrl } from './baseUrl';
import type { Clock } from './clock';
import type { KeyStore } from './idempotency';
import type { Account } from './request';
import { CREDENTIAL } from './request';
import { SharedRow } from './sharedRow';

const SLICE = 1_000;

/** Real time, ended by the cancellation of the execution. */
export function executionClock(context: IExecuteFunctions): Clock {
	const cancelled = () => context.getExecutionCancelSignal()?.aborted === true;
	return {
		now: () => Date.now(),
		random: () => Math.random(),
		cancelled,
		// In slices, because n8n's sleep does not listen to the signal in every version.
		sleep: async (ms) => await sleep(Math.min(ms, SLICE)),
	};
}

/** Decrypts the node's credential. Throws n8n's own error where it has none. */
export async function readAccount(
	context: IExecuteFunctions,
): Promise<{ account?: Account; problem?: string }> {
	const data = await context.getCredentials(CREDENTIAL);
	const { url: baseUrl, problem } = checkBaseUrl(data.baseUrl);
	if (problem !== undefined) return { problem };
	const { id, name } = context.getNode().credentials?.[CREDENTIAL] ?? { id: null, name: '' };
	return { account: { baseUrl, credential: { id: id ?? '', name, type: CREDENTIAL, data } } };
}

// By workflow and node; every execution in this process has to go through the same one.
const rows = new Map<string, SharedRow>();

/**
 * n8n's deduplication store for this node. Takes how many keys to remember. A node cannot know
 * whether other processes (n8n's queue mode) use the store as well.
 */
export function executionKeyStore(context: IExecuteFunctions, history: number): KeyStore {
	// Three entries per key at most: taken, the claim of a call with a single key, settled. A key is
	// forgotten when the first one goes, so two more are room for claims with repeated keys, which are
	// there for a moment.
	const most = history * 3 + 2;
	const id = `${context.getWorkflow().id}:${context.getNode().id}`;
	const shared = rows.get(id) ?? new SharedRow({ now: () => Date.now(), sleep });
	rows.set(id, shared);
	const row = {
		record: async (entries: readonly string[], maxEntries: number) => {
			const options = { mode: 'entries' as const, maxEntries };
			const { processed } = await context.helpers.checkProcessedAndRecord(
				[...entries],
				'node',
				options,
			);
			return processed.map(String);
		},
		forget: async (entries: readonly string[]) => {
			await context.helpers.removeProcessed([...entries], 'node', { mode: 'entries' });
		},
	};
	return {
		record: async (keys) => ({ processed: await shared.record(row, keys, most) }),
		probe: async (keys) => ({ processed: await shared.probe(row, keys, most) }),
		forget: async (keys) => await shared.forget(row, keys),
		keep: (keys) => shared.keep(keys, most),
		outlast: async () => await shared.outlast(),
	};
}
