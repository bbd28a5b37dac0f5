import pLimit from 'p-limit';

import type { Campaign, Draft, Grouping, ItemResult, Plan, Repeat, SentPart } from '../campaigns';
import {
	notSentResult,
	planCampaignsSteps,
	readResultsSteps,
	repeatResult,
	sentBeforeResult,
} from '../campaigns';
import type { Keyring, Taken } from '../memory/keyring';
import type { Ledger } from '../memory/ledger';
import type { RetryGuard } from '../memory/retryGuard';
import type { UnfinishedRun } from '../memory/unfinishedRun';
import type { NotSent } from '../outcomes';
import { IN_DOUBT, mayHaveBeenSent, notSent, NOT_STARTED, PARTLY_SENT } from '../outcomes';
import { finish, type Steps } from '../steps';
import type { Dispatcher } from './dispatch';

interface Dependencies {
	readonly ledger: Ledger;
	readonly dispatcher: Dispatcher;
	/** Asked before the first request of a run, and told after the last one. */
	readonly guard: Pick<RetryGuard, 'enter' | 'leave'>;
	readonly keyring: Pick<Keyring, 'take' | 'note' | 'finish'>;
	/** What an earlier run with the same drafts has left, and what this one leaves. */
	readonly unfinished: Pick<UnfinishedRun, 'open' | 'stateOf' | 'begin' | 'close'>;
	readonly grouping: Grouping;
	/** Does long work without keeping others waiting. Default: in one go. */
	readonly inSlices?: <Result>(steps: Steps<Result>) => Promise<Result>;
	/** Whether to send again what may have been sent. */
	readonly resendUnknown: boolean;
}

/** What may be sent of a wave; nothing new of it if that is barred. */
interface Admitted extends Taken {
	readonly barred?: NotSent;
}

const NONE: Taken['repeats'] = new Map();

/** What became of the drafts of a run. */
export interface SentDrafts {
	/** One for each draft, by item. */
	readonly results: ReadonlyMap<number, ItemResult>;
	/** What became of recipients, also in earlier tries. */
	readonly parts: readonly SentPart[];
	/** Recipients that another item of the same campaign had before. */
	readonly duplicates: number;
	/** Items that sent nothing because their idempotency keys were used before. */
	readonly repeats: ReadonlyMap<number, Repeat>;
}

/** Waves being claimed or on their way. Claiming is mostly waiting: meanwhile, the others are sent. */
export const WAVES_AT_ONCE = 3;

/**
 * Sends drafts, wave by wave: claims their keys and notes the wave, plans the campaigns of those that
 * may be sent, answers from the ledger what earlier tries have sent, and from an earlier run's notes
 * what that has sent, and posts the rest. A process that is killed leaves the waves in doubt that are
 * being claimed or noted, or on their way: at most {@link WAVES_AT_ONCE}.
 *
 * Takes the waves in order. A retry of an execution that was retried before sends nothing, and neither
 * does a run that is equal to one under way. If the keys cannot be recorded, the rest is not sent, and
 * each result says so. Rejects with nothing but a mistake of this package, once no request is on its way.
 */
export async function sendDrafts(
	waves: ReadonlyArray<readonly Draft[]>,
	dependencies: Dependencies,
): Promise<SentDrafts> {
	const { guard, keyring, unfinished } = dependencies;
	const run = new Run(dependencies, (await guard.enter()) ?? (await unfinished.open()));
	const limit = pLimit(WAVES_AT_ONCE);
	await Promise.all(
		waves.map(async (wave, number) => await limit(async () => await run.send(number, wave))),
	);
	// Only now: until then, requests were on their way.
	if (run.mistakes.length > 0) throw run.mistakes[0];
	await keyring.finish();
	await guard.leave(run.sent);
	return run;
}

async function take(keyring: Dependencies['keyring'], wave: readonly Draft[]) {
	try {
		return await keyring.take(wave);
	} catch (cause) {
		const text = cause instanceof Error ? cause.message : String(cause);
		return notSent(
			`'Idempotency Key' could not be recorded: ${text}`,
			"A key that is not recorded cannot prevent a repetition, so no request was made. See whether n8n's database works, then try again.",
		);
	}
}

/** What of a campaign is to be sent, and its place in the plan. */
type Rest = Campaign & { readonly index: number };

class Run implements SentDrafts {
	readonly results = new Map<number, ItemResult>();

	readonly parts: SentPart[] = [];

	readonly repeats = new Map<number, Repeat>();

	duplicates = 0;

	/** Whether a request of this try may have been accepted. */
	sent = false;

	/** What was thrown on the way. */
	readonly mistakes: unknown[] = [];

	/** Takes what bars all that earlier tries have not sent. */
	constructor(
		private readonly dependencies: Dependencies,
		private barred: NotSent | undefined,
	) {}

	/** Sends one wave; nothing of it once there is a mistake of this package. Never rejects. */
	async send(number: number, wave: readonly Draft[]): Promise<void> {
		if (this.mistakes.length > 0) return;
		try {
			const drafts = this.answerEarlier(wave);
			await this.sendAdmitted(number, await this.admit(number, drafts));
		} catch (cause) {
			this.mistakes.push(cause);
		}
	}

	/** Claims the keys of drafts and notes their wave, unless they may not be sent anyway. */
	private async admit(number: number, drafts: readonly Draft[]): Promise<Admitted> {
		const { dispatcher, keyring, unfinished } = this.dependencies;
		if (dispatcher.stopped) this.barred ??= NOT_STARTED;
		const all = { admitted: drafts, repeats: NONE };
		if (this.barred !== undefined) return { ...all, barred: this.barred };
		// In one turn of the store with the claim.
		const noted = unfinished.begin(number, drafts);
		const claimed = await take(keyring, drafts);
		if (noted !== undefined) await noted;
		if (!('outcome' in claimed)) return claimed;
		this.barred ??= claimed;
		return { ...all, barred: claimed };
	}

	/**
	 * Answers the drafts of a wave that an earlier run has sent, or may have sent; returns the others.
	 * What this execution's own ledger knows of, it answers later, with campaign ids.
	 */
	private answerEarlier(wave: readonly Draft[]): Draft[] {
		const { ledger, unfinished, resendUnknown } = this.dependencies;
		return wave.filter((draft) => {
			const state = unfinished.stateOf(draft);
			if (state === undefined || state === 'notSent' || ledger.knows(draft)) return true;
			if (state === 'accepted') {
				this.results.set(draft.item, sentBeforeResult(draft));
				return false;
			}
			const outcome = state === 'unknown' ? IN_DOUBT : PARTLY_SENT;
			// Also if it goes out again: whatever becomes of that, the first one may have been accepted.
			this.parts.push({ phones: draft.phones, outcome });
			if (state === 'unknown' && resendUnknown) return true;
			this.results.set(draft.item, notSentResult(draft, outcome));
			return false;
		});
	}

	/** Sends what was admitted of a wave, or answers what earlier tries have sent of it. */
	private async sendAdmitted(wave: number, { admitted, repeats, barred }: Admitted): Promise<void> {
		const { keyring, grouping, unfinished } = this.dependencies;
		for (const [draft, repeat] of repeats) {
			this.repeats.set(draft.item, repeat);
			this.results.set(draft.item, repeatResult(draft, repeat));
		}
		const plan = await this.doSteps(planCampaignsSteps(admitted, grouping));
		const parts = await this.sendCampaigns(plan.campaigns, barred);
		const results = await this.doSteps(readResultsSteps(plan, parts));
		keyring.note(results);
		await this.doSteps(unfinished.close(wave, results));
		await this.doSteps(this.keep(plan, results));
		for (const part of parts.flat()) this.parts.push(part);
	}

	private *keep(plan: Plan, results: ReadonlyMap<number, ItemResult>): Steps<void> {
		for (const [item, result] of results) {
			yield;
			this.results.set(item, result);
			this.duplicates += plan.placements.get(item)?.duplicates.length ?? 0;
		}
	}

	private doSteps<Result>(steps: Steps<Result>): Result | Promise<Result> {
		const { inSlices } = this.dependencies;
		return inSlices === undefined ? finish(steps) : inSlices(steps);
	}

	/** Answers campaigns from the ledger, and posts what it does not know. */
	private async sendCampaigns(
		campaigns: readonly Campaign[],
		barred: NotSent | undefined,
	): Promise<SentPart[][]> {
		const { dispatcher } = this.dependencies;
		const { parts, rest } = await this.doSteps(this.answerFromLedger(campaigns));
		const outcomes = barred === undefined ? await dispatcher.send(rest) : rest.map(() => barred);
		return await this.doSteps(this.add(parts, rest, outcomes));
	}

	/** What earlier tries of this execution have sent of campaigns, and what is left of them to be sent. */
	private *answerFromLedger(
		campaigns: readonly Campaign[],
	): Steps<{ parts: SentPart[][]; rest: Rest[] }> {
		const { ledger } = this.dependencies;
		const parts: SentPart[][] = [];
		const rest: Rest[] = [];
		for (const [index, campaign] of campaigns.entries()) {
			yield;
			const answered = ledger.answer(campaign);
			parts.push([...answered.parts]);
			if (answered.rest.length > 0) rest.push({ ...campaign, phones: answered.rest, index });
		}
		return { parts, rest };
	}

	private *add(
		parts: SentPart[][],
		rest: readonly Rest[],
		outcomes: ReadonlyArray<SentPart['outcome'] | undefined>,
	): Steps<SentPart[][]> {
		for (const [at, { index, phones }] of rest.entries()) {
			yield;
			const outcome = outcomes[at];
			if (outcome === undefined) continue;
			parts[index]?.push({ phones, outcome });
			this.sent ||= mayHaveBeenSent(outcome);
		}
		return parts;
	}
}
