import { randomUUID } from 'crypto';

// Of those that were removed, one is enough if it was there; some others may have wiped it out before.
const MOST_GONE = 4;

/**
 * Entries of this process's own that tell whether its last calls on the row still hold: one that was
 * recorded has to be there, one that was removed has to be gone. If another process has written back
 * what the row was before, it is the other way round.
 */
export class Marks {
	/** What the row has to say of a mark: that it is there, or that it is gone. */
	private expected = new Map<string, boolean>();

	/** Marks in the row that nobody needs any more. */
	private spare: string[] = [];

	/** A mark for the next call that records; unique, so that nobody else can have it. */
	next(): string {
		return `mark:${randomUUID()}`;
	}

	/** The marks to look for in the next call. */
	asked(): string[] {
		return [...this.expected.keys()];
	}

	/**
	 * Takes the marks that a call has looked for, the entries that were in the row, and the mark that the
	 * call has recorded. Returns whether the row has been written back since the calls before.
	 */
	noteRecorded(asked: readonly string[], there: ReadonlySet<string>, mark: string): boolean {
		const overwritten = asked.some((one) => there.has(one) !== this.expected.get(one));
		for (const one of asked) this.expected.delete(one);
		// Looking for them has recorded them.
		this.spare.push(...asked);
		this.expected.set(mark, true);
		return overwritten;
	}

	/** Takes entries that are of no more use, to be removed like marks. */
	discard(entries: readonly string[]): void {
		this.spare.push(...entries);
	}

	/** The marks to remove with the next call that removes anything. */
	toRemove(): readonly string[] {
		return [...this.spare];
	}

	/** Notes that marks are gone; the newest of them tell later whether they stayed so. */
	noteRemoved(marks: readonly string[]): void {
		const removed = new Set(marks);
		this.spare = this.spare.filter((mark) => !removed.has(mark));
		for (const mark of marks.slice(-MOST_GONE)) this.expected.set(mark, false);
	}
}
