import type { Clock } from './clock';

/** The calls of n8n's deduplication store that keys need, on the row of one node. */
export interface Row {
	/** Adds entries, the oldest making room beyond `most`; says which of them were there before. */
	record(entries: readonly string[], most: number): Promise<readonly string[]>;
	forget(entries: readonly string[]): Promise<void>;
}

interface Call {
	readonly kind: 'record' | 'forget';
	readonly row: Row;
	readonly entries: readonly string[];
	/** How many entries the row may hold. */
	readonly most: number;
	resolve(processed: readonly string[]): void;
	reject(cause: unknown): void;
}

const MAX_TRIES = 3;

// Measured with two workers of n8n's queue mode on a busy machine; see outlast().
const SHORTEST_WAIT = 25;
const LONGEST_WAIT = 2_000;
const WAIT_FACTOR = 3;
const RECENT_CALLS = 20;

const KEPT_FOR = 60_000;
const MOST_KEPT = 2_000;

/**
 * A row of n8n's deduplication store that this process shares with others.
 *
 * Each call reads the row, changes it and writes it back whole, so of two processes that do so at
 * once the later one wipes out what the earlier one added. Three things make that rare and mend it:
 * - Calls of this process take turns, and those that wait become one call: fewer to collide with.
 * - What is confirmed is kept in memory for a minute and recorded again with every call, so that
 *   what others wiped out comes back; until then this process knows it all the same.
 * - `outlast` waits until others' calls that were under way have ended, for a second look.
 */
export class SharedRow {
	private waiting: Call[] = [];

	private running = false;

	/** Entries and until when they are kept, oldest first. */
	private readonly kept = new Map<string, number>();

	/** How many milliseconds the last calls took. */
	private durations: number[] = [];

	constructor(private readonly clock: Pick<Clock, 'now' | 'sleep'>) {}

	/**
	 * Records entries in a row of at most so many, and returns those that were known before: to the
	 * row, to this process, or by a call before this one. Rejects if the row does three times.
	 */
	async record(row: Row, entries: readonly string[], most: number): Promise<readonly string[]> {
		return await this.call('record', row, entries, most);
	}

	/** Takes entries out of the row and out of memory. */
	async forget(row: Row, entries: readonly string[]): Promise<void> {
		await this.call('forget', row, entries, 0);
	}

	/** Keeps entries that were recorded and found again, in a row of at most so many. */
	keep(entries: readonly string[], most: number): void {
		const until = this.clock.now() + KEPT_FOR;
		for (const entry of entries) {
			this.kept.delete(entry);
			this.kept.set(entry, until);
		}
		// A part of the row only: what is recorded again becomes its newest and pushes others out.
		const limit = Math.min(MOST_KEPT, Math.floor(most / 4));
		for (const [entry, end] of this.kept) {
			if (this.kept.size <= limit && end > this.clock.now()) break;
			this.kept.delete(entry);
		}
	}

	/** Waits until calls of other processes that were under way during the last one have ended. */
	async outlast(): Promise<void> {
		// They take as long as those of this process: the row and the load are the same. Not without
		// limit, or one call that took seconds would hold up the next twenty executions.
		const slowest = Math.max(0, ...this.durations);
		await this.clock.sleep(Math.min(LONGEST_WAIT, SHORTEST_WAIT + WAIT_FACTOR * slowest));
	}

	private async call(
		kind: Call['kind'],
		row: Row,
		entries: readonly string[],
		most: number,
	): Promise<readonly string[]> {
		return await new Promise((resolve, reject) => {
			this.waiting.push({ kind, row, entries, most, resolve, reject });
			if (!this.running) void this.work();
		});
	}

	private async work(): Promise<void> {
		this.running = true;
		while (this.waiting[0] !== undefined) {
			const { kind } = this.waiting[0];
			const end = this.waiting.findIndex((call) => call.kind !== kind);
			const batch = this.waiting.splice(0, end === -1 ? this.waiting.length : end);
			try {
				if (kind === 'record') await this.recordAll(batch);
				else await this.forgetAll(batch);
			} catch (cause) {
				for (const { reject } of batch) reject(cause);
			}
		}
		this.running = false;
	}

	private async recordAll(batch: readonly Call[]): Promise<void> {
		this.dropOld();
		const kept = [...this.kept.keys()];
		const entries = [...new Set([...kept, ...batch.flatMap((call) => call.entries)])];
		const most = Math.max(entries.length, ...batch.map((call) => call.most));
		const processed = await this.again(
			async () => (await batch[0]?.row.record(entries, most)) ?? [],
		);
		const known = new Set([...kept, ...processed]);
		for (const call of batch) {
			call.resolve(call.entries.filter((entry) => known.has(entry)));
			for (const entry of call.entries) known.add(entry);
		}
	}

	private async forgetAll(batch: readonly Call[]): Promise<void> {
		const entries = batch.flatMap((call) => call.entries);
		for (const entry of entries) this.kept.delete(entry);
		await batch[0]?.row.forget(entries);
		for (const { resolve } of batch) resolve([]);
	}

	private dropOld(): void {
		const now = this.clock.now();
		for (const [entry, end] of this.kept) {
			if (end > now) break;
			this.kept.delete(entry);
		}
	}

	// Two processes that insert a node's first entries at once collide; the second finds the row then.
	private async again<T>(call: () => Promise<T>, tries = MAX_TRIES): Promise<T> {
		if (tries === 1) return await this.measure(call);
		try {
			return await this.measure(call);
		} catch {
			await this.clock.sleep(50 * (1 + MAX_TRIES - tries));
			return await this.again(call, tries - 1);
		}
	}

	private async measure<T>(call: () => Promise<T>): Promise<T> {
		const start = this.clock.now();
		const found = await call();
		this.durations = [...this.durations, this.clock.now() - start].slice(-RECENT_CALLS);
		return found;
	}
}
