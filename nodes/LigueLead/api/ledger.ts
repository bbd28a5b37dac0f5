import { createHash } from 'crypto';

import type { Campaign } from '../campaigns';
import type { Accepted, DeliveredPart, Failed, Outcome } from '../outcomes';
import { UNANSWERED } from '../outcomes';

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

interface RunRecord {
	entries: Record<string, Entry>;
	/** Requests begun so far: numbers are not used again when an entry goes. */
	begun: number;
	/** Idempotency keys that this execution holds, each after a '#'. */
	keys: Record<string, true>;
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
	 * item's SMS, even where the expression yields another text at each try ({{ $now }}).
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

	private readonly earlier: ReadonlyMap<string, readonly Known[]>;

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
		this.earlier = this.index(Object.values(this.run.entries));
	}

	/** The ids of the campaigns that this run sent, in this try or an earlier one. */
	acceptedCampaigns(): string[] {
		const outcomes = Object.values(this.run.entries).map(({ outcome }) => outcome);
		const ids = outcomes.flatMap((one) => (one.outcome === 'accepted' ? [one.campaignId] : []));
		return [...new Set(ids)];
	}

	/** Splits a campaign into what earlier tries answer and the recipients still to be sent to. */
	answer(campaign: Campaign): { parts: DeliveredPart[]; rest: string[] } {
		const entries = this.find(campaign);
		let rest = [...campaign.phones];
		const parts: DeliveredPart[] = [];
		for (const { entry, phones: covered } of entries) {
			const phones = rest.filter((phone) => covered.has(phone));
			if (phones.length === 0) continue;
			rest = rest.filter((phone) => !covered.has(phone));
			parts.push({ phones, outcome: entry.outcome });
		}
		return { parts, rest };
	}

	/** Notes that a request starts; returns the function that notes its outcome. */
	begin(campaign: Campaign): (outcome: Outcome) => void {
		const content = hash(campaign.contentKey);
		const { items, phones } = campaign;
		const { source } = this;
		const key = `${items[0]}:${content}:${this.run.begun++}`;
		const entry = { content, ...(source !== undefined && { source }), items, phones };
		this.run.entries[key] = { ...entry, outcome: UNANSWERED };
		return (outcome) => {
			if (outcome.outcome === 'accepted' || outcome.outcome === 'unknown') {
				this.run.entries[key] = { ...entry, outcome };
			} else {
				delete this.run.entries[key];
			}
		};
	}

	/** Items of which this run has sent something, or may have, in this try or an earlier one. */
	sentItems(): ReadonlySet<number> {
		return new Set(Object.values(this.run.entries).flatMap(({ items }) => items));
	}

	/** Whether an earlier try of this execution holds an idempotency key. */
	holdsKey(key: string): boolean {
		return Object.hasOwn(this.run.keys, `#${key}`);
	}

	/** Notes which idempotency keys this execution holds, and which it gave back. */
	noteKeys(held: readonly string[], freed: readonly string[]): void {
		for (const key of held) this.run.keys[`#${key}`] = true;
		for (const key of freed) delete this.run.keys[`#${key}`];
	}

	/**
	 * Forgets what was accepted in this run, which ended well: nothing of it will be retried. What is
	 * in doubt stays: of a tool, other calls share the run.
	 */
	clear(): void {
		const { entries } = this.run;
		for (const [key, { outcome }] of Object.entries(entries)) {
			if (outcome.outcome === 'accepted') delete entries[key];
		}
		if (Object.keys(entries).length > 0) return;
		const runs = this.runs();
		delete runs[this.runIndex];
		if (Object.keys(runs).length === 0) delete this.context[CONTEXT_KEY];
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
			if (entry.outcome.outcome !== 'accepted' && this.settings.resendUnknown) continue;
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

function rank({ entry }: Known): number {
	return entry.outcome.outcome === 'accepted' ? 0 : 1;
}

function hash(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
