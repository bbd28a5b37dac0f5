import { SharedRow } from '../../../nodes/LigueLead/memory/sharedRow';
import type { Look, Row } from '../../../nodes/LigueLead/memory/sharedRow';
import { FakeClock } from '../api/support';

/** How many entries a row of these tests holds, unless a call says otherwise. */
export const MOST = 1_000;

/** A row that is read and written back whole, with the time that both take in between. */
export class FakeRow implements Row {
	entries: string[] = [];

	/** The entries of each call. */
	readonly calls: string[][] = [];

	/** How many entries each call that recorded left room for. */
	readonly rooms: number[] = [];

	constructor(
		private readonly clock: FakeClock,
		private readonly takes: () => number = () => 10,
	) {}

	/** The same row as a process has it whose calls take another time. */
	inProcess(takes: () => number): Row {
		return {
			record: async (entries, most) => await this.record(entries, most, takes),
			forget: async (entries) => await this.forget(entries, takes),
		};
	}

	async record(
		entries: readonly string[],
		most: number,
		takes = this.takes,
	): Promise<readonly string[]> {
		this.calls.push([...entries]);
		this.rooms.push(most);
		const stored = [...this.entries];
		await this.clock.sleep(takes());
		const known = entries.filter((entry) => stored.includes(entry));
		const added = entries.filter((entry) => !stored.includes(entry));
		this.entries = [...stored, ...added].slice(-most);
		return known;
	}

	async forget(entries: readonly string[], takes = this.takes): Promise<void> {
		const stored = [...this.entries];
		await this.clock.sleep(takes());
		this.entries = stored.filter((entry) => !entries.includes(entry));
	}
}

/** A row, a process that has it, and their time; takes how long calls take, in milliseconds. */
export function setUp(takes?: () => number) {
	const clock = new FakeClock();
	const row = new FakeRow(clock, takes);
	const shared = new SharedRow(clock);
	return { clock, row, shared, view: shared.view(row, MOST) };
}

/** Records entries and says which of them were there. */
export function record(entries: readonly string[]): Look<string[]> {
	return {
		entries,
		read: (there) => ({ answer: entries.filter((entry) => there.has(entry)), stay: entries }),
	};
}

/** Says which entries are there, and leaves the row as it was. */
export function probe(entries: readonly string[]): Look<string[]> {
	return { ...record(entries), read: (there) => ({ ...record(entries).read(there), stay: [] }) };
}
