import { sleep } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { checkBaseUrl } from './baseUrl';
import type { Clock } from './clock';
import type { KeyStore } from './idempotency';
import type { Account } from './request';
import { CREDENTIAL } from './request';

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

const MAX_TRIES = 3;

// Measured with two workers of n8n's queue mode on a busy machine; see outlast().
const SHORTEST_WAIT = 25;
const LONGEST_WAIT = 400;
const WAIT_FACTOR = 3;
const RECENT_CALLS = 20;

// Read-modify-write of one row: calls for the same node take turns within this process.
const turns = new Map<string, Promise<unknown>>();

// How many milliseconds the last calls of this process took, by node.
const durations = new Map<string, number[]>();

/**
 * n8n's deduplication store for this node. Takes how many keys to remember. Calls of one process
 * take turns, so that parallel executions of a workflow do not overwrite each other's keys; a node
 * cannot know whether other processes (n8n's queue mode) use the store as well.
 */
export function executionKeyStore(context: IExecuteFunctions, history: number): KeyStore {
	// Three entries per key at most: taken, the claim of a call with a single key, settled. A key is
	// forgotten when the first one goes, so two more are room for those that a repeated key needs for
	// a moment.
	const options = { mode: 'entries' as const, maxEntries: history * 3 + 2 };
	const queue = `${context.getWorkflow().id}:${context.getNode().id}`;
	return {
		record: async (keys) =>
			await inTurn(queue, async () => {
				const { processed } = await again(async () => {
					const start = Date.now();
					const found = await context.helpers.checkProcessedAndRecord([...keys], 'node', options);
					noteDuration(queue, Date.now() - start);
					return found;
				});
				return { processed: processed.map(String) };
			}),
		// Calls of other processes take as long as those of this one: the row and the load are the same.
		// Not without limit, or one call that took seconds would hold up the next twenty executions.
		outlast: async () => {
			const slowest = Math.max(0, ...(durations.get(queue) ?? []));
			await sleep(Math.min(LONGEST_WAIT, SHORTEST_WAIT + WAIT_FACTOR * slowest));
		},
		forget: async (keys) =>
			await inTurn(queue, async () => {
				await context.helpers.removeProcessed([...keys], 'node', options);
			}),
	};
}

function noteDuration(queue: string, milliseconds: number): void {
	durations.set(queue, [...(durations.get(queue) ?? []), milliseconds].slice(-RECENT_CALLS));
}

async function inTurn<T>(queue: string, call: () => Promise<T>): Promise<T> {
	const before = turns.get(queue) ?? Promise.resolve();
	const turn = before.then(call, call);
	turns.set(queue, turn);
	try {
		return await turn;
	} finally {
		if (turns.get(queue) === turn) turns.delete(queue);
	}
}

// Two processes that insert a node's first keys at once collide; the second finds the row then.
async function again<T>(call: () => Promise<T>): Promise<T> {
	for (let tries = 1; tries < MAX_TRIES; tries++) {
		try {
			return await call();
		} catch {
			await sleep(50 * tries);
		}
	}
	return await call();
}
