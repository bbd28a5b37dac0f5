import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';

/** One call that a node made to the store. */
export interface DedupeCall {
	method: 'checkProcessedAndRecord' | 'removeProcessed';
	items: DeduplicationItemTypes[];
	scope: DeduplicationScope;
	options: ICheckProcessedOptions;
}

interface Row {
	workflowId: string;
	context: string;
}

const hash = (value: DeduplicationItemTypes) =>
	createHash('md5').update(value.toString()).digest('base64');

/**
 * n8n's deduplication store (mode `entries`) in memory instead of in n8n's database.
 *
 * Same keys, hashes, limits and races as n8n 2.41's DeduplicationHelper: one row per workflow and
 * node, read and written in separate steps, so that parallel calls overwrite each other and
 * parallel first inserts fail.
 */
export class MemoryDeduplicator implements IDataDeduplicator {
	/** What nodes asked for since the last reset. */
	readonly calls: DedupeCall[] = [];

	/** Runs before each call is answered: wait to make the store slow, throw to make it fail. */
	before?: (call: DedupeCall) => Promise<void> | void;

	/** How often it was reset; a node in a workflow of another number knows nothing of the tests before. */
	resets = 0;

	private readonly rows = new Map<string, string[]>();

	/** How many entries all rows have. */
	get size(): number {
		return [...this.rows.values()].reduce((sum, { length }) => sum + length, 0);
	}

	/** Forgets rows, calls and the hook. */
	reset(): void {
		this.resets++;
		this.rows.clear();
		this.calls.length = 0;
		this.before = undefined;
	}

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		await this.enter({ method: 'checkProcessedAndRecord', items, scope, options });
		const row = rowOf(scope, contextData);
		const stored = await this.find(row);
		const hashes = items.map(hash);
		if (stored === undefined) {
			await this.insert(row, limit(hashes, options));
			return { new: items, processed: [] };
		}
		// The known set is not extended while looking: duplicates within one call are all new.
		const known = new Set(stored);
		const isKnown = (_: unknown, index: number) => known.has(hashes[index] ?? '');
		await this.update(row, limit([...stored, ...hashes.filter((h) => !known.has(h))], options));
		return {
			new: items.filter((item, index) => !isKnown(item, index)),
			processed: items.filter(isKnown),
		};
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<void> {
		await this.enter({ method: 'removeProcessed', items, scope, options });
		const row = rowOf(scope, contextData);
		const stored = await this.find(row);
		if (stored === undefined) return;
		for (const item of items) {
			const index = stored.indexOf(hash(item));
			if (index !== -1) stored.splice(index, 1);
		}
		await this.update(row, stored);
	}

	async clearAllProcessedItems(
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
	): Promise<void> {
		this.rows.delete(keyOf(rowOf(scope, contextData)));
	}

	async getProcessedDataCount(
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
	): Promise<number> {
		return (await this.find(rowOf(scope, contextData)))?.length ?? 0;
	}

	private async enter(call: DedupeCall): Promise<void> {
		if (call.options.mode !== 'entries') {
			throw new Error(`The in-memory store has no mode '${call.options.mode}'`);
		}
		this.calls.push(call);
		await this.before?.(call);
	}

	private async find(row: Row): Promise<string[] | undefined> {
		await setImmediate();
		const stored = this.rows.get(keyOf(row));
		return stored && [...stored];
	}

	private async insert(row: Row, hashes: string[]): Promise<void> {
		await setImmediate();
		if (this.rows.has(keyOf(row))) {
			throw new Error(
				'SQLITE_CONSTRAINT: UNIQUE constraint failed: processed_data.workflowId, processed_data.context',
			);
		}
		this.rows.set(keyOf(row), hashes);
	}

	private async update(row: Row, hashes: string[]): Promise<void> {
		await setImmediate();
		this.rows.set(keyOf(row), hashes);
	}
}

/** The deduplication store that all runs of a test file share; reset it between tests. */
export const dedupe = new MemoryDeduplicator();

const keyOf = ({ workflowId, context }: Row) => `${workflowId}\n${context}`;

function rowOf(scope: DeduplicationScope, { node, workflow }: ICheckProcessedContextData): Row {
	if (!workflow.id) throw new Error('The store needs a saved workflow');
	if (scope !== 'node') return { workflowId: workflow.id, context: '' };
	if (!node) throw new Error("No node was given, so scope 'node' is not possible");
	return { workflowId: workflow.id, context: `n:${node.id}` };
}

function limit(hashes: string[], { maxEntries }: ICheckProcessedOptions): string[] {
	return maxEntries ? hashes.slice(-maxEntries) : hashes;
}
