import { randomUUID } from 'crypto';

import type { Repeat } from '../outcomes';

/** n8n's own deduplication store, as far as keys need it: hashed, across executions and restarts. */
export interface KeyStore {
	/** Records keys and says which of them it had before. */
	record(keys: readonly string[]): Promise<{ readonly processed: readonly string[] }>;
	/** Says which keys it has, and leaves them as they are. */
	probe(keys: readonly string[]): Promise<{ readonly processed: readonly string[] }>;
	forget(keys: readonly string[]): Promise<void>;
	/** Notes that keys were found again after the store had been outlasted. */
	keep(keys: readonly string[]): void;
	/** Waits until calls of other processes that were under way during the last record have ended. */
	outlast(): Promise<void>;
}

/** `held`: this execution may send with the key. */
export type KeyState = 'held' | Repeat;

const MAX_CLAIMS = 10;

const MAX_LOOKS = 10;

// Twice, because a probe by another process, which adds an entry and takes it out again, lasts longer
// than the calls that the wait goes by.
const SURE = 2;

/**
 * Remembers idempotency keys before their requests and what became of them after.
 *
 * Two entries per key are stored: taken before the request, settled once it was accepted, so that a
 * key left behind by a killed process can be told from one that was sent.
 *
 * The store is no lock. It reads all entries, adds to them and writes them back, so of two processes
 * that do so at once the later one wipes out what the earlier one added, and both believe that their
 * keys were new. Therefore a claim is recorded with the keys, and looked for again when such calls
 * are over (Fischer's mutual exclusion: write, wait longer than a write takes, read): still there, the
 * keys are ours; gone, a key that is there is another's, and one that is not is claimed again. Two
 * executions get one key only where a call takes longer than the wait, and the pause between two
 * calls of a process, that {@link SharedRow} sees to. What is settled is looked for twice in the same
 * way, but nobody waits for that: until it is found, a repeated key is reported as taken and of
 * unknown use, and still nothing is sent for it.
 */
export class IdempotencyKeys {
	private readonly states = new Map<string, KeyState>();

	private toSettle: string[] = [];

	constructor(
		private readonly store: KeyStore,
		/** Keys that earlier tries of this execution hold. */
		private readonly heldBefore: (key: string) => boolean,
	) {}

	/**
	 * Takes keys, in two calls to the store and the wait between them, more where other processes
	 * interfere. Rejects if the store does, or if it loses the keys time and again.
	 */
	async take(keys: Iterable<string>): Promise<void> {
		const fresh = new Set<string>();
		for (const key of keys) {
			if (this.states.has(key)) continue;
			if (this.heldBefore(key)) this.states.set(key, 'held');
			else fresh.add(key);
		}
		if (fresh.size === 0) return;
		const settled = this.toSettle.flatMap(bothEntries);
		const mine = new Set<string>();
		const others: string[] = [];
		let leftOver: readonly string[];
		try {
			leftOver = await this.claim([...fresh], settled, mine, others);
		} finally {
			// Also where the store gave up half-way: what it has recorded can be freed again.
			for (const key of mine) this.states.set(key, 'held');
		}
		if (mine.size > 0) {
			this.store.keep([...settled, ...[...mine].map(taken)]);
			this.toSettle = [];
		}
		await Promise.all([
			leftOver.length > 0 ? this.store.forget(leftOver) : undefined,
			this.markKnown(others),
		]);
	}

	/** The state of a key that was taken. */
	state(key: string): KeyState {
		return this.states.get(key) ?? 'unsettled';
	}

	/** Notes that everything sent with these keys was accepted; stored with the next call. */
	settle(keys: readonly string[]): void {
		this.toSettle.push(...keys);
	}

	/** Stores what is left to store, and gives back keys with which nothing was sent. */
	async finish(unused: readonly string[]): Promise<void> {
		const settled = this.toSettle.flatMap(bothEntries);
		this.toSettle = [];
		if (settled.length > 0) await this.store.record(settled);
		if (unused.length > 0) await this.store.forget(unused.map(taken));
		if (settled.length > 0) void this.confirm(settled);
	}

	/**
	 * Claims keys, and records further entries; sorts the keys into what is ours and what others have.
	 * Returns what it has recorded in vain.
	 */
	private async claim(
		keys: readonly string[],
		entries: readonly string[],
		mine: Set<string>,
		others: string[],
	): Promise<readonly string[]> {
		const claim = `claim:${randomUUID()}`;
		let open = keys;
		for (let calls = 0; calls < MAX_CLAIMS; calls++) {
			const { processed } = await this.store.record([...open.map(taken), ...entries, claim]);
			const before = new Set(processed);
			if (before.has(claim)) return [];
			others.push(...open.filter((key) => before.has(taken(key))));
			for (const key of others) mine.delete(key);
			open = open.filter((key) => !before.has(taken(key)));
			for (const key of open) mine.add(key);
			// Repeated keys leave nothing behind: however many come, they push no key out of the history.
			if (open.length === 0) return [claim];
			await this.store.outlast();
		}
		throw new Error(`other processes overwrote the keys ${MAX_CLAIMS} times`);
	}

	/** Records entries again until they are still there when calls of other processes are over. */
	private async confirm(entries: readonly string[]): Promise<void> {
		try {
			let found = 0;
			for (let looks = 0; looks < MAX_LOOKS && found < SURE; looks++) {
				await this.store.outlast();
				const { processed } = await this.store.record(entries);
				found = processed.length === entries.length ? found + 1 : 0;
			}
			this.store.keep(entries);
		} catch {
			// The keys stay taken at the least: nothing is sent for them again.
		}
	}

	private async markKnown(known: readonly string[]): Promise<void> {
		if (known.length === 0) return;
		const { processed } = await this.store.probe(known.map(settledEntry));
		const settled = new Set(processed);
		for (const key of known) {
			this.states.set(key, settled.has(settledEntry(key)) ? 'used' : 'unsettled');
		}
	}
}

function taken(key: string): string {
	return `taken:${key}`;
}

function settledEntry(key: string): string {
	return `settled:${key}`;
}

// Both, because another process may have overwritten the first one since.
function bothEntries(key: string): string[] {
	return [taken(key), settledEntry(key)];
}
