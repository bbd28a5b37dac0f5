import { createDispatcher } from '../../../nodes/LigueLead/api/dispatch';
import { sendDrafts } from '../../../nodes/LigueLead/api/sendDrafts';
import type { Campaign, Draft, ItemResult, SentPart } from '../../../nodes/LigueLead/campaigns';
import { waves } from '../../../nodes/LigueLead/campaigns';
import { followKeys } from '../../../nodes/LigueLead/campaigns/followers';
import { placeSteps } from '../../../nodes/LigueLead/memory/runNotes';
import { IdempotencyKeys } from '../../../nodes/LigueLead/memory/idempotency';
import { Keyring } from '../../../nodes/LigueLead/memory/keyring';
import { Ledger } from '../../../nodes/LigueLead/memory/ledger';
import { RetryGuard } from '../../../nodes/LigueLead/memory/retryGuard';
import { identifyRun } from '../../../nodes/LigueLead/memory/runIdentity';
import type { RowView } from '../../../nodes/LigueLead/memory/sharedRow';
import { UnfinishedRun } from '../../../nodes/LigueLead/memory/unfinishedRun';
import type { Outcome } from '../../../nodes/LigueLead/outcomes';
import { finish } from '../../../nodes/LigueLead/steps';
import { accepted, FakeClock, memoryStore } from './support';

export interface TryOptions {
	mode?: 'perItem' | 'perMessage';
	stopOnFailure?: boolean;
	parallelRequests?: number;
	resendUnknown?: boolean;
	/** What a request meets; default: all are accepted. */
	answer?: (campaign: Campaign) => Outcome | Promise<Outcome>;
	/** The workflow goes on where items fail, so that no retry will follow. Default: it stops. */
	goesOn?: boolean;
	/** Milliseconds since 1970. */
	now?: number;
	/** Told of each request before its answer. */
	onRequest?: (campaign: Campaign) => void;
}

export interface Try {
	results: ReadonlyMap<number, ItemResult>;
	parts: readonly SentPart[];
	/** The requests that were made, in order. */
	requests: Array<{ campaign: Campaign; outcome: Outcome }>;
}

/** A process of n8n: its view on the store, and the runs that it has under way. */
export interface Process {
	readonly store: RowView;
	readonly underWay: Set<string>;
}

/** Where nobody is impatient. */
const NEVER = new Promise<never>(() => {});

/** An execution without n8n around it: its tries share what n8n keeps of the node's context. */
export class Execution {
	private context: Record<string, unknown> = {};

	private readonly store: RowView;

	private readonly underWay: Set<string>;

	constructor(
		home: RowView | Process = memoryStore().store,
		readonly id = 'e1',
	) {
		const process = 'underWay' in home ? home : { store: home, underWay: new Set<string>() };
		this.store = process.store;
		this.underWay = process.underWay;
	}

	/** A retry that n8n starts from what this execution has saved by now. */
	retry(id: string): Execution {
		const copy = new Execution({ store: this.store, underWay: this.underWay }, id);
		copy.context = JSON.parse(JSON.stringify(this.context)) as Record<string, unknown>;
		return copy;
	}

	/** Runs the node once over drafts, as Send does. */
	async attempt(drafts: readonly Draft[], options: TryOptions = {}): Promise<Try> {
		const { mode = 'perItem', parallelRequests = 2, resendUnknown = false } = options;
		const { stopOnFailure = false, answer = () => accepted() } = options;
		this.context = JSON.parse(JSON.stringify(this.context)) as Record<string, unknown>;
		const ledger = new Ledger(this.context, 0, { shared: mode === 'perMessage', resendUnknown });
		const requests: Try['requests'] = [];
		const clock = new FakeClock();
		const post = async (campaign: Campaign) => {
			const end = ledger.begin(campaign);
			options.onRequest?.(campaign);
			await Promise.resolve();
			const outcome = await answer(campaign);
			requests.push({ campaign, outcome });
			end(outcome);
			return outcome;
		};
		const { drafts: leaders } = followKeys(drafts);
		const list = waves(leaders, mode, parallelRequests);
		const kind = { account: 'a', pass: 0, grouping: mode, waveSize: parallelRequests };
		const unfinished = new UnfinishedRun(
			this.store,
			identifyRun(kind, list),
			finish(placeSteps(list)),
			{
				underWay: this.underWay,
				now: () => options.now ?? 0,
				patience: async () => await NEVER,
				notRecorded: () => {},
			},
		);
		const sending = sendDrafts(list, {
			ledger,
			unfinished,
			resendUnknown,
			guard: new RetryGuard(this.context, this.id, new IdempotencyKeys(this.store, 'retry')),
			keyring: new Keyring(new IdempotencyKeys(this.store, 'key'), ledger),
			dispatcher: createDispatcher({ parallelRequests, maxTries: 2, stopOnFailure }, post, clock),
			grouping: mode,
		});
		const { results, parts } = await clock.run(sending);
		const isDone = [...results.values()].every((result) => result.kind === 'success');
		await clock.run(unfinished.end(isDone || options.goesOn === true));
		if (isDone) ledger.clear();
		return { results, parts, requests };
	}
}
