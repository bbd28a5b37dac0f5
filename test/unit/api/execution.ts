import type { Campaign, Draft, Plan } from '../../../nodes/LigueLead/campaigns';
import { followKeys } from '../../../nodes/LigueLead/campaigns/followers';
import { planCampaigns } from '../../../nodes/LigueLead/campaigns/plan';
import { readResults, type ItemResult } from '../../../nodes/LigueLead/campaigns/results';
import { createDispatcher } from '../../../nodes/LigueLead/api/dispatch';
import { IdempotencyKeys, type KeyStore } from '../../../nodes/LigueLead/api/idempotency';
import { KeyedItems } from '../../../nodes/LigueLead/api/keyedItems';
import { Ledger } from '../../../nodes/LigueLead/api/ledger';
import { sendPlan } from '../../../nodes/LigueLead/api/sendPlan';
import type { Delivered, Outcome } from '../../../nodes/LigueLead/outcomes';
import { accepted, FakeClock } from './support';

export interface TryOptions {
	mode?: 'perItem' | 'perMessage';
	stopOnFailure?: boolean;
	parallelRequests?: number;
	resendUnknown?: boolean;
	/** What a request meets; default: all are accepted. */
	answer?: (campaign: Campaign) => Outcome;
}

export interface Try {
	plan: Plan;
	delivered: Delivered;
	results: Map<number, ItemResult>;
	/** The requests that were made, in order. */
	requests: Array<{ campaign: Campaign; outcome: Outcome }>;
}

/** An execution without n8n around it: its tries share what n8n keeps of the node's context. */
export class Execution {
	private context: Record<string, unknown> = {};

	constructor(private readonly store?: KeyStore) {}

	/** Runs the node once over drafts, as Send does. */
	async attempt(drafts: readonly Draft[], options: TryOptions = {}): Promise<Try> {
		const { mode = 'perItem', parallelRequests = 2, resendUnknown = false } = options;
		const { stopOnFailure = false, answer = () => accepted() } = options;
		this.context = JSON.parse(JSON.stringify(this.context)) as Record<string, unknown>;
		const plan = planCampaigns(followKeys(drafts).drafts, mode);
		const ledger = new Ledger(this.context, 0, { shared: mode === 'perMessage', resendUnknown });
		const requests: Try['requests'] = [];
		const clock = new FakeClock();
		const post = async (campaign: Campaign) => {
			const end = ledger.begin(campaign);
			await Promise.resolve();
			const outcome = answer(campaign);
			requests.push({ campaign, outcome });
			end(outcome);
			return outcome;
		};
		const sending = sendPlan(plan, {
			ledger,
			guard: { enter: async () => undefined, leave: async () => {} },
			dispatcher: createDispatcher({ parallelRequests, maxTries: 2, stopOnFailure }, post, clock),
			waveSize: parallelRequests,
			...(this.store !== undefined && { keyedItems: this.keys(plan, this.store, ledger) }),
		});
		const delivered = await clock.run(sending);
		const results = readResults(plan, delivered);
		if ([...results.values()].every(({ kind }) => kind === 'success')) ledger.clear();
		return { plan, delivered, results, requests };
	}

	private keys(plan: Plan, store: KeyStore, ledger: Ledger): KeyedItems {
		return new KeyedItems(plan, new IdempotencyKeys(store, (key) => ledger.holdsKey(key)), ledger);
	}
}
