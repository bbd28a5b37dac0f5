import type { Draft, ItemResult } from '../campaigns';
import type { EarlierRun } from './earlierRun';
import type { DraftState, RunEntries, WaveState } from './runEntries';

/** Entries to record in the store, and to remove from it. */
export interface Notes {
	readonly record: readonly string[];
	readonly remove: readonly string[];
}

/** A draft without idempotency key, and its place among them. */
interface Noted {
	readonly wave: number;
	readonly place: number;
}

// What a run notes of single drafts must not push its other notes out of the row.
const MOST_DRAFT_NOTES = 2_000;

const NOTHING_EARLIER: EarlierRun = { waves: new Map(), drafts: new Map(), entries: [] };

/**
 * Decides which entries tell the next run what became of this one's waves. Drafts with an idempotency
 * key are left to their keys.
 */
export class RunNotes {
	/** The places of the drafts of each wave. */
	readonly places: ReadonlyArray<readonly number[]>;

	private readonly byItem = new Map<number, Noted>();

	private earlier = NOTHING_EARLIER;

	/** Places of drafts that go out again in waves that an earlier run had closed. */
	private readonly again = new Set<number>();

	/** Waves of which more would have to be noted than the row has room for: all of them is in doubt. */
	private readonly reopened = new Set<number>();

	private draftNotes = 0;

	/** Takes the drafts of the run, by wave, and the names of its entries. */
	constructor(
		waves: ReadonlyArray<readonly Draft[]>,
		private names: RunEntries,
	) {
		this.places = waves.map((drafts, wave) =>
			drafts
				.filter(({ idempotencyKey }) => idempotencyKey === undefined)
				.map(({ item }) => {
					const place = this.byItem.size;
					this.byItem.set(item, { wave, place });
					return place;
				}),
		);
	}

	/** Whether there is nothing to note, because each draft has an idempotency key. */
	get isEmpty(): boolean {
		return this.byItem.size === 0;
	}

	/** Notes what an earlier run has left, and goes on under its names. */
	continue(earlier: EarlierRun, names: RunEntries): void {
		this.earlier = earlier;
		this.names = names;
	}

	/** What an earlier run has left of a draft; undefined if nothing is known of it. */
	stateOf({ item }: Pick<Draft, 'item'>): DraftState | undefined {
		const noted = this.byItem.get(item);
		return noted && this.earlier.drafts.get(noted.place);
	}

	/** What is to be recorded before drafts of a wave go out; without them, before the first one does. */
	beginning(wave: number, drafts?: readonly Draft[]): readonly string[] {
		if ((this.places[wave] ?? []).length === 0) return [];
		const before = this.earlier.waves.get(wave);
		if (before === undefined) return [this.names.wave(wave, 'open')];
		if (before === 'open' || drafts === undefined) return [];
		const places = drafts.flatMap(({ item }) => this.byItem.get(item)?.place ?? []);
		if (!this.hasRoomFor(places.length)) {
			this.reopened.add(wave);
			return [this.names.wave(wave, 'accepted'), this.names.wave(wave, 'mostlyNotSent')];
		}
		for (const place of places) this.again.add(place);
		return places.map((place) => this.names.draft(place, 'unknown'));
	}

	/**
	 * What is to be noted of a wave that has ended. Takes what became of its drafts, by item; says also
	 * whether any of them may have been sent.
	 */
	ending(
		wave: number,
		results: ReadonlyMap<number, ItemResult>,
	): Notes & { readonly sent: boolean } {
		const states = new Map<number, DraftState>();
		for (const [item, result] of results) {
			const noted = this.byItem.get(item);
			if (noted?.wave !== wave) continue;
			const state = readState(result);
			// A second request that was refused says nothing of the first one.
			const isStillInDoubt =
				state === 'notSent' && this.earlier.drafts.get(noted.place) === 'unknown';
			states.set(noted.place, isStillInDoubt ? 'unknown' : state);
		}
		const sent = [...states.values()].some((state) => state !== 'notSent');
		return { ...this.notesOf(wave, states), sent };
	}

	private notesOf(wave: number, states: Map<number, DraftState>): Notes {
		const before = this.earlier.waves.get(wave);
		if (before === 'open') this.addEarlier(wave, states);
		if (before === undefined || before === 'open') return this.closeWhole(wave, states, before);
		return this.reopened.has(wave) ? NONE : this.closeRest(states);
	}

	/** Drafts that were answered from an earlier run's notes are what they were. */
	private addEarlier(wave: number, states: Map<number, DraftState>): void {
		for (const place of this.places[wave] ?? []) {
			if (!states.has(place)) states.set(place, this.earlier.drafts.get(place) ?? 'unknown');
		}
	}

	/** Closes a wave of which nothing but its opening is noted. */
	private closeWhole(
		wave: number,
		states: ReadonlyMap<number, DraftState>,
		before: WaveState | undefined,
	): Notes {
		const all = [...states.values()];
		const accepted = all.filter((state) => state === 'accepted').length;
		const unsent = all.filter((state) => state === 'notSent').length;
		// What was in doubt before, and still is, needs no note.
		if (before === 'open' && accepted + unsent === 0) return NONE;
		if (accepted === all.length) {
			return { record: [this.names.wave(wave, 'accepted')], remove: [] };
		}
		const [most, closing] =
			accepted >= unsent
				? (['accepted', 'mostlyAccepted'] as const)
				: (['notSent', 'mostlyNotSent'] as const);
		const others = [...states].filter(([, state]) => state !== most);
		if (!this.hasRoomFor(others.length)) return NONE;
		const drafts = others.map(([place, state]) => this.names.draft(place, state));
		return { record: [this.names.wave(wave, closing), ...drafts], remove: [] };
	}

	/** Corrects the states of drafts in a wave that an earlier run had closed. */
	private closeRest(states: ReadonlyMap<number, DraftState>): Notes {
		const own = [...states].filter(([place]) => this.again.has(place));
		return {
			record: own.map(([place, state]) => this.names.draft(place, state)),
			remove: own.flatMap(([place, state]) =>
				(['unknown', 'notSent'] as const)
					.filter((other) => other !== state)
					.map((other) => this.names.draft(place, other)),
			),
		};
	}

	private hasRoomFor(notes: number): boolean {
		if (this.draftNotes + notes > MOST_DRAFT_NOTES) return false;
		this.draftNotes += notes;
		return true;
	}
}

const NONE: Notes = { record: [], remove: [] };

function readState(result: ItemResult): DraftState {
	if (result.kind === 'success') return 'accepted';
	const { outcome, campaigns } = result.failure.details;
	if (campaigns !== undefined) return 'partly';
	return outcome === 'unknown' ? 'unknown' : 'notSent';
}
