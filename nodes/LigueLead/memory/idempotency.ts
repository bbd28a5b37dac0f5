import { randomUUID } from 'crypto';

import type { Repeat } from '../campaigns';
import type { Look, RowView } from './sharedRow';

/** `held`: this execution may send with the key. */
export type KeyState = 'held' | Repeat;

const MAX_CLAIMS = 10;

/**
 * Keys in n8n's deduplication store, claimed before their requests and settled after.
 *
 * A key has two entries while it is under way, *taken* and *open*; the second one goes when the key is
 * settled, both when it is freed. A process that is killed leaves both, so that nobody takes what it
 * may have sent for something that was certainly sent.
 *
 * The store is no lock: of two processes that write at once, the later one wipes out what the earlier
 * one added, and both believe that their keys were new. Therefore the keys are looked for again when
 * such calls are over (Fischer's mutual exclusion: write, wait longer than a write takes, read): if
 * they are still there, they are ours; if not, a key that is there is another's, and one that is not is
 * claimed again. Two executions get one key only if a call takes longer than the wait, and the pause
 * between two calls of a process, that {@link SharedRow} sees to.
 */
export class IdempotencyKeys {
	private readonly states = new Map<string, KeyState>();

	private toSettle: string[] = [];

	/** How many keys have an open entry besides the taken one, which is what the history keeps. */
	private underWay = 0;

	/** Whether an open entry was removed that another process may have brought back. */
	private unconfirmed = false;

	/** Takes the view on the row, and a word that keeps these keys apart from others in the row. */
	constructor(
		private readonly row: RowView,
		private readonly kind: string,
	) {}

	/**
	 * Claims keys, in two calls to the store and the wait between them, more if other processes
	 * interfere. Rejects if the store does, or if it loses the keys time and again.
	 */
	async claim(keys: Iterable<string>): Promise<void> {
		const fresh = [...new Set(keys)].filter((key) => !this.states.has(key));
		// In one turn with the claim.
		const settled = this.storeSettled();
		if (fresh.length > 0) await this.claimFresh(fresh);
		await settled;
	}

	/** The state of a key that was claimed. */
	state(key: string): KeyState {
		return this.states.get(key) ?? 'unsettled';
	}

	/** Notes that everything sent with these keys was accepted; stored with the next call. */
	settle(keys: readonly string[]): void {
		this.toSettle.push(...keys);
	}

	/** Stores what is settled, and gives back keys with which nothing was sent. */
	async finish(unused: readonly string[]): Promise<void> {
		const freed = this.row.forget(unused.flatMap((key) => [this.taken(key), this.open(key)]));
		try {
			await this.storeSettled();
			await freed;
		} finally {
			this.noteUnderWay(-this.underWay);
		}
		// Nobody waits for it: until then, a repeated key may be reported as one of unknown use.
		if (this.unconfirmed) void this.row.confirm().catch(() => undefined);
		this.unconfirmed = false;
	}

	/** What became of keys, without claiming any; those that nobody has are left out. */
	async lookUp(keys: readonly string[]): Promise<ReadonlyMap<string, Repeat>> {
		return await this.row.look({
			entries: keys.flatMap((key) => [this.taken(key), this.open(key)]),
			read: (there) => ({ answer: this.repeats(keys, there), stay: [] }),
		});
	}

	private async claimFresh(keys: readonly string[]): Promise<void> {
		const claim = `claim:${randomUUID()}`;
		let held = keys;
		this.noteUnderWay(keys.length);
		for (let looks = 0; looks < MAX_CLAIMS; looks++) {
			const found = await this.row.look(this.claimOf(held, claim));
			if (found === 'claimed') {
				// At the first look, a call has stored the claim and lost its answer: whose the keys were
				// before it, nobody can tell any more.
				if (looks === 0) throw new Error('the answer of the store was lost');
				this.row.keep(held.map((key) => this.taken(key)));
				this.row.discard([claim]);
				return;
			}
			for (const key of held) this.states.set(key, found.get(key) ?? 'held');
			this.noteUnderWay(-found.size);
			held = held.filter((key) => !found.has(key));
			if (held.length === 0) return;
			await this.row.outlast();
		}
		throw new Error(`other processes overwrote the keys ${MAX_CLAIMS} times`);
	}

	/** Looks for a claim: it and the keys are ours, or keys are others', or they become ours. */
	private claimOf(
		keys: readonly string[],
		claim: string,
	): Look<ReadonlyMap<string, Repeat> | 'claimed'> {
		const entries = [...keys.flatMap((key) => [this.taken(key), this.open(key)]), claim];
		return {
			entries,
			read: (there) => {
				if (there.has(claim)) return { answer: 'claimed', stay: entries };
				const repeats = this.repeats(keys, there);
				const ours = keys.filter((key) => !repeats.has(key));
				const used = keys.filter((key) => repeats.get(key) === 'used');
				if (used.length > 0) this.unconfirmed = true;
				// Repeated keys leave nothing behind: however many come, they push out no other key.
				const stay = ours.flatMap((key) => [this.taken(key), this.open(key)]);
				return {
					answer: repeats,
					stay: ours.length > 0 ? [...stay, claim] : [],
					gone: used.map((key) => this.open(key)),
				};
			},
		};
	}

	private repeats(keys: readonly string[], there: ReadonlySet<string>): Map<string, Repeat> {
		const repeats = new Map<string, Repeat>();
		for (const key of keys) {
			if (!there.has(this.taken(key))) continue;
			repeats.set(key, there.has(this.open(key)) ? 'unsettled' : 'used');
		}
		return repeats;
	}

	/** Never rejects: what could not be stored is tried again with the next call. */
	private async storeSettled(): Promise<void> {
		const keys = this.toSettle;
		if (keys.length === 0) return;
		this.toSettle = [];
		try {
			await this.row.removeForGood(keys.map((key) => this.open(key)));
			this.noteUnderWay(-Math.min(keys.length, this.underWay));
			this.unconfirmed = true;
		} catch {
			for (const key of keys) this.toSettle.push(key);
		}
	}

	private noteUnderWay(change: number): void {
		this.underWay += change;
		this.row.hold(change);
	}

	private taken(key: string): string {
		return `taken:${this.kind}:${key}`;
	}

	private open(key: string): string {
		return `open:${this.kind}:${key}`;
	}
}
