export interface RateLimitSettings {
	/** Requests in one window. */
	limit: number;
	windowMs: number;
	/** Requests in progress at once. */
	concurrent: number;
	/** Whether a 429 carries Retry-After (undocumented; the sandbox's choice). */
	retryAfter: boolean;
}

/** LigueLead's limits per API token, as its limits page documents them. */
export const documentedLimits: Readonly<RateLimitSettings> = {
	limit: 600_000,
	windowMs: 60_000,
	concurrent: 10_000,
	retryAfter: false,
};

const slots = 600;

/**
 * A sliding window that counts in slots of 1/600 of its length, so that its size does not depend
 * on the number of requests. Refused requests do not count (undocumented; the sandbox's choice).
 */
export class SlidingWindow {
	private readonly counts = new Uint32Array(slots);
	private readonly slotMs: number;
	private newest = 0;
	private used = 0;

	constructor(
		private readonly limit: number,
		windowMs: number,
	) {
		this.slotMs = windowMs / slots;
	}

	/** Counts one request at `now` (Unix milliseconds); false when the window is full. */
	take(now: number): boolean {
		this.advance(now);
		if (this.used >= this.limit) return false;
		this.used++;
		const index = this.newest % slots;
		this.counts[index] = (this.counts[index] ?? 0) + 1;
		return true;
	}

	/** Requests left in the window. */
	remaining(now: number): number {
		this.advance(now);
		return Math.max(0, this.limit - this.used);
	}

	/** Unix milliseconds when the oldest counted request leaves the window; `now` when none is in it. */
	resetAt(now: number): number {
		this.advance(now);
		if (this.used === 0) return now;
		let slot = this.newest - slots + 1;
		while (this.counts[slot % slots] === 0) slot++;
		return (slot + slots) * this.slotMs;
	}

	private advance(now: number): void {
		const slot = Math.floor(now / this.slotMs);
		const first = Math.max(this.newest + 1, slot - slots + 1);
		for (let expired = first; expired <= slot; expired++) {
			this.used -= this.counts[expired % slots] ?? 0;
			this.counts[expired % slots] = 0;
		}
		if (slot > this.newest) this.newest = slot;
	}
}
