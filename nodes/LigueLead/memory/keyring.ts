import type { Draft, ItemResult, Repeat } from '../campaigns';
import type { IdempotencyKeys } from './idempotency';
import type { Ledger } from './ledger';

/** Drafts that may be sent, and those that may not, because their keys were used before. */
export interface Taken {
	readonly admitted: readonly Draft[];
	readonly repeats: ReadonlyMap<Draft, Repeat>;
}

/** The idempotency keys of a run's drafts: claimed before they are sent, settled or freed after. */
export class Keyring {
	/** Drafts whose key is held, and neither settled nor to be freed. */
	private readonly undecided = new Map<number, Draft>();

	private readonly unused: Draft[] = [];

	constructor(
		private readonly keys: IdempotencyKeys,
		private readonly ledger: Ledger,
	) {}

	/** Claims the keys of a wave; drafts without one are admitted as they are. Rejects if the store does. */
	async take(wave: readonly Draft[]): Promise<Taken> {
		const known = new Map(wave.map((draft) => [draft, this.ledger.heldKey(draft)]));
		const fresh = wave.filter(
			(draft) => draft.idempotencyKey !== undefined && known.get(draft) === undefined,
		);
		try {
			await this.keys.claim(fresh.map(({ idempotencyKey: key = '' }) => key));
		} finally {
			// Also if the store gave up half-way: what it has recorded is to be freed again.
			this.hold(fresh.filter(({ idempotencyKey: key = '' }) => this.keys.state(key) === 'held'));
			this.resume(wave.filter((draft) => known.get(draft) === 'held'));
		}
		const repeats = new Map<Draft, Repeat>();
		for (const draft of wave) {
			const { idempotencyKey: key } = draft;
			const state = known.get(draft) ?? (key === undefined ? 'held' : this.keys.state(key));
			if (state !== 'held') repeats.set(draft, state);
		}
		return { admitted: wave.filter((draft) => !repeats.has(draft)), repeats };
	}

	/**
	 * Takes what became of drafts, by item. A key with which everything was accepted is settled, one
	 * with which nothing was sent is freed at the end, and any other stays in doubt.
	 */
	note(results: ReadonlyMap<number, ItemResult>): void {
		if (this.undecided.size === 0) return;
		const sent = this.ledger.sentItems();
		for (const [item, result] of results) {
			const draft = this.undecided.get(item);
			if (draft === undefined) continue;
			this.undecided.delete(item);
			if (result.kind === 'success') this.settle(draft);
			else if (result.failure.details.safe_to_send_again === true && sent(item) === undefined) {
				this.unused.push(draft);
			}
		}
	}

	/** Stores what was settled and frees the keys with which nothing was sent. Never rejects. */
	async finish(): Promise<void> {
		try {
			await this.keys.finish(this.unused.map(({ idempotencyKey: key = '' }) => key));
			this.ledger.noteFreed(this.unused);
		} catch {
			// The keys stay taken, so a later execution reports them instead of sending: no harm done.
		}
	}

	private hold(drafts: readonly Draft[]): void {
		this.ledger.noteHeld(drafts);
		this.resume(drafts);
	}

	private resume(drafts: readonly Draft[]): void {
		for (const draft of drafts) this.undecided.set(draft.item, draft);
	}

	private settle(draft: Draft): void {
		this.keys.settle([draft.idempotencyKey ?? '']);
		this.ledger.noteSettled([draft]);
	}
}
