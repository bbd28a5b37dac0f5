import type { DraftState, RunEntries, WaveState } from './runEntries';

/** What an earlier run with the same identity has left; places are those of drafts in the run. */
export interface EarlierRun {
	readonly waves: ReadonlyMap<number, WaveState>;
	readonly drafts: ReadonlyMap<number, DraftState>;
	/** All that is in the store. */
	readonly entries: readonly string[];
}

type Ask = (entries: readonly string[]) => Promise<ReadonlySet<string>>;

// A wave that was closed was open before.
const WAVE_STATES = ['accepted', 'mostlyAccepted', 'mostlyNotSent', 'open'] as const;

// Doubt first: a process may have been killed between two notes.
const DRAFT_STATES = ['unknown', 'partly', 'accepted', 'notSent'] as const;

/**
 * Reads what an earlier run has left, in two questions to the store: its waves first, the drafts only
 * of those that were closed with exceptions. Takes the places of the drafts, by wave. Rejects if the
 * store does.
 */
export async function readEarlierRun(
	names: RunEntries,
	places: ReadonlyArray<readonly number[]>,
	ask: Ask,
): Promise<EarlierRun> {
	const found = new Set<string>();
	const look = async (entries: readonly string[]) => {
		for (const entry of await ask(entries)) found.add(entry);
	};
	await look(places.flatMap((_, n) => WAVE_STATES.map((state) => names.wave(n, state))));
	const waves = new Map<number, WaveState>();
	for (const n of places.keys()) {
		const states = WAVE_STATES.filter((one) => found.has(names.wave(n, one)));
		// A wave is closed once. If it seems to be closed in several ways, nobody knows: it was opened again,
		// or a question to the store, which records what it asks for, was cut off.
		const closings = states.filter((one) => one !== 'open');
		const state = closings.length > 1 ? 'open' : states[0];
		if (state !== undefined) waves.set(n, state);
	}
	const mixed = [...waves].flatMap(([n, state]) =>
		state.startsWith('mostly') ? (places[n] ?? []) : [],
	);
	if (mixed.length > 0) {
		await look(mixed.flatMap((at) => DRAFT_STATES.map((state) => names.draft(at, state))));
	}
	const drafts = new Map<number, DraftState>();
	for (const [n, state] of waves) {
		for (const at of places[n] ?? []) {
			const own = DRAFT_STATES.find((one) => found.has(names.draft(at, one)));
			drafts.set(at, own ?? ASSUMED[state]);
		}
	}
	return { waves, drafts, entries: [...found] };
}

const ASSUMED: Readonly<Record<WaveState, DraftState>> = {
	open: 'unknown',
	accepted: 'accepted',
	mostlyAccepted: 'accepted',
	mostlyNotSent: 'notSent',
};
