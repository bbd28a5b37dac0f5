import { setTimeout as sleep } from 'node:timers/promises';

import type { ICheckProcessedContextData } from 'n8n-workflow';

import { dedupe } from '../support';

/** How n8n's deduplication store behaves. */
export type StoreMood = (typeof storeMoods)[number];

export const storeMoods = ['well', 'slow', 'flaky', 'dead', 'writes, then fails'] as const;

const SLOW_MS = 15;
const FLAKY_EVERY = 3;

const moods = new Map<string, StoreMood>();
const killed = new Set<string>();
let calls = 0;
let installed = false;

/** Lets the store of one workflow behave so from now on. */
export function setStoreMood(workflowId: string, mood: StoreMood): void {
	if (!installed) install();
	moods.set(workflowId, mood);
}

/** Forgets a workflow's mood, and whose processes were killed. */
export function forgetStore(workflowId: string): void {
	moods.delete(workflowId);
	for (const id of killed) if (rowOf(id) === workflowId) killed.delete(id);
}

/**
 * Names a workflow as one of n8n's processes runs it: the store is the same for all of them, but what
 * the node remembers in a process is another's no more.
 */
export function inProcess(workflowId: string, process: number): string {
	return `${workflowId}@${process}`;
}

/** Lets a process do nothing more in the store. */
export function killInStore(workflowIdInProcess: string): void {
	killed.add(workflowIdInProcess);
}

const rowOf = (id: string) => id.replace(/@\d+$/, '');

function install(): void {
	installed = true;
	const record = dedupe.checkProcessedAndRecord.bind(dedupe);
	const remove = dedupe.removeProcessed.bind(dedupe);
	dedupe.checkProcessedAndRecord = async (items, scope, context, options) =>
		await inMood(context, async (shared) => await record(items, scope, shared, options));
	dedupe.removeProcessed = async (items, scope, context, options) =>
		await inMood(context, async (shared) => await remove(items, scope, shared, options));
}

async function inMood<T>(
	context: ICheckProcessedContextData,
	callIn: (context: ICheckProcessedContextData) => Promise<T>,
): Promise<T> {
	const { workflow } = context;
	const id = rowOf(workflow.id);
	if (killed.has(workflow.id)) throw new Error('the process is gone');
	const call = async () => await callIn({ ...context, workflow: { ...workflow, id } });
	switch (moods.get(id)) {
		case 'slow':
			await sleep(SLOW_MS);
			return await call();
		case 'flaky':
			if (calls++ % FLAKY_EVERY === 0) throw new Error('database is locked');
			return await call();
		case 'dead':
			throw new Error('database is gone');
		case 'writes, then fails':
			await call();
			throw new Error('the answer of the database was lost');
		default:
			return await call();
	}
}
