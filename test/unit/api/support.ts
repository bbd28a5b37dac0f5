import type { Campaign } from '../../../nodes/LigueLead/campaigns';
import { planCampaigns } from '../../../nodes/LigueLead/campaigns/plan';
import type { Accepted, Failed } from '../../../nodes/LigueLead/outcomes';
import type { Clock } from '../../../nodes/LigueLead/api/clock';
import type { KeyStore } from '../../../nodes/LigueLead/api/idempotency';
import { MemoryDeduplicator } from '../../engine/support/dedupe';
import { draft, mobile } from '../campaigns/support';

export { draft, mobile, mobiles } from '../campaigns/support';

let ids = 0;

export function accepted(campaignId = `c${++ids}`): Accepted {
	return { outcome: 'accepted', campaignId, answer: { data: { campaign_id: campaignId } } };
}

export function failed(outcome: Failed['outcome'], retryAt?: number): Failed {
	return {
		outcome,
		message: outcome,
		remedy: '',
		details: { outcome, safe_to_send_again: outcome !== 'unknown' },
		...(retryAt !== undefined && { retryAt }),
	};
}

/** One campaign an item, each with one phone. */
export function campaigns(count: number): Campaign[] {
	const drafts = Array.from({ length: count }, (_, n) => draft(n, 'Hi', [mobile(n)]));
	return [...planCampaigns(drafts, 'perItem').campaigns];
}

/** Time that passes by being waited for; everything due at a moment happens before time goes on. */
export class FakeClock implements Clock {
	time = Date.UTC(2026, 10, 23, 12);

	chance = 0.5;

	isCancelled = false;

	/** How long somebody waited, in milliseconds. */
	readonly sleeps: number[] = [];

	private sleepers: Array<{ until: number; wake: () => void }> = [];

	now(): number {
		return this.time;
	}

	random(): number {
		return this.chance;
	}

	cancelled(): boolean {
		return this.isCancelled;
	}

	async sleep(ms: number): Promise<void> {
		this.sleeps.push(ms);
		await new Promise<void>((wake) => this.sleepers.push({ until: this.time + ms, wake }));
	}

	/** Lets time pass until the promise is settled. */
	async run<T>(promise: Promise<T>): Promise<T> {
		let open = true;
		const end = () => {
			open = false;
		};
		promise.then(end, end);
		while (open) {
			await new Promise((resolve) => setImmediate(resolve));
			const next = Math.min(...this.sleepers.map(({ until }) => until));
			if (!open || next === Infinity) continue;
			this.time = next;
			const due = this.sleepers.filter(({ until }) => until <= next);
			this.sleepers = this.sleepers.filter(({ until }) => until > next);
			for (const { wake } of due) wake();
		}
		return await promise;
	}
}

/** n8n's store, as the engine tests have it, for one node. */
export function memoryStore() {
	const backing = new MemoryDeduplicator();
	const where = { workflow: { id: 'w' }, node: { id: 'n' } } as Parameters<
		MemoryDeduplicator['checkProcessedAndRecord']
	>[2];
	const options = { mode: 'entries' as const };
	const record = async (keys: readonly string[]) => {
		const { processed } = await backing.checkProcessedAndRecord([...keys], 'node', where, options);
		return { processed: processed.map(String) };
	};
	const forget = async (keys: readonly string[]) =>
		await backing.removeProcessed([...keys], 'node', where, options);
	const store: KeyStore = {
		record,
		probe: async (keys) => {
			const { processed } = await record(keys);
			await forget(keys.filter((key) => !processed.includes(key)));
			return { processed };
		},
		keep: () => {},
		// No other process has this store.
		outlast: async () => {},
		forget,
	};
	return { store, backing, calls: backing.calls };
}
