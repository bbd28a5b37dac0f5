const HOUR = 3_600_000;

/** How long the first note of a run names one period. */
const PERIOD = 6 * HOUR;

const PERIODS = 4;

/** What became of one draft; `partly`: some of its recipients were accepted, and others not. */
export type DraftState = 'accepted' | 'partly' | 'unknown' | 'notSent';

/**
 * What became of a wave: nobody knows while it is `open`; all its drafts were `accepted`; or most were
 * accepted, or not sent, and the others have a state of their own.
 */
export type WaveState = 'open' | 'accepted' | 'mostlyAccepted' | 'mostlyNotSent';

const WAVES = { open: 'w', accepted: 'c', mostlyAccepted: 'e', mostlyNotSent: 'f' } as const;

const DRAFTS = { accepted: 'a', partly: 'p', unknown: 'u', notSent: 'n' } as const;

/**
 * The names of a run's entries in the store. They hold when it began, in periods of six hours, so that
 * after 18 to 24 hours nobody asks for them any more: what is sent every day is a new run each day.
 */
export class RunEntries {
	constructor(
		private readonly identity: string,
		private readonly period: number,
	) {}

	/** For each period that a run may have begun in, the newest first; takes ms since 1970. */
	static at(identity: string, now: number): [RunEntries, ...RunEntries[]] {
		const newest = Math.floor(now / PERIOD);
		const older = Array.from({ length: PERIODS - 1 }, (_, n) => newest - 1 - n);
		return [
			new RunEntries(identity, newest),
			...older.map((period) => new RunEntries(identity, period)),
		];
	}

	/** That the run has begun. */
	get run(): string {
		return this.name('open');
	}

	wave(number: number, state: WaveState): string {
		return this.name(`${WAVES[state]}${number}`);
	}

	/** Takes the place of a draft in the run. */
	draft(place: number, state: DraftState): string {
		return this.name(`${DRAFTS[state]}${place}`);
	}

	private name(what: string): string {
		return `run:${this.identity}:${this.period}:${what}`;
	}
}
