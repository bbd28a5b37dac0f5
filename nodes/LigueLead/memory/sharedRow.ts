import type { Clock } from './clock';
import { Marks } from './marks';
import { Recent } from './recent';

/** The calls of n8n's deduplication store, on the row of one node. */
export interface Row {
	/** Adds entries, the oldest making room beyond `most`; says which of them were there before. */
	record(entries: readonly string[], most: number): Promise<readonly string[]>;
	forget(entries: readonly string[]): Promise<void>;
}

/** A question to the row. The row has no look-up that does not record what is looked for. */
export interface Look<T> {
	readonly entries: readonly string[];
	/**
	 * Takes what was there. Returns the answer, which of the other entries are to stay, and which of
	 * them nobody will record again.
	 */
	read(there: ReadonlySet<string>): {
		readonly answer: T;
		readonly stay: readonly string[];
		readonly gone?: readonly string[];
	};
}

interface Found<T> {
	readonly answer: T;
	/** Whether another process has written back what the row was before. */
	readonly overwritten: boolean;
}

interface Turn {
	readonly looks: Array<{
		readonly look: Look<unknown>;
		resolve(found: Found<unknown>): void;
		reject(cause: unknown): void;
	}>;
	readonly forgets: Array<{
		readonly entries: readonly string[];
		resolve(): void;
		reject(cause: unknown): void;
	}>;
	row: Row;
	most: number;
}

const MAX_TRIES = 3;

const SHORTEST_WAIT = 25;
const LONGEST_WAIT = 2_000;
const RECENT_TURNS = 20;
// A slow moment long ago says nothing about the load now, and would hold up the next orders.
const RECENT_MS = 10_000;

// Four processes may overwrite each other in turn before the first of them looks again.
const WAIT_FACTOR = 3;

const MAX_CONFIRMATIONS = 10;

// What is under way here, another process may have under way at the same time.
const PROCESSES = 2;

// Marks that are left in the row before they are worth a call of their own.
const MOST_MARKS = 16;

/**
 * A row of n8n's deduplication store that this process shares with others.
 *
 * Each call reads the row, changes it and writes it back whole, so of two processes that do so at
 * once the later one wipes out what the earlier one did. Four things make that rare and mend it:
 * - Calls of this process take turns, and those that wait go in one turn: fewer to collide with.
 * - Between turns there is a pause longer than a turn takes. Without it, two processes under load
 *   would each read, time and again, what the row was before the other's last write, and write it
 *   back: two states that live side by side, and no wait would be long enough to see the other.
 * - What was recorded for good, and what was removed for good, is known here for a minute, and done
 *   again once a mark tells that it was overwritten.
 * - `outlast` waits until others' turns that were under way have ended, for a second look.
 */
export class SharedRow {
	private next: Turn | undefined;

	private running = false;

	/** The last turns, the newest at the end; of one that goes on, what is over of it. */
	private turns: Array<{ readonly start: number; end: number }> = [];

	/** What looks have left in the row, because it could not be removed. */
	private leftBehind: readonly string[] = [];

	/** Entries of this process that the row has besides what it is to keep. */
	private held = 0;

	private readonly marks = new Marks();

	private readonly kept: Recent;

	private readonly gone: Recent;

	constructor(private readonly clock: Pick<Clock, 'now' | 'sleep'>) {
		this.kept = new Recent(() => clock.now());
		this.gone = new Recent(() => clock.now());
	}

	/** The view of one execution on this row, of which it needs at most the given entries. */
	view(row: Row, most: number): RowView {
		return {
			look: async (look) => (await this.look(row, most, look)).answer,
			forget: async (entries) => await this.forget(row, most, entries),
			hold: (entries) => {
				this.held += entries;
			},
			discard: (entries) => this.marks.discard(entries),
			keep: (entries) => this.kept.add(entries, Math.floor(most / 4)),
			removeForGood: async (entries) => {
				this.gone.add(entries, most);
				await this.forget(row, most, entries);
			},
			outlast: async () => await this.clock.sleep(this.longerThanTurns(WAIT_FACTOR)),
			confirm: async () => await this.confirm(row, most),
		};
	}

	private async look<T>(row: Row, most: number, look: Look<T>): Promise<Found<T>> {
		return await new Promise<Found<T>>((resolve, reject) => {
			const call = { look, resolve: resolve as (found: Found<unknown>) => void, reject };
			this.enter(row, most).looks.push(call);
		});
	}

	private async forget(row: Row, most: number, entries: readonly string[]): Promise<void> {
		if (entries.length === 0) return;
		await new Promise<void>((resolve, reject) => {
			this.enter(row, most).forgets.push({ entries, resolve, reject });
		});
	}

	private async confirm(row: Row, most: number): Promise<void> {
		for (let looks = 0; looks < MAX_CONFIRMATIONS; looks++) {
			await this.clock.sleep(this.longerThanTurns(WAIT_FACTOR));
			const { overwritten } = await this.look(row, most, NOTHING);
			if (!overwritten) return;
		}
	}

	private enter(row: Row, most: number): Turn {
		this.next ??= { looks: [], forgets: [], row, most };
		this.next.row = row;
		this.next.most = Math.max(this.next.most, most);
		if (!this.running) void this.work();
		return this.next;
	}

	private async work(): Promise<void> {
		this.running = true;
		while (this.next !== undefined) {
			await this.pause();
			const calls = this.next;
			this.next = undefined;
			const turn = { start: this.clock.now(), end: this.clock.now() };
			this.turns = [...this.turns, turn].slice(-RECENT_TURNS);
			await this.take(calls);
			this.noteEnd();
		}
		this.running = false;
	}

	private get lastEnd(): number {
		return this.turns.at(-1)?.end ?? 0;
	}

	private noteEnd(): void {
		const turn = this.turns.at(-1);
		if (turn !== undefined) turn.end = this.clock.now();
	}

	private async pause(): Promise<void> {
		const pause = this.longerThanTurns(1);
		const left = this.lastEnd + pause - this.clock.now();
		// A clock that was set back must not hold up anybody; without a wait, calls still go together.
		await this.clock.sleep(Math.max(0, Math.min(left, pause)));
	}

	/**
	 * One turn: removes what others of this process have done with, so that what is open never adds up;
	 * then records and looks; then removes what the looks have left behind.
	 */
	private async take(turn: Turn): Promise<void> {
		const { forgets, looks, row } = turn;
		// What is removed in this turn is looked for in the next one.
		const asked = this.marks.asked();
		const done = new Set([...this.leftBehind, ...forgets.flatMap(({ entries }) => entries)]);
		for (const entry of done) this.kept.delete(entry);
		try {
			await this.remove(row, done);
			this.leftBehind = [];
			for (const { resolve } of forgets) resolve();
		} catch (cause) {
			for (const { reject } of forgets) reject(cause);
		}
		if (looks.length === 0) return;
		let leave: ReadonlySet<string> = new Set();
		try {
			leave = await this.answer(turn, asked);
			await this.remove(row, leave);
		} catch (cause) {
			// Looks that are answered do not hear of it: what they left goes with the next turn.
			this.leftBehind = [...leave];
			for (const { reject } of looks) reject(cause);
		}
	}

	/** Removes entries, if there are any or enough marks, and the marks with them. */
	private async remove(row: Row, entries: ReadonlySet<string>): Promise<void> {
		const marks = this.marks.toRemove();
		if (entries.size === 0 && marks.length < MOST_MARKS) return;
		await this.again(async () => await row.forget([...entries, ...marks]));
		this.marks.noteRemoved(marks);
	}

	/**
	 * Answers the looks of a turn, and returns what is to leave the row after them. Takes the marks that
	 * tell whether other processes have written it back.
	 */
	private async answer({ looks, row, most }: Turn, asked: readonly string[]) {
		const wanted = looks.flatMap(({ look }) => look.entries);
		const mark = this.marks.next();
		const entries = [...new Set([...wanted, ...asked, mark])];
		// What is looked for and what is held need room of their own, or they would push out what is oldest.
		const room = most + entries.length + PROCESSES * this.held;
		const kept = this.kept.all();
		const found = await this.again(async () => await row.record(entries, room));
		// Before anybody waits for as long as turns take.
		this.noteEnd();
		const leave = new Set<string>();
		const overwritten = this.marks.noteRecorded(asked, new Set(found), mark);
		if (overwritten) {
			if (kept.length > 0) await this.again(async () => await row.record(kept, room));
			for (const entry of this.gone.all()) leave.add(entry);
		}
		const there = new Set([...kept, ...found]);
		for (const entry of this.gone.all()) there.delete(entry);
		for (const { look, resolve } of looks) {
			const { answer, stay, gone = [] } = look.read(there);
			this.gone.add(gone, most);
			for (const entry of stay) {
				there.add(entry);
				leave.delete(entry);
				this.gone.delete(entry);
			}
			resolve({ answer, overwritten });
		}
		for (const entry of wanted) if (!there.has(entry)) leave.add(entry);
		return leave;
	}

	// Two processes that insert a node's first entries at once collide; the second finds the row then.
	private async again<T>(call: () => Promise<T>, tries = MAX_TRIES): Promise<T> {
		if (tries === 1) return await call();
		try {
			return await call();
		} catch {
			await this.clock.sleep(50 * (1 + MAX_TRIES - tries));
			return await this.again(call, tries - 1);
		}
	}

	// Others' turns take as long as those of this process: the row and the load are the same. Not
	// without limit, or one that took seconds would hold up the next twenty executions.
	private longerThanTurns(factor: number): number {
		const since = this.lastEnd - RECENT_MS;
		const recent = this.turns.filter(({ end }) => end >= since);
		const slowest = Math.max(0, ...recent.map(({ start, end }) => end - start));
		return Math.min(LONGEST_WAIT, SHORTEST_WAIT + factor * slowest);
	}
}

/** A row as one execution sees it. Calls reject if the row fails three times. */
export interface RowView {
	look<T>(look: Look<T>): Promise<T>;
	/** Takes entries out of the row. */
	forget(entries: readonly string[]): Promise<void>;
	/** As `forget`, for entries that nobody will record again. */
	removeForGood(entries: readonly string[]): Promise<void>;
	/** Makes room for so many more entries besides those the row is to keep; for fewer, if negative. */
	hold(entries: number): void;
	/** Takes entries out of the row when the next call removes anything; nobody waits for it. */
	discard(entries: readonly string[]): void;
	/** Notes that entries were recorded and found again by a second look. */
	keep(entries: readonly string[]): void;
	/** Waits until turns of other processes that were under way during the last one have ended. */
	outlast(): Promise<void>;
	/** Looks, once those turns have ended, whether what was removed stayed so, and mends it. */
	confirm(): Promise<void>;
}

const NOTHING: Look<undefined> = { entries: [], read: () => ({ answer: undefined, stay: [] }) };
