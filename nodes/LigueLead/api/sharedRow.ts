import type { Clock } from './clock';

/** The calls of n8n's deduplication store that keys need, on the row of one node. */
export interface Row {
	/** Adds entries, the oldest making room beyond `most`; says which of them were there before. */
	record(entries: readonly string[], most: number): Promise<readonly string[]>;
	forget(entries: readonly string[]): Promise<void>;
}

interface Call {
	readonly kind: 'record' | 'probe' | 'forget';
	readonly row: Row;
	readonly entries: readonly string[];
	/** How many entries the row may hold. */
	readonly most: number;
	resolve(found: readonly string[]): void;
	reject(cause: unknown): void;
}

const MAX_TRIES = 3;

const SHORTEST_WAIT = 25;
const LONGEST_WAIT = 2_000;
const RECENT_TURNS = 20;

// Four processes may overwrite each other in turn before the first of them looks again.
const WAIT_FACTOR = 3;

const KEPT_FOR = 60_000;
const MOST_KEPT = 2_000;

/**
 * A row of n8n's deduplication store that this process shares with others.
 *
 * Each call reads the row, changes it and writes it back whole, so of two processes that do so at
 * once the later one wipes out what the earlier one added. Four things make that rare and mend it:
 * - Calls of this process take turns, and those that wait go in one turn: fewer to collide with.
 * - Between turns there is a pause longer than a turn takes. Without it, two processes under load
 *   would each read, time and again, what the row was before the other's last write, and write it
 *   back: two states that live side by side, and no wait would be long enough to see the other.
 * - What is confirmed is kept in memory for a minute and recorded again with every call, so that
 *   what others wiped out comes back; until then this process knows it all the same.
 * - `outlast` waits until others' turns that were under way have ended, for a second look.
 */
export class SharedRow {
	private waiting: Call[] = [];

	private running = false;

	/** When the last turn ended. */
	private lastEnd = 0;

	/** How many milliseconds the last turns took. */
	private durations: number[] = [];

	/** Entries and until when they are kept, oldest first. */
	private readonly kept = new Map<string, number>();

	constructor(private readonly clock: Pick<Clock, 'now' | 'sleep'>) {}

	/**
	 * Records entries in a row of at most so many, and returns those that were known before: to the
	 * row, to this process, or by a call before this one. Rejects if the row does three times.
	 */
	async record(row: Row, entries: readonly string[], most: number): Promise<readonly string[]> {
		return await this.call('record', row, entries, most);
	}

	/** As `record`, but leaves the row as it was. */
	async probe(row: Row, entries: readonly string[], most: number): Promise<readonly string[]> {
		return await this.call('probe', row, entries, most);
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

	/** Waits until turns of other processes that were under way during the last one have ended. */
	async outlast(): Promise<void> {
		await this.clock.sleep(this.longerThanTurns(WAIT_FACTOR));
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
		while (this.waiting.length > 0) {
			await this.pause();
			const start = this.clock.now();
			await this.takeTurn(this.waiting.splice(0));
			this.lastEnd = this.clock.now();
			this.durations = [...this.durations, this.lastEnd - start].slice(-RECENT_TURNS);
		}
		this.running = false;
	}

	private async pause(): Promise<void> {
		const pause = this.longerThanTurns(1);
		const left = this.lastEnd + pause - this.clock.now();
		// A clock that was set back must not hold up anybody.
		if (left > 0) await this.clock.sleep(Math.min(left, pause));
	}

	// What is to be forgotten goes first, so that who asks for a key in the same turn finds it free.
	private async takeTurn(calls: readonly Call[]): Promise<void> {
		const forgets = calls.filter(({ kind }) => kind === 'forget');
		const others = calls.filter(({ kind }) => kind !== 'forget');
		await settleTogether(forgets, async () => await this.forgetAll(forgets));
		await settleTogether(others, async () => await this.findAll(others));
	}

	private async forgetAll(calls: readonly Call[]): Promise<void> {
		const entries = calls.flatMap((call) => call.entries);
		for (const entry of entries) this.kept.delete(entry);
		await this.again(async () => await calls[0]?.row.forget(entries));
		for (const { resolve } of calls) resolve([]);
	}

	private async findAll(calls: readonly Call[]): Promise<void> {
		this.dropOld();
		const kept = [...this.kept.keys()];
		const entries = [...new Set([...kept, ...calls.flatMap((call) => call.entries)])];
		const probes = calls.flatMap((call) => (call.kind === 'probe' ? call.entries : []));
		// Probes get room of their own, or they would push out what is oldest.
		const most = Math.max(entries.length, ...calls.map((call) => call.most)) + probes.length;
		const row = calls[0]?.row;
		const processed = await this.again(async () => (await row?.record(entries, most)) ?? []);
		const known = new Set([...kept, ...processed]);
		const answers: Array<() => void> = [];
		for (const { kind, entries: wanted, resolve } of calls) {
			const found = wanted.filter((entry) => known.has(entry));
			if (kind === 'probe') {
				answers.push(() => resolve(found));
				continue;
			}
			for (const entry of wanted) known.add(entry);
			// At once: where a trace of others' probes cannot be removed, these are recorded all the same.
			resolve(found);
		}
		// The store has no look-up that does not record.
		const traces = entries.filter((entry) => !known.has(entry));
		if (traces.length > 0) await this.again(async () => await row?.forget(traces));
		for (const answer of answers) answer();
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
		if (tries === 1) return await call();
		try {
			return await call();
		} catch {
			await this.clock.sleep(50 * (1 + MAX_TRIES - tries));
			return await this.again(call, tries - 1);
		}
	}

	// Others' turns take as long as those of this process: the row and the load are the same. Not
	// without limit, or one that took seconds would hold up the next twenty executions.
	private longerThanTurns(factor: number): number {
		const slowest = Math.max(0, ...this.durations);
		return Math.min(LONGEST_WAIT, SHORTEST_WAIT + factor * slowest);
	}
}

async function settleTogether(calls: readonly Call[], run: () => Promise<void>): Promise<void> {
	if (calls.length === 0) return;
	try {
		await run();
	} catch (cause) {
		for (const { reject } of calls) reject(cause);
	}
}
