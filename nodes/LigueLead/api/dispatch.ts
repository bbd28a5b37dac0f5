import pLimit from 'p-limit';

import type { Campaign } from '../campaigns';
import type { Outcome } from '../outcomes';
import type { Clock } from './clock';
import { Gate } from './gate';

export interface DispatchOptions {
	/** Requests in flight at most. */
	readonly parallelRequests: number;
	/** Tries of one campaign at most, where a try was throttled or reached nobody. */
	readonly maxTries: number;
	/** Whether the first campaign that is not accepted keeps the others from starting. */
	readonly stopOnFailure: boolean;
}

export interface Dispatcher {
	/**
	 * Sends campaigns with bounded concurrency and returns their outcomes in the same order.
	 * `undefined` is a campaign that never started, because the run had been stopped or cancelled.
	 */
	send(campaigns: readonly Campaign[]): Promise<Array<Outcome | undefined>>;
	/** Whether nothing more will be started. */
	readonly stopped: boolean;
}

/** Sends one campaign, once; never throws. */
export type Post = (campaign: Campaign) => Promise<Outcome>;

/**
 * Makes a dispatcher whose calls share one rate gate and one stop, so that campaigns may be handed
 * to it in several waves. Only `throttled` and `unreachable` are ever tried again: in both nothing
 * was queued.
 */
export function createDispatcher(options: DispatchOptions, post: Post, clock: Clock): Dispatcher {
	const gate = new Gate(options.maxTries, clock);
	const limit = pLimit(options.parallelRequests);
	let stopped = false;

	async function attempt(campaign: Campaign): Promise<Outcome | undefined> {
		let last: Outcome | undefined;
		for (let tries = 1; await gate.pass(); tries++) {
			// A campaign that waited at the gate starts no request once another one was refused.
			if (stopped) return last;
			last = await post(campaign);
			if (last.outcome === 'accepted') gate.accepted();
			if (last.outcome !== 'throttled' && last.outcome !== 'unreachable') return last;
			if (!gate.retry(tries, last.retryAt)) return last;
		}
		return last;
	}

	async function run(campaign: Campaign): Promise<Outcome | undefined> {
		const outcome = stopped ? undefined : await attempt(campaign);
		if (outcome !== undefined && outcome.outcome !== 'accepted' && options.stopOnFailure) {
			stopped = true;
		}
		return outcome;
	}

	return {
		send: async (campaigns) =>
			await Promise.all(campaigns.map(async (campaign) => await limit(run, campaign))),
		get stopped() {
			return stopped || clock.cancelled();
		},
	};
}
