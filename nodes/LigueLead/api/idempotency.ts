import type { Repeat } from '../outcomes';

/** n8n's own deduplication store, as far as keys need it: hashed, across executions and restarts. */
export interface KeyStore {
	/** Records keys and says which of them it had before. */
	record(keys: readonly string[]): Promise<{ readonly processed: readonly string[] }>;
	forget(keys: readonly string[]): Promise<void>;
}

/** `held`: this execution may send with the key. */
export type KeyState = 'held' | Repeat;

/**
 * Remembers idempotency keys before their requests and what became of them after.
 *
 * Two entries per key are stored: taken before the request, settled once it was accepted, so that a
 * key left behind by a killed process can be told from one that was sent. The store is no lock:
 * executions in other processes that race on one key may both get it.
 */
export class IdempotencyKeys {
	private readonly states = new Map<string, KeyState>();

	private toSettle: string[] = [];

	constructor(
		private readonly store: KeyStore,
		/** Keys that earlier tries of this execution hold. */
		private readonly heldBefore: (key: string) => boolean,
	) {}

	/** Takes keys, in one call to the store unless some were taken before; rejects if it does. */
	async take(keys: Iterable<string>): Promise<void> {
		const fresh = new Set<string>();
		for (const key of keys) {
			if (this.states.has(key)) continue;
			if (this.heldBefore(key)) this.states.set(key, 'held');
			else fresh.add(key);
		}
		if (fresh.size === 0) return;
		const settled = this.toSettle;
		const { processed } = await this.store.record([
			...[...fresh].map(taken),
			...settled.flatMap(bothEntries),
		]);
		this.toSettle = [];
		const before = new Set(processed);
		const known = [...fresh].filter((key) => before.has(taken(key)));
		for (const key of fresh) this.states.set(key, 'held');
		await this.markKnown(known);
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
		if (this.toSettle.length > 0) await this.store.record(this.toSettle.flatMap(bothEntries));
		this.toSettle = [];
		if (unused.length > 0) await this.store.forget(unused.flatMap(bothEntries));
	}

	// The store has no look-up that does not record, so entries this check adds are taken out again.
	private async markKnown(known: readonly string[]): Promise<void> {
		if (known.length === 0) return;
		const { processed } = await this.store.record(known.map(settledEntry));
		const settled = new Set(processed);
		for (const key of known) {
			this.states.set(key, settled.has(settledEntry(key)) ? 'used' : 'unsettled');
		}
		const open = known.filter((key) => !settled.has(settledEntry(key)));
		if (open.length > 0) await this.store.forget(open.map(settledEntry));
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
