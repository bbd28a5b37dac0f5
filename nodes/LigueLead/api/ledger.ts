import { createHash } from 'crypto';

import type { Campaign } from '../campaigns';
import type { Accepted, DeliveredPart, Failed, Outcome } from '../outcomes';
import { UNANSWERED } from '../outcomes';

interface Entry {
	/** Hash of what the recipients got. */
	readonly content: string;
	readonly items: readonly number[];
	readonly phones: readonly string[];
	/** Unknown from the moment a request starts until its answer says more. */
	outcome: Accepted | Failed;
}

interface RunRecord {
	entries: Record<string, Entry>;
	/** Idempotency keys that this execution holds. */
	keys: Record<string, true>;
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
	private readonly run: RunRecord;

	private readonly earlier: ReadonlyMap<string, readonly Entry[]>;

	private sequence: number;

	/**
	 * Takes the node's context object, which it writes to, and the run index: in a loop, each pass has
	 * its own ledger. `shared`: items with equal content share campaigns, so what one item sent counts
	 * for all. `resendUnknown`: unknown outcomes do not count as sent.
	 */
	constructor(
		private readonly context: Record<string, unknown>,
		private readonly runIndex: number,
		private readonly settings: { readonly shared: boolean; readonly resendUnknown: boolean },
	) {
		const runs = (context[CONTEXT_KEY] ??= {}) as Record<string, RunRecord>;
		this.run = runs[runIndex] ??= { entries: {}, keys: {} };
		const entries = Object.values(this.run.entries);
		this.earlier = this.index(entries);
		this.sequence = Object.keys(this.run.entries).length;
	}

	/** Splits a campaign into what earlier tries answer and the recipients still to be sent to. */
	answer(campaign: Campaign): { parts: DeliveredPart[]; rest: string[] } {
		const entries = this.find(campaign);
		let rest = [...campaign.phones];
		const parts: DeliveredPart[] = [];
		for (const entry of entries) {
			const covered = new Set(entry.phones);
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
		const key = `${campaign.items[0]}:${content}:${this.sequence++}`;
		const { items, phones } = campaign;
		this.run.entries[key] = { content, items, phones, outcome: UNANSWERED };
		return (outcome) => {
			if (outcome.outcome === 'accepted' || outcome.outcome === 'unknown') {
				this.run.entries[key] = { content, items, phones, outcome };
			} else {
				delete this.run.entries[key];
			}
		};
	}

	/** Whether an earlier try of this execution holds an idempotency key. */
	holdsKey(key: string): boolean {
		return Object.hasOwn(this.run.keys, key);
	}

	/** Notes which idempotency keys this execution holds, and which it gave back. */
	noteKeys(held: readonly string[], freed: readonly string[]): void {
		for (const key of held) this.run.keys[key] = true;
		for (const key of freed) delete this.run.keys[key];
	}

	/** Forgets this run, which ended well: nothing of it will be retried. */
	clear(): void {
		const runs = this.context[CONTEXT_KEY] as Record<string, RunRecord>;
		delete runs[this.runIndex];
		if (Object.keys(runs).length === 0) delete this.context[CONTEXT_KEY];
	}

	private index(entries: readonly Entry[]): Map<string, Entry[]> {
		const index = new Map<string, Entry[]>();
		const counted = entries.filter(
			({ outcome }) => outcome.outcome === 'accepted' || !this.settings.resendUnknown,
		);
		// Accepted ones first: where a second try was accepted, the first one's doubt is settled.
		counted.sort((a, b) => rank(a) - rank(b));
		for (const entry of counted) {
			const scopes = this.settings.shared ? [''] : entry.items;
			for (const scope of scopes) {
				const key = `${scope}:${entry.content}`;
				const list = index.get(key);
				if (list === undefined) index.set(key, [entry]);
				else list.push(entry);
			}
		}
		return index;
	}

	private find(campaign: Campaign): readonly Entry[] {
		if (this.earlier.size === 0) return [];
		const scope = this.settings.shared ? '' : campaign.items[0];
		return this.earlier.get(`${scope}:${hash(campaign.contentKey)}`) ?? [];
	}
}

function rank({ outcome }: Entry): number {
	return outcome.outcome === 'accepted' ? 0 : 1;
}

function hash(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
