import type { Campaign } from '../../../nodes/LigueLead/campaigns';
import { planCampaigns } from '../../../nodes/LigueLead/campaigns/plan';
import type { Accepted, Failed } from '../../../nodes/LigueLead/outcomes';
import type { Row } from '../../../nodes/LigueLead/memory/sharedRow';
import { SharedRow } from '../../../nodes/LigueLead/memory/sharedRow';
import { MemoryDeduplicator } from '../../support/dedupe';
import { draft, mobile } from '../campaigns/support';

export { FakeClock } from '../../support/fakeClock';
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

/** n8n's store, as the engine tests have it, for one node and in one process; nobody waits for time. */
export function memoryStore() {
	const backing = new MemoryDeduplicator();
	const where = { workflow: { id: 'w' }, node: { id: 'n' } } as Parameters<
		MemoryDeduplicator['checkProcessedAndRecord']
	>[2];
	const row: Row = {
		record: async (entries, maxEntries) => {
			const options = { mode: 'entries' as const, maxEntries };
			const { processed } = await backing.checkProcessedAndRecord(
				[...entries],
				'node',
				where,
				options,
			);
			return processed.map(String);
		},
		forget: async (entries) =>
			await backing.removeProcessed([...entries], 'node', where, { mode: 'entries' }),
	};
	const soon = async () => await new Promise<void>((resolve) => setImmediate(resolve));
	const inProcess = () => new SharedRow({ now: () => 0, sleep: soon }).view(row, 10_000);
	return { store: inProcess(), inOtherProcess: inProcess, backing, calls: backing.calls };
}
