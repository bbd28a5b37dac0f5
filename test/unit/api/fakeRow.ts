import type { KeyStore } from '../../../nodes/LigueLead/api/idempotency';
import { SharedRow } from '../../../nodes/LigueLead/api/sharedRow';
import type { Row } from '../../../nodes/LigueLead/api/sharedRow';
import { FakeClock } from './support';

/** How many entries a row of these tests holds, unless a call says otherwise. */
export const MOST = 1_000;

/** A row that is read and written back whole, with the time that both take in between. */
export class FakeRow implements Row {
	entries: string[] = [];

	/** The entries of each call. */
	readonly calls: string[][] = [];

	constructor(
		private readonly clock: FakeClock,
		private readonly takes: () => number = () => 10,
	) {}

	async record(entries: readonly string[], most: number): Promise<readonly string[]> {
		this.calls.push([...entries]);
		const stored = [...this.entries];
		await this.clock.sleep(this.takes());
		const known = entries.filter((entry) => stored.includes(entry));
		const added = entries.filter((entry) => !stored.includes(entry));
		this.entries = [...stored, ...added].slice(-most);
		return known;
	}

	async forget(entries: readonly string[]): Promise<void> {
		const stored = [...this.entries];
		await this.clock.sleep(this.takes());
		this.entries = stored.filter((entry) => !entries.includes(entry));
	}
}

/** The view of an execution on a row, in the process of `shared`. */
export function storeOf(shared: SharedRow, row: Row): KeyStore {
	return {
		record: async (keys) => ({ processed: await shared.record(row, keys, MOST) }),
		probe: async (keys) => ({ processed: await shared.probe(row, keys, MOST) }),
		forget: async (keys) => await shared.forget(row, keys),
		keep: (keys) => shared.keep(keys, MOST),
		outlast: async () => await shared.outlast(),
	};
}

/** A row, a process that has it, and their time; takes how long calls take, in milliseconds. */
export function setUp(takes?: () => number) {
	const clock = new FakeClock();
	return { clock, row: new FakeRow(clock, takes), shared: new SharedRow(clock) };
}
