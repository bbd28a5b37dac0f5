const KEPT_FOR = 60_000;
const MOST_KEPT = 2_000;

/** Entries of the last minute, the newest of them if they are many. */
export class Recent {
	/** Entries and until when they are kept, oldest first. */
	private readonly entries = new Map<string, number>();

	constructor(private readonly now: () => number) {}

	/** Adds entries; of all of them, at most the given number is kept. */
	add(entries: readonly string[], most: number): void {
		const until = this.now() + KEPT_FOR;
		for (const entry of entries) {
			this.entries.delete(entry);
			this.entries.set(entry, until);
		}
		const limit = Math.min(MOST_KEPT, most);
		for (const [entry, end] of this.entries) {
			if (this.entries.size <= limit && end > this.now()) break;
			this.entries.delete(entry);
		}
	}

	delete(entry: string): void {
		this.entries.delete(entry);
	}

	/** What there is of the last minute. */
	all(): string[] {
		const now = this.now();
		for (const [entry, end] of this.entries) {
			if (end > now) break;
			this.entries.delete(entry);
		}
		return [...this.entries.keys()];
	}
}
