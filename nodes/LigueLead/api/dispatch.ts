import pLimit from 'p-limit';

import type { Campaign } from '../campaigns';
import type { NotSent, Outcome } from '../outcomes';
import { mayTryAgain, unanswered } from '../outcomes';
import type { Clock } from '../memory/clock';
import { Gate } from './gate';
import { giveWay } from './giveWay';

export interface DispatchOptions {
	/** Requests in flight at most. */
	readonly parallelRequests: number;
	/** Tries of one campaign at most, if each was throttled or reached nobody. */
	readonly maxTries: number;
	/** Whether the first campaign that is not accepted keeps the others from starting. */
	readonly stopOnFailure: boolean;
	/** When the run has to end, in ms since 1970: nothing starts after it. Default: never. */
	readonly endAt?: number;
}

export interface Dispatcher {
	/**
	 * Sends campaigns with bounded concurrency and returns their outcomes in the same order, once
	 * nothing is in flight any more. `undefined` is a campaign that never started, because the run had
	 * been stopped or cancelled, or its time was over. Never rejects.
	 */
	send(campaigns: readonly Campaign[]): Promise<Array<Outcome | NotSent | undefined>>;
	/** Whether nothing more will be started. */
	readonly stopped: boolean;
}

/**
 * Sends one campaign, once, or says why no request may start any more. If it throws, the outcome is unknown and the
 * run stops.
 */
export type Post = (campaign: Campaign) => Promise<Outcome | NotSent>;

/**
 * Makes a dispatcher whose calls share one rate gate and one stop, so that campaigns may be handed
 * to it in several waves. Only what `mayTryAgain` is ever tried again: nothing of it was queued.
 */
export function createDispatcher(options: DispatchOptions, post: Post, clock: Clock): Dispatcher {
	const gate = new Gate(options.maxTries, clock, options.endAt);
	const limit = pLimit(options.parallelRequests);
	const turn = giveWay(clock);
	let stopped = false;

	async function attempt(campaign: Campaign): Promise<Outcome | NotSent | undefined> {
		let last: Outcome | NotSent | undefined;
		for (let tries = 1; await pass(); tries++) {
			// A campaign that waited at the gate starts no request once another one was refused.
			if (stopped) return last;
			last = await postOnce(campaign);
			if (last.outcome === 'accepted') gate.accepted();
			if (!mayTryAgain(last)) return last;
			if (!gate.retry(tries, 'retryAt' in last ? last.retryAt : undefined)) return last;
		}
		return last;
	}

	// What throws here says nothing about a request; what throws in a post, that nobody knows.
	async function pass(): Promise<boolean> {
		try {
			await turn();
			return await gate.pass();
		} catch {
			stopped = true;
			return false;
		}
	}

	async function postOnce(campaign: Campaign): Promise<Outcome | NotSent> {
		try {
			return await post(campaign);
		} catch (cause) {
			stopped = true;
			return unanswered(cause instanceof Error ? cause.message : String(cause));
		}
	}

	async function run(campaign: Campaign): Promise<Outcome | NotSent | undefined> {
		const outcome = stopped ? undefined : await attempt(campaign);
		if (options.stopOnFailure && hasFailed(campaign, outcome)) stopped = true;
		return outcome;
	}

	return {
		send: async (campaigns) =>
			await Promise.all(campaigns.map(async (campaign) => await limit(run, campaign))),
		get stopped() {
			return stopped || gate.closed;
		},
	};
}

// What is to be skipped after its hours says nothing about the others, whose hours may go on.
function hasFailed({ window }: Campaign, outcome: Outcome | NotSent | undefined): boolean {
	if (outcome === undefined || outcome.outcome === 'accepted') return false;
	return outcome.outcome !== 'notSent' || window?.outside !== 'skip';
}
