import type { Clock } from './clock';

/** Longest wait before a request is tried again, in milliseconds. */
export const MAX_WAIT = 60_000;

const FIRST_BACKOFF = 1_000;

/**
 * Holds back all requests of a run while LigueLead asks to wait, and decides how long that is.
 *
 * One campaign that used up its tries stands for the rest: from then on every other one gets a
 * single try, until one is accepted again.
 */
export class Gate {
	private openAt = 0;

	private givenUp = false;

	constructor(
		private readonly maxTries: number,
		private readonly clock: Clock,
	) {}

	/** Resolves when requests may go out; false where the execution was cancelled meanwhile. */
	async pass(): Promise<boolean> {
		let wait = this.openAt - this.clock.now();
		while (wait > 0 && !this.clock.cancelled()) {
			await this.clock.sleep(wait);
			wait = this.openAt - this.clock.now();
		}
		return !this.clock.cancelled();
	}

	/**
	 * Closes the gate after a request that may be tried again. Takes the number of its tries so far
	 * and when the API asks to be tried again (ms since 1970). Returns false where that was its last.
	 * Without a hint it is exponential backoff with full jitter; never more than 60 s.
	 */
	retry(tries: number, retryAt?: number): boolean {
		if (tries >= this.maxTries) this.givenUp = true;
		if (this.givenUp) return false;
		const backoff = this.clock.random() * Math.min(MAX_WAIT, FIRST_BACKOFF * 2 ** (tries - 1));
		const asked = retryAt === undefined ? 0 : retryAt - this.clock.now();
		const wait = Math.min(MAX_WAIT, asked > 0 ? asked : backoff);
		this.openAt = Math.max(this.openAt, this.clock.now() + wait);
		return true;
	}

	/** Notes that LigueLead takes requests. */
	accepted(): void {
		this.givenUp = false;
	}
}
