import type { Campaign, Placement, Plan } from '../campaigns';
import type { DeliveredPart, Repeat } from '../outcomes';
import type { IdempotencyKeys } from './idempotency';
import type { Ledger } from './ledger';
import type { OpenCampaign } from './sendPlan';

type Verdict = 'accepted' | 'unused' | 'undecided';

/** The items of a plan that have idempotency keys: takes the keys, and settles or frees them. */
export class KeyedItems {
	readonly repeats = new Map<number, Repeat>();

	/** Items whose key is held and neither settled nor freed. */
	private readonly undecided = new Set<number>();

	constructor(
		private readonly plan: Plan,
		private readonly keys: IdempotencyKeys,
		private readonly ledger: Ledger,
	) {}

	/**
	 * Takes the keys of a wave's items. Returns its campaigns without the recipients that only
	 * repeated items wanted, and without campaigns that have none left. Rejects if the store does.
	 */
	async admit(wave: readonly OpenCampaign[]): Promise<OpenCampaign[]> {
		const items = this.keyedItemsOf(wave);
		try {
			await this.keys.take(items.map(([, key]) => key));
		} finally {
			// Also where the store gave up half-way: what it has recorded is to be freed again.
			this.hold(items);
		}
		for (const [item, key] of items) {
			const state = this.keys.state(key);
			if (state !== 'held') this.repeats.set(item, state);
		}
		return wave
			.map(({ index, campaign }) => ({ index, campaign: this.narrow(campaign) }))
			.filter(({ campaign }) => campaign.phones.length > 0);
	}

	/** Settles the keys with which everything was accepted; takes the outcomes so far. */
	note(wave: readonly OpenCampaign[], parts: ReadonlyArray<readonly DeliveredPart[]>): void {
		for (const [item, key] of this.keyedItemsOf(wave)) {
			if (!this.undecided.has(item) || this.verdict(item, parts) !== 'accepted') continue;
			this.keys.settle([key]);
			this.undecided.delete(item);
		}
	}

	/** Stores what was settled and frees the keys with which nothing was sent. Never rejects. */
	async finish(parts: ReadonlyArray<readonly DeliveredPart[]>): Promise<void> {
		const sent = this.ledger.sentItems();
		const unused = [...this.undecided]
			.filter((item) => !sent.has(item) && this.verdict(item, parts) === 'unused')
			.map((item) => this.plan.placements.get(item)?.draft.idempotencyKey ?? '');
		try {
			await this.keys.finish(unused);
			this.ledger.noteKeys([], unused);
		} catch {
			// The keys stay taken, so a later execution reports them instead of sending: no harm done.
			this.undecided.clear();
		}
	}

	private hold(items: ReadonlyArray<readonly [item: number, key: string]>): void {
		const held = items.filter(([, key]) => this.keys.state(key) === 'held');
		for (const [item] of held) this.undecided.add(item);
		this.ledger.noteKeys(
			held.map(([, key]) => key),
			[],
		);
	}

	private keyedItemsOf(wave: readonly OpenCampaign[]): Array<[item: number, key: string]> {
		const items = new Set(wave.flatMap(({ campaign }) => campaign.items));
		return [...items].flatMap((item) => {
			const key = this.plan.placements.get(item)?.draft.idempotencyKey;
			return key === undefined ? [] : [[item, key] satisfies [number, string]];
		});
	}

	private narrow(campaign: Campaign): Campaign {
		const items = campaign.items.filter((item) => !this.repeats.has(item));
		if (items.length === campaign.items.length) return campaign;
		const wanted = new Set(
			items.flatMap((item) => this.plan.placements.get(item)?.draft.phones ?? []),
		);
		return { ...campaign, items, phones: campaign.phones.filter((phone) => wanted.has(phone)) };
	}

	private verdict(item: number, parts: ReadonlyArray<readonly DeliveredPart[]>): Verdict {
		const placement = this.plan.placements.get(item);
		if (placement === undefined) return 'undecided';
		const outcomes = campaignsOf(placement).map((index) =>
			(parts[index] ?? []).map(({ outcome }) => outcome.outcome),
		);
		if (outcomes.every((list) => list.length > 0 && list.every((one) => one === 'accepted'))) {
			return 'accepted';
		}
		const sent = outcomes.flat().some((one) => one === 'accepted' || one === 'unknown');
		return sent ? 'undecided' : 'unused';
	}
}

function campaignsOf({ shares, duplicates }: Placement): number[] {
	return [...new Set([...shares, ...duplicates].map(({ campaign }) => campaign))];
}
