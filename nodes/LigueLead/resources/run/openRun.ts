import type { IExecuteFunctions } from 'n8n-workflow';

import { createDispatcher } from '../../api/dispatch';
import type { Account } from '../../api/request';
import { postCampaign } from '../../api/request';
import type { SentDrafts } from '../../api/sendDrafts';
import { sendDrafts } from '../../api/sendDrafts';
import type {
	Campaign,
	Channel,
	Draft,
	EarlierTries,
	ItemFailure,
	ItemResult,
	Prepared,
	Repeat,
	SentCampaigns,
	SentPart,
} from '../../campaigns';
import {
	addressToTestPhoneSteps,
	collectResultsSteps,
	hoursOver,
	notSentResult,
	refuse,
	refuseDrafts,
	tellWhatToLookFor,
} from '../../campaigns';
import type { UnfinishedRun } from '../../memory/unfinishedRun';
import { IN_DOUBT, notSent, PARTLY_SENT } from '../../outcomes';
import { executionClock, readAccount } from './adapters';
import { planningError, sendingError } from './errors';
import { inSlices } from './inSlices';
import { isTool } from './isTool';
import { messageOf } from './messageOf';
import { noteCampaigns } from './noteCampaigns';
import { openGuard, openKeyring, openLedger, openUnfinished, passOf } from './openMemory';
import type { RunSettings } from './settings';
import { readRunSettings } from './settings';
import { addSupportFacts } from './supportFacts';
import type { TestPhone } from './testPhone';
import { countTry, forgetTries } from './tries';

/** An account, or why there is none to send with. */
export interface OpenedAccount {
	readonly account?: Account;
	readonly problem?: string;
	/** Missing if this run sends to the recipients. */
	readonly testPhone?: TestPhone;
}

/** One run of a node that sends, from its parameters to a result for each item. */
export interface Run {
	readonly settings: RunSettings;
	/**
	 * This node's credential, read once. If the workflow stops on failure, n8n's own error about a
	 * missing one passes through; if it continues, it becomes the problem.
	 */
	account(): Promise<OpenedAccount>;
	/** Stops the workflow, if it stops on failure, at items that cannot be sent. */
	refuse(prepared: Pick<Prepared, 'refusals' | 'planned'>): Promise<void>;
	/**
	 * Addresses the first messages to the credential's test phone and holds back the others, if this run is a
	 * test. If that phone cannot be read, nothing goes out: stops the workflow, or refuses all drafts.
	 */
	address(prepared: Prepared): Promise<Prepared>;
	/**
	 * Sends what was prepared. Returns a result for each item; if the workflow stops on failure, throws
	 * at one that was not sent, unless the operation `bears` it: it has another way to find out.
	 */
	send(prepared: Prepared, bears?: Bears): Promise<SentItems>;
	/** To be called when all has gone well: what was accepted is forgotten. */
	end(): void;
}

/** Whether an operation has another way to find out what became of an item that was perhaps not sent. */
type Bears = (failure: ItemFailure) => boolean;

/** A result for each item, and what else to tell of a run. */
export interface SentItems {
	readonly results: readonly ItemResult[];
	/** How many recipients another item of their campaign had before. */
	readonly duplicates: number;
	/** Items that sent nothing because their idempotency keys were used before. */
	readonly repeats: ReadonlyMap<number, Repeat>;
	/** Of a test: the phone, the messages that it got, and how many recipients got nothing. */
	readonly test?: TestFacts;
}

/** Opens a run of a channel. To be done before anything can fail: a retry continues from its records. */
export function openRun(context: IExecuteFunctions, channel: Channel): Run {
	const settings = readRunSettings(context);
	const ledger = openLedger(context, channel, settings);
	const guard = openGuard(context, settings);
	const hasMoreTries = countTry(context, passOf(context));
	const stops = !context.continueOnFail();
	const endAt = Date.now() + settings.runLimit;
	let account: Promise<OpenedAccount> | undefined;

	async function sendWith(
		opened: Account,
		{ drafts, test }: Prepared,
		collect: Collect,
		bears: Bears,
	): Promise<Sent> {
		const post = async (campaign: Campaign) => {
			const late = hoursOver(campaign.window, Date.now());
			if (late !== undefined) return late;
			const end = ledger.begin(campaign);
			const answer = await postCampaign(context, opened, campaign, settings.timeout);
			const at = Date.now();
			const outcome = addSupportFacts(tellWhatToLookFor(answer, campaign, at), opened, at);
			end(outcome);
			return outcome;
		};
		const clock = executionClock(context);
		const isTest = test !== undefined;
		const { unfinished, list } = await openUnfinished(context, opened, drafts, settings, !isTest);
		let endsWell = false;
		try {
			const sent = await sendDrafts(list, {
				ledger,
				guard: isTest ? NO_GUARD : guard,
				keyring: openKeyring(context, drafts, settings, ledger),
				unfinished,
				dispatcher: createDispatcher({ ...settings, stopOnFailure: stops, endAt }, post, clock),
				grouping: settings.campaigns,
				resendUnknown: settings.resendUnknown,
				inSlices,
			});
			noteCampaigns(context, ledger.acceptedCampaigns());
			const results = await collect(sent.results, sentBefore(unfinished));
			const hasFailed = (result?: ItemResult) =>
				result?.kind === 'failure' && !bears(result.failure);
			// A workflow that goes on has dealt with its failures; by hand, the next click is at hand.
			const goesOn = context.getMode() !== 'manual' && (!stops || !results.some(hasFailed));
			const isAllSent = [...sent.results.values()].every(({ kind }) => kind === 'success');
			const isTriedAgain =
				hasMoreTries && (stops ? results.some(hasFailed) : hasFailed(results[0]));
			// Of a stopped execution, nothing gets to the next node, though all may have been accepted.
			endsWell = !clock.cancelled() && !isTriedAgain && (goesOn || isAllSent);
			return { ...sent, results, isRemembered: unfinished.isRecorded };
		} finally {
			await unfinished.end(endsWell);
		}
	}

	function sentCampaigns(parts: readonly SentPart[] = []): SentCampaigns {
		const inDoubt = parts.filter(({ outcome }) => outcome === IN_DOUBT || outcome === PARTLY_SENT);
		return {
			accepted: ledger.acceptedCampaigns(),
			unknown: ledger.unknownCampaigns() + inDoubt.length,
		};
	}

	return {
		settings,
		account: async () => await (account ??= openAccount(context)),
		refuse: async ({ refusals, planned }) => {
			if (refusals.length === 0 || !stops) return;
			const earlier = { ...sentCampaigns(), unseen: await guard.mayBeRepeated() };
			throw planningError(context.getNode(), refusals, planned.length, earlier);
		},
		async address(prepared) {
			if (prepared.drafts.length === 0) return prepared;
			const { testPhone } = await this.account();
			if (testPhone === undefined) return prepared;
			const { phone, problem = '' } = testPhone;
			if (phone === undefined) {
				const refused = refuseDrafts(prepared, refuse('Test Phone', ...unreadable(problem)));
				await this.refuse(refused);
				return refused;
			}
			return await inSlices(addressToTestPhoneSteps(prepared, settings.campaigns, phone));
		},
		async send(prepared, bears = () => false) {
			const { drafts, refusals, test } = prepared;
			const { account: opened, problem }: OpenedAccount =
				drafts.length === 0 ? {} : await this.account();
			// Of what is not to be sent at all, the guard says nothing when the run enters.
			const isPartial = opened === undefined || refusals.length > 0;
			const unseen = isPartial && test === undefined && (await guard.mayBeRepeated());
			const collect: Collect = async (sent, before) => {
				const own = ledger.sentItems();
				const earlier: EarlierTries = (item) =>
					own(item) ?? before?.(item) ?? (unseen ? 'unknown' : undefined);
				return await inSlices(collectResultsSteps(prepared, sent, earlier));
			};
			if (drafts.length === 0) return { results: await collect(new Map()), ...NONE };
			const sent =
				opened === undefined
					? await noAccount(drafts, collect, problem)
					: await sendWith(opened, prepared, collect, bears);
			const { results } = sent;
			if (stops && results.some((one) => one.kind === 'failure' && !bears(one.failure))) {
				throw sendingError(context.getNode(), results, sentCampaigns(sent.parts), {
					resendUnknown: settings.resendUnknown,
					isRemembered: sent.isRemembered,
				});
			}
			const { duplicates, repeats } = sent;
			return {
				results,
				duplicates,
				repeats,
				...(test && { test: testFacts(test, drafts, results) }),
			};
		},
		// An agent that is retried calls its tools again, those that have sent well too.
		end: () => {
			if (isTool(context.getNode())) return;
			ledger.clear();
			forgetTries(context);
		},
	};
}

/** What became of a test. */
export interface TestFacts extends NonNullable<Prepared['test']> {
	/** How many messages the phone got. */
	readonly sent: number;
}

function testFacts(
	test: NonNullable<Prepared['test']>,
	drafts: readonly Draft[],
	results: readonly ItemResult[],
): TestFacts {
	return { ...test, sent: drafts.filter(({ item }) => results[item]?.kind === 'success').length };
}

const unreadable = (problem: string) =>
	[
		`'Test Phone' of the credential cannot be read: ${problem}`,
		'Correct it in the LigueLead API credential, or empty it: then the recipients get their messages.',
	] as const;

// A test sends to one's own phone only, and leaves no trace.
const NO_GUARD = { enter: async () => undefined, leave: async () => {} };

/** Takes the results of drafts, by item, and what an earlier run has sent; returns one for each item. */
type Collect = (sent: SentDrafts['results'], before?: EarlierTries) => Promise<ItemResult[]>;

type Sent = Omit<SentDrafts, 'results'> & SentItems & { readonly isRemembered: boolean };

const NONE = { duplicates: 0, repeats: new Map<number, Repeat>() };

async function noAccount(drafts: readonly Draft[], collect: Collect, problem = ''): Promise<Sent> {
	const outcome = notSent(problem, 'Check the LigueLead API credential of this node.');
	const results = drafts.map((draft) => [draft.item, notSentResult(draft, outcome)] as const);
	return { results: await collect(new Map(results)), parts: [], isRemembered: true, ...NONE };
}

function sentBefore(unfinished: Pick<UnfinishedRun, 'stateOf'>): EarlierTries {
	return (item) => {
		const state = unfinished.stateOf({ item });
		if (state === undefined || state === 'notSent') return undefined;
		return state === 'unknown' ? 'unknown' : 'accepted';
	};
}

async function openAccount(context: IExecuteFunctions): Promise<OpenedAccount> {
	if (!context.continueOnFail()) return await readAccount(context);
	try {
		return await readAccount(context);
	} catch (cause) {
		return { problem: messageOf(cause) };
	}
}
