import { createHash } from 'crypto';

import type { Campaign, Draft, EarlierTries, Repeat, SentPart } from '../campaigns';
import type { Accepted, Failed, Outcome } from '../outcomes';
import { mayHaveBeenSent, UNANSWERED } from '../outcomes';

interface Entry {
	/** Hash of what the recipients got. */
	readonly content: string;
	/** Hash of the parameters that it came from; missing where they do not identify it. */
	readonly source?: string;
	readonly items: readonly number[];
	readonly phones: readonly string[];
	/** Unknown from the moment a request starts until its answer says more. */
	readonly outcome: Accepted | Failed;
}

interface HeldKey {
	readonly item: number;
	/** Whom it is for; empty once all of them were accepted. */
	readonly phones: readonly string[];
}

interface RunRecord {
	entries: Record<string, Entry>;
	/** Requests begun so far: numbers are not used again when an entry goes. */
	begun: number;
	/** Idempotency keys that this execution holds, each after a '#', and the item that took it. */
	keys: Record<string, HeldKey>;
}

/** An entry of an earlier try, with its recipients for look-up. */
interface Known {
	readonly entry: Entry;
	readonly phones: ReadonlySet<string>;
}

export interface LedgerSettings {
	/** Items with equal content share campaigns, so what one item sent counts for all. */
	readonly shared: boolean;
	/** Unknown outcomes do not count as sent. */
	readonly resendUnknown: boolean;
	/**
	 * The message as the user wrote it, expressions unevaluated. While it stays the same, so does an
	 * item's message, even where the expression yields another text at each try ({{ $now }}).
	 */
	readonly source?: string;
}

const CONTEXT_KEY = 'ligueLeadLedger';

/**
 * What this execution has sent, or may have sent, kept in n8n's node context, which survives Retry
 * On Fail and a retry of the execution. A retry answers from it and sends only the rest.
 *
 * It remembers recipients, not whole requests: a retry after one number was corrected sends to that
 * number alone, wherever the cut between two campaigns falls then.
 */
export class Ledger {
	private readonly source: string | undefined;

	/** What earlier tries have left. */
	private readonly known: readonly Entry[];

	private readonly earlier: ReadonlyMap<string, readonly Known[]>;

	private byItem: ReadonlyMap<number, readonly Known[]> | undefined;

	/**
	 * Takes the node's context object, which it writes to, and the run index: in a loop, each pass has
	 * its own ledger.
	 */
	constructor(
		private readonly context: Record<string, unknown>,
		private readonly runIndex: number,
		private readonly settings: LedgerSettings,
	) {
		this.source = settings.source === undefined ? undefined : hash(settings.source);
		this.known = Object.values(this.run.entries);
		this.earlier = this.index(this.known);
	}

	/** The ids of the campaigns that this run sent, in this try or an earlier one. */
	acceptedCampaigns(): string[] {
		const outcomes = Object.values(this.run.entries).map(({ outcome }) => outcome);
		const ids = outcomes.flatMap((one) => (one.outcome === 'accepted' ? [one.campaignId] : []));
		return [...new Set(ids)];
	}

	/** Splits a campaign into what earlier tries answer and the recipients still to be sent to. */
	answer(campaign: Campaign): { parts: SentPart[]; rest: string[] } {
		const entries = this.find(campaign);
		let rest = [...campaign.phones];
		const parts: SentPart[] = [];
		for (const { entry, phones: covered } of entries) {
			const phones = rest.filter((phone) => covered.has(phone));
			if (phones.length === 0) continue;
			rest = rest.filter((phone) => !covered.has(phone));
			parts.push({ phones, outcome: entry.outcome });
		}
		return { parts, rest };
	}

	/** Whether earlier tries of this execution have sent anything for a draft, or may have. */
	knows(draft: Draft): boolean {
		if (this.known.length === 0) return false;
		if (this.earlierByItem().has(draft.item)) return true;
		return this.answer({ ...draft, items: [draft.item] }).parts.length > 0;
	}

	/** Notes that a request starts; returns the function that notes its outcome. */
	begin(campaign: Campaign): (outcome: Outcome) => void {
		const content = hash(campaign.contentKey);
		const { items, phones } = campaign;
		const { source } = this;
		const key = `${items[0]}:${content}:${this.run.begun++}`;
		const entry = { content, ...(source !== undefined && { source }), items, phones };
		// A copy: what became of two requests is told apart by their outcomes' places.
		this.run.entries[key] = { ...entry, outcome: { ...UNANSWERED } };
		return (outcome) => {
			if (mayHaveBeenSent(outcome)) {
				this.run.entries[key] = { ...entry, outcome };
			} else {
				delete this.run.entries[key];
			}
		};
	}

	/** How many campaigns of this run, in this try or an earlier one, may have been sent. */
	unknownCampaigns(): number {
		const outcomes = Object.values(this.run.entries).map(({ outcome }) => outcome);
		return outcomes.filter(({ outcome }) => outcome === 'unknown').length;
	}

	/**
	 * Tells of an item whether this run has sent something of it, in this try or an earlier one, and
	 * whether any of that was accepted. Reads the entries at the first question: most runs ask none.
	 */
	sentItems(): EarlierTries {
		let sent: ReadonlyMap<number, ReadonlySet<string>> | undefined;
		return (item) => {
			sent ??= outcomesByItem(Object.values(this.run.entries));
			const outcomes = sent.get(item);
			return outcomes && (outcomes.has('accepted') ? 'accepted' : 'unknown');
		};
	}

	/**
	 * What an earlier try of this execution knows of a draft's idempotency key: undefined if it does
	 * not hold the key; `held` if the draft may go on with it; otherwise what the key was used for. One
	 * key is one message, so another item, or a recipient that came later, does not get a second one.
	 */
	heldKey(draft: Draft): 'held' | Repeat | undefined {
		const { item, idempotencyKey: key } = draft;
		const held = this.run.keys[`#${key}`];
		if (key === undefined || held === undefined) return undefined;
		const earlier = this.earlierByItem().get(held.item);
		if (earlier === undefined) return 'held';
		if (item === held.item) {
			const { rest } = this.answer({ ...draft, items: [item] });
			if (rest.length === 0) return 'held';
			const wanted = new Set(held.phones);
			// Of any text: one that was changed since is no second message for the same key.
			const had = (phone: string) =>
				earlier.some(({ entry, phones }) => this.counts(entry) && phones.has(phone));
			if (rest.some((phone) => wanted.has(phone)) && !rest.some(had)) return 'held';
		}
		const isAccepted = earlier.some(({ entry }) => entry.outcome.outcome === 'accepted');
		return isAccepted ? 'used' : 'unsettled';
	}

	/** Notes the drafts whose idempotency keys this execution holds. */
	noteHeld(drafts: readonly Draft[]): void {
		for (const { item, phones, idempotencyKey: key } of drafts)
			this.run.keys[`#${key}`] = { item, phones };
	}

	/** Notes the drafts that were sent wholly with their idempotency keys. */
	noteSettled(drafts: readonly Draft[]): void {
		for (const { item, idempotencyKey: key } of drafts) {
			this.run.keys[`#${key}`] = { item, phones: [] };
		}
	}

	/** Notes the drafts whose idempotency keys were given back. */
	noteFreed(drafts: readonly Draft[]): void {
		for (const { idempotencyKey: key } of drafts) delete this.run.keys[`#${key}`];
	}

	/**
	 * Forgets what was accepted in this run, which ended well: nothing of it will be retried. What is
	 * in doubt stays: of a tool, other calls share the run.
	 */
	clear(): void {
		const { run } = this;
		const inDoubt = Object.entries(run.entries).filter(
			([, { outcome }]) => outcome.outcome !== 'accepted',
		);
		// One by one, a hundred thousand would keep n8n from answering for too long.
		run.entries = Object.fromEntries(inDoubt);
		if (inDoubt.length > 0) return;
		const runs = this.runs();
		delete runs[this.runIndex];
		if (Object.keys(runs).length === 0) delete this.context[CONTEXT_KEY];
	}

	private earlierByItem(): ReadonlyMap<number, readonly Known[]> {
		if (this.byItem !== undefined) return this.byItem;
		const byItem = new Map<number, Known[]>();
		for (const entry of this.known) {
			const known = { entry, phones: new Set(entry.phones) };
			for (const item of entry.items) {
				const list = byItem.get(item);
				if (list === undefined) byItem.set(item, [known]);
				else list.push(known);
			}
		}
		this.byItem = byItem;
		return byItem;
	}

	/** Whether what became of a request keeps it from being made again. */
	private counts({ outcome }: Entry): boolean {
		return outcome.outcome === 'accepted' || !this.settings.resendUnknown;
	}

	// Looked up each time: of a tool, another call may have cleared the run meanwhile.
	private get run(): RunRecord {
		return (this.runs()[this.runIndex] ??= { entries: {}, begun: 0, keys: {} });
	}

	private runs(): Record<string, RunRecord> {
		return (this.context[CONTEXT_KEY] ??= {}) as Record<string, RunRecord>;
	}

	private index(entries: readonly Entry[]): Map<string, Known[]> {
		const index = new Map<string, Known[]>();
		for (const entry of entries) {
			if (!this.counts(entry)) continue;
			const known = { entry, phones: new Set(entry.phones) };
			for (const scope of this.scopesOf(entry)) {
				const list = index.get(scope);
				if (list === undefined) index.set(scope, [known]);
				else list.push(known);
			}
		}
		return index;
	}

	private find(campaign: Campaign): Known[] {
		if (this.earlier.size === 0) return [];
		const { items, contentKey } = campaign;
		const scopes = this.scopesOf({ items, content: hash(contentKey), source: this.source });
		const found = new Set(scopes.flatMap((scope) => this.earlier.get(scope) ?? []));
		// Accepted ones first: where a second try was accepted, the first one's doubt is settled.
		return [...found].sort((a, b) => rank(a) - rank(b));
	}

	private scopesOf({ items, content, source }: Pick<Entry, 'items' | 'content' | 'source'>) {
		const contents = this.settings.shared ? [content] : items.map((item) => `${item}:${content}`);
		if (source === undefined) return contents;
		return [...contents, ...items.map((item) => `${item}:${source}`)];
	}
}

function outcomesByItem(entries: readonly Entry[]): Map<number, Set<string>> {
	const outcomes = new Map<number, Set<string>>();
	for (const { items, outcome } of entries) {
		for (const item of items) {
			const known = outcomes.get(item) ?? new Set();
			outcomes.set(item, known.add(outcome.outcome));
		}
	}
	return outcomes;
}

function rank({ entry }: Known): number {
	return entry.outcome.outcome === 'accepted' ? 0 : 1;
}

function hash(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
