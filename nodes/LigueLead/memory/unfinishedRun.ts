import type { Draft, ItemResult } from '../campaigns';
import type { Steps } from '../steps';
import type { NotSent } from '../outcomes';
import { notSent } from '../outcomes';
import { readEarlierRun } from './earlierRun';
import type { DraftState } from './runEntries';
import { RunEntries } from './runEntries';
import type { Places } from './runNotes';
import { RunNotes } from './runNotes';
import type { Look, RowView } from './sharedRow';

export interface RunSurroundings {
	/** The identities of the runs that this process has under way, of this node. */
	readonly underWay: Set<string>;
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves when the store has taken too long to answer. */
	patience(): Promise<void>;
	/** Told, at most once, that the run is not remembered, and why. */
	notRecorded(reason: string): void;
}

/**
 * Remembers a run that does not end well beyond its execution: n8n starts a retry after a crash or a
 * restart, a retried sub-workflow and *Execute step* with an empty node context, so no ledger would
 * know what was sent.
 *
 * Each wave is noted in n8n's deduplication store before its requests, and what became of it after. A
 * run that ends well leaves nothing. One that ends badly leaves what was accepted and what nobody
 * knows; of one that is killed, the open waves are in doubt. The next run with the same recipients and
 * texts continues it.
 *
 * Drafts with an idempotency key are left to their keys. Without a key the store is no precondition:
 * if it fails or hangs, the run is not remembered and sends all the same.
 */
export class UnfinishedRun {
	private readonly periods: readonly [RunEntries, ...RunEntries[]];

	private readonly notes: RunNotes;

	/** Waves that this run has begun. */
	private readonly begun = new Set<number>();

	/** Entries that are in the store, or may be. */
	private readonly stored = new Set<string>();

	/** Entries to be recorded, and to be removed, with the next call. */
	private toRecord: string[] = [];

	private toRemove: string[] = [];

	/** Whether this run, or the one it continues, may have sent anything. */
	private sent = false;

	private held = false;

	private broken = false;

	/** Whether the run has ended, and nothing is to be left of it. */
	private leavesNothing = false;

	/** Takes the view on the row, the name of the run, and where its drafts stand as they go out. */
	constructor(
		private readonly row: RowView,
		private readonly identity: string,
		places: Places,
		private readonly surroundings: RunSurroundings,
	) {
		this.periods = RunEntries.at(identity, surroundings.now());
		this.notes = new RunNotes(places, this.periods[0]);
	}

	/**
	 * To be called before the first request: looks for an earlier run with this identity, and notes that
	 * this one has begun, with its first wave. Returns why there must be no request, if an equal run is
	 * under way in this process, or what an earlier one sent cannot be read. Never rejects.
	 */
	async open(): Promise<NotSent | undefined> {
		const { underWay } = this.surroundings;
		if (this.notes.isEmpty) return undefined;
		if (underWay.has(this.identity)) return EQUAL_RUN;
		underWay.add(this.identity);
		this.held = true;
		const { periods } = this;
		const first = [periods[0].run, ...this.notes.beginning(0)];
		for (const entry of first) this.stored.add(entry);
		const found = await this.ask({
			entries: [...new Set([...periods.map(({ run }) => run), ...first])],
			read: (there) => {
				const answer = periods.find(({ run }) => there.has(run));
				return { answer, stay: answer === undefined ? first : [answer.run] };
			},
		});
		if (found === undefined) {
			if (!this.broken) this.row.keep(first);
			this.begun.add(0);
			return undefined;
		}
		return await this.continue(found);
	}

	/** Whether the store has taken all notes so far. */
	get isRecorded(): boolean {
		return !this.broken;
	}

	/** What an earlier run has left of a draft; undefined if nothing is known of it. */
	stateOf(draft: Pick<Draft, 'item'>): DraftState | undefined {
		return this.notes.stateOf(draft);
	}

	/**
	 * To be called before the requests of a wave, with its drafts that are to be sent: notes that it is
	 * open. Undefined if there is nothing to wait for. Never rejects.
	 */
	begin(wave: number, drafts: readonly Draft[]): Promise<void> | undefined {
		if (!this.held || this.begun.has(wave)) return undefined;
		this.begun.add(wave);
		const entries = this.notes.beginning(wave, drafts);
		if (entries.length === 0) return undefined;
		for (const entry of entries) this.toRecord.push(entry);
		return this.store();
	}

	/** Notes what became of a wave that has ended; stored with the next call. In steps. */
	*close(wave: number, results: ReadonlyMap<number, ItemResult>): Steps<void> {
		if (!this.begun.has(wave)) return;
		const { record, remove, sent } = yield* this.notes.ending(wave, results);
		this.toRecord.push(...record);
		this.toRemove.push(...remove);
		this.sent ||= sent;
	}

	/**
	 * To be called after the last request. Takes whether the run has ended well: then, and if nothing was
	 * sent at all, nothing is left of it, and nobody waits for that. Never rejects.
	 */
	async end(well: boolean): Promise<void> {
		if (!this.held) return;
		this.surroundings.underWay.delete(this.identity);
		if (well || !this.sent) {
			this.leavesNothing = true;
			void this.forget([...this.stored]);
			return;
		}
		await this.store();
	}

	/** Reads what an earlier run has left. */
	private async continue(names: RunEntries): Promise<NotSent | undefined> {
		this.stored.add(names.run);
		const ask = async (entries: readonly string[]) => {
			const there = await this.ask({
				entries,
				read: (all) => ({ answer: new Set(all), stay: [] }),
			});
			if (there === undefined) throw new Error('the store gave no answer');
			return new Set(entries.filter((entry) => there.has(entry)));
		};
		try {
			const earlier = await readEarlierRun(names, this.notes.places, ask);
			this.notes.continue(earlier, names);
			for (const entry of earlier.entries) this.stored.add(entry);
			this.sent = [...earlier.drafts.values()].some((state) => state !== 'notSent');
			return undefined;
		} catch {
			// Nothing of it was touched: it is there for the next run.
			this.stored.clear();
			return UNREADABLE;
		}
	}

	/** Records and removes what is waiting for it. */
	private async store(): Promise<void> {
		const entries = this.toRecord;
		const removed = this.toRemove;
		if (entries.length === 0) return;
		this.toRecord = [];
		this.toRemove = [];
		for (const entry of entries) this.stored.add(entry);
		const gone = new Set(removed);
		const keep = entries.filter((entry) => !gone.has(entry));
		await this.ask({ entries, read: () => ({ answer: undefined, stay: entries }) });
		if (this.broken) return;
		this.row.keep(keep);
		if (removed.length > 0) await this.forget(removed);
	}

	private async forget(entries: readonly string[]): Promise<void> {
		try {
			await Promise.race([this.row.removeForGood(entries), this.surroundings.patience()]);
			void this.row.confirm().catch(() => undefined);
		} catch {
			// They are asked for by an equal run alone, and by none after a day.
		}
	}

	/** Asks the store once; undefined if it fails, and from then on. */
	private async ask<T>(look: Look<T>): Promise<T | undefined> {
		if (this.broken) return undefined;
		const { patience, notRecorded } = this.surroundings;
		try {
			const late = patience().then(() => {
				throw new Error('it took too long');
			});
			// A look that was given up may be answered when the run is over.
			const read: Look<T>['read'] = (there) =>
				this.leavesNothing ? { ...look.read(there), stay: [] } : look.read(there);
			return await Promise.race([this.row.look({ ...look, read }), late]);
		} catch (cause) {
			this.broken = true;
			notRecorded(cause instanceof Error ? cause.message : String(cause));
			return undefined;
		}
	}
}

function refused(message: string, remedy: string): NotSent {
	const { details, ...told } = notSent(message, remedy);
	return { ...told, details: { ...details, safe_to_send_again: false } };
}

const EQUAL_RUN = refused(
	'Not sent: another execution is sending the same texts to the same recipients',
	"See what becomes of the other execution. If both are wanted, give their items different values of Options → 'Idempotency Key'.",
);

const UNREADABLE = refused(
	'Not sent: an earlier execution with the same texts and recipients did not end well, and what it sent could not be read',
	"See whether n8n's database works, then try again.",
);
