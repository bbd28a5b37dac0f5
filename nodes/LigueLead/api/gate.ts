import type { Clock } from '../memory/clock';

/** Longest wait before a request is tried again, in milliseconds. */
export const MAX_WAIT = 60_000;

const FIRST_BACKOFF = 1_000;

/**
 * Holds back all requests of a run while LigueLead asks to wait, decides how long that is, and lets none
 * pass once the run's time is over.
 *
 * One campaign that used up its tries stands for the rest: from then on every other one gets a
 * single try, until one is accepted again.
 */
export class Gate {
	private openAt = 0;

	private givenUp = false;

	private lastSeen = -Infinity;

	/** Takes the tries of a campaign at most, and when the run has to end (ms since 1970). */
	constructor(
		private readonly maxTries: number,
		private readonly clock: Clock,
		private endAt = Infinity,
	) {}

	/** Whether the execution was cancelled, or the time of the run is over. */
	get closed(): boolean {
		return this.clock.cancelled() || this.now() >= this.endAt;
	}

	/** Resolves when requests may go out; false if the gate closed for good meanwhile. */
	async pass(): Promise<boolean> {
		while (!this.closed) {
			const now = this.now();
			const wait = Math.min(this.openAt, this.endAt) - now;
			if (wait <= 0) return true;
			await this.clock.sleep(wait);
		}
		return false;
	}

	/**
	 * Closes the gate after a request that may be tried again. Takes the number of its tries so far
	 * and when the API asks to be tried again (ms since 1970). Returns false if that was its last.
	 * Without a hint it is exponential backoff with full jitter; never more than 60 s.
	 */
	retry(tries: number, retryAt?: number): boolean {
		if (tries >= this.maxTries) this.givenUp = true;
		if (this.givenUp) return false;
		const now = this.now();
		const backoff = this.clock.random() * Math.min(MAX_WAIT, FIRST_BACKOFF * 2 ** (tries - 1));
		const asked = retryAt === undefined ? 0 : retryAt - now;
		const wait = Math.min(MAX_WAIT, asked > 0 ? asked : backoff);
		this.openAt = Math.max(this.openAt, now + wait);
		return true;
	}

	/** Notes that LigueLead takes requests. */
	accepted(): void {
		this.givenUp = false;
	}

	// A clock that is set back takes both times with it: nobody waits for what it was set back by.
	private now(): number {
		const now = this.clock.now();
		const setBack = Math.max(0, this.lastSeen - now);
		this.openAt -= setBack;
		this.endAt -= setBack;
		this.lastSeen = now;
		return now;
	}
}
