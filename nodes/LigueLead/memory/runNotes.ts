import type { Draft, ItemResult } from '../campaigns';
import type { Steps } from '../steps';
import type { EarlierRun } from './earlierRun';
import type { DraftState, RunEntries, WaveState } from './runEntries';

/** Entries to record in the store, and to remove from it. */
export interface Notes {
	readonly record: readonly string[];
	readonly remove: readonly string[];
}

/** A draft without idempotency key, and its place among them. */
export interface Noted {
	readonly wave: number;
	readonly place: number;
}

/** Where the drafts without idempotency key stand in a run. */
export interface Places {
	/** The places of each wave. */
	readonly byWave: ReadonlyArray<readonly number[]>;
	readonly byItem: ReadonlyMap<number, Noted>;
}

/** Numbers the drafts without idempotency key. Takes the drafts of a run, by wave. In steps. */
export function* placeSteps(waves: ReadonlyArray<readonly Draft[]>): Steps<Places> {
	const byItem = new Map<number, Noted>();
	const byWave: number[][] = [];
	for (const [wave, drafts] of waves.entries()) {
		const places: number[] = [];
		byWave.push(places);
		for (const { item, idempotencyKey } of drafts) {
			yield;
			if (idempotencyKey !== undefined) continue;
			places.push(byItem.size);
			byItem.set(item, { wave, place: byItem.size });
		}
	}
	return { byWave, byItem };
}

// What a run notes of single drafts must not push its other notes out of the row.
const MOST_DRAFT_NOTES = 2_000;

const NOTHING_EARLIER: EarlierRun = { waves: new Map(), drafts: new Map(), entries: [] };

/**
 * Decides which entries tell the next run what became of this one's waves. Drafts with an idempotency
 * key are left to their keys.
 */
export class RunNotes {
	private earlier = NOTHING_EARLIER;

	/** Places of drafts that go out again in waves that an earlier run had closed. */
	private readonly again = new Set<number>();

	/** Waves of which more would have to be noted than the row has room for: all of them is in doubt. */
	private readonly reopened = new Set<number>();

	private draftNotes = 0;

	/** Takes where the drafts of the run stand, and the names of its entries. */
	constructor(
		private readonly placed: Places,
		private names: RunEntries,
	) {}

	/** The places of the drafts of each wave. */
	get places(): Places['byWave'] {
		return this.placed.byWave;
	}

	/** Whether there is nothing to note, because each draft has an idempotency key. */
	get isEmpty(): boolean {
		return this.placed.byItem.size === 0;
	}

	/** Notes what an earlier run has left, and goes on under its names. */
	continue(earlier: EarlierRun, names: RunEntries): void {
		this.earlier = earlier;
		this.names = names;
	}

	/** What an earlier run has left of a draft; undefined if nothing is known of it. */
	stateOf({ item }: Pick<Draft, 'item'>): DraftState | undefined {
		const noted = this.placed.byItem.get(item);
		return noted && this.earlier.drafts.get(noted.place);
	}

	/** What is to be recorded before drafts of a wave go out; without them, before the first one does. */
	beginning(wave: number, drafts?: readonly Draft[]): readonly string[] {
		if ((this.places[wave] ?? []).length === 0) return [];
		const before = this.earlier.waves.get(wave);
		if (before === undefined) return [this.names.wave(wave, 'open')];
		if (before === 'open' || drafts === undefined) return [];
		const places = drafts.flatMap(({ item }) => this.placed.byItem.get(item)?.place ?? []);
		if (!this.hasRoomFor(places.length)) {
			this.reopened.add(wave);
			return [this.names.wave(wave, 'accepted'), this.names.wave(wave, 'mostlyNotSent')];
		}
		for (const place of places) this.again.add(place);
		return places.map((place) => this.names.draft(place, 'unknown'));
	}

	/**
	 * What is to be noted of a wave that has ended. Takes what became of its drafts, by item; says also
	 * whether any of them may have been sent. In steps.
	 */
	*ending(
		wave: number,
		results: ReadonlyMap<number, ItemResult>,
	): Steps<Notes & { readonly sent: boolean }> {
		const states = new Map<number, DraftState>();
		let sent = false;
		for (const [item, result] of results) {
			yield;
			const noted = this.placed.byItem.get(item);
			if (noted?.wave !== wave) continue;
			const state = readState(result);
			// A second request that was refused says nothing of the first one.
			const isStillInDoubt =
				state === 'notSent' && this.earlier.drafts.get(noted.place) === 'unknown';
			states.set(noted.place, isStillInDoubt ? 'unknown' : state);
			sent ||= isStillInDoubt || state !== 'notSent';
		}
		return { ...(yield* this.notesOf(wave, states)), sent };
	}

	private *notesOf(wave: number, states: Map<number, DraftState>): Steps<Notes> {
		const before = this.earlier.waves.get(wave);
		if (before === 'open') yield* this.addEarlier(wave, states);
		if (before === undefined || before === 'open') {
			return yield* this.closeWhole(wave, states, before);
		}
		return this.reopened.has(wave) ? NONE : this.closeRest(states);
	}

	/** Drafts that were answered from an earlier run's notes are what they were. */
	private *addEarlier(wave: number, states: Map<number, DraftState>): Steps<void> {
		for (const place of this.places[wave] ?? []) {
			yield;
			if (!states.has(place)) states.set(place, this.earlier.drafts.get(place) ?? 'unknown');
		}
	}

	/** Closes a wave of which nothing but its opening is noted. */
	private *closeWhole(
		wave: number,
		states: ReadonlyMap<number, DraftState>,
		before: WaveState | undefined,
	): Steps<Notes> {
		let accepted = 0;
		let unsent = 0;
		for (const state of states.values()) {
			yield;
			if (state === 'accepted') accepted++;
			if (state === 'notSent') unsent++;
		}
		// What was in doubt before, and still is, needs no note.
		if (before === 'open' && accepted + unsent === 0) return NONE;
		if (accepted === states.size) {
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
