/** A set of texts that forgets the oldest beyond a limit. */
export class RecentKeys {
	private readonly keys = new Set<string>();

	/** Takes how many it remembers. */
	constructor(private readonly most: number) {}

	/** Adds a key; false if it was there before. */
	add(key: string): boolean {
		if (this.keys.has(key)) return false;
		this.keys.add(key);
		for (const oldest of this.keys) {
			if (this.keys.size <= this.most) break;
			this.keys.delete(oldest);
		}
		return true;
	}

	/** The newest keys, at most the given number, oldest first. */
	newest(count: number): string[] {
		return [...this.keys].slice(-count);
	}
}
