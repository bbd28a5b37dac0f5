import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { createDispatcher } from '../../api/dispatch';
import { IdempotencyKeys } from '../../api/idempotency';
import { KeyedItems } from '../../api/keyedItems';
import { Ledger } from '../../api/ledger';
import { executionClock, executionKeyStore, readAccount } from '../../api/n8n';
import type { Account } from '../../api/request';
import { postCampaign } from '../../api/request';
import { RetryGuard } from '../../api/retryGuard';
import { sendPlan } from '../../api/sendPlan';
import type { Campaign, Plan } from '../../campaigns';
import type { Delivered } from '../../outcomes';
import { notSent } from '../../outcomes';
import type { RunSettings } from './settings';

/** What the node knows of earlier tries of its run, and of earlier retries of its execution. */
export interface Records {
	readonly ledger: Ledger;
	readonly guard: RetryGuard;
}

/** Opens the records of the node's current run; to be done first, for what fails later is retried. */
export function openRecords(context: IExecuteFunctions, settings: RunSettings): Records {
	const store = executionKeyStore(context, settings.idempotencyHistory);
	return {
		ledger: openLedger(context, settings),
		guard: new RetryGuard(
			context.getContext('node'),
			context.getExecutionId(),
			new IdempotencyKeys(store, () => false),
		),
	};
}

function openLedger(context: IExecuteFunctions, settings: RunSettings): Ledger {
	// As a tool, n8n counts each try of Retry On Fail and each call of the model as a run of its own.
	const isTool = context.getNode().type.endsWith('Tool');
	const runIndex = isTool ? 0 : (context.getWorkflowDataProxy(0).$runIndex as number);
	return new Ledger(context.getContext('node'), runIndex, {
		shared: settings.campaigns === 'perMessage',
		resendUnknown: settings.resendUnknown,
		source: messageSource(context),
	});
}

function messageSource(context: IExecuteFunctions): string | undefined {
	const { type, parameters } = context.getNode();
	// A tool's parameters stay the same while the model fills in another message at each call.
	if (type.endsWith('Tool')) return undefined;
	const { message, flash, options } = parameters;
	const { replaceSpecialCharacters } = (options ?? {}) as IDataObject;
	return JSON.stringify([message, flash, replaceSpecialCharacters]);
}

/** An account, or why there is none to send with. */
export interface OpenedAccount {
	readonly account?: Account;
	readonly problem?: string;
}

/**
 * Reads this node's credential. Where the workflow stops on failure, n8n's own error about a missing
 * one passes through; where it continues, it becomes the problem.
 */
export async function openAccount(context: IExecuteFunctions): Promise<OpenedAccount> {
	if (!context.continueOnFail()) return await readAccount(context);
	try {
		return await readAccount(context);
	} catch (cause) {
		return { problem: cause instanceof Error ? cause.message : String(cause) };
	}
}

/**
 * Sends a plan with this node's credential, within the limits of the settings. Without a usable
 * credential every campaign is `notSent`, with the reason.
 */
export async function deliver(
	context: IExecuteFunctions,
	plan: Plan,
	settings: RunSettings,
	{ ledger, guard }: Records,
	opened?: OpenedAccount,
): Promise<Delivered> {
	if (plan.campaigns.length === 0) return { parts: [], repeats: new Map() };
	const { account, problem } = opened ?? (await openAccount(context));
	if (account === undefined) {
		const outcome = notSent(problem ?? '', 'Check the LigueLead API credential of this node.');
		return { parts: plan.campaigns.map(({ phones }) => [{ phones, outcome }]), repeats: new Map() };
	}
	const post = async (campaign: Campaign) => {
		const end = ledger.begin(campaign);
		const outcome = await postCampaign(context, account, campaign, settings.timeout);
		end(outcome);
		return outcome;
	};
	const keyedItems = openKeys(context, plan, settings, ledger);
	return await sendPlan(plan, {
		ledger,
		guard,
		dispatcher: createDispatcher(
			{ ...settings, stopOnFailure: !context.continueOnFail() },
			post,
			executionClock(context),
		),
		waveSize: settings.parallelRequests,
		...(keyedItems !== undefined && { keyedItems }),
	});
}

function openKeys(
	context: IExecuteFunctions,
	plan: Plan,
	{ idempotencyHistory }: RunSettings,
	ledger: Ledger,
): KeyedItems | undefined {
	let keyed = 0;
	for (const { draft } of plan.placements.values()) keyed += draft.idempotencyKey ? 1 : 0;
	if (keyed === 0) return undefined;
	const store = executionKeyStore(context, Math.max(idempotencyHistory, keyed));
	return new KeyedItems(plan, new IdempotencyKeys(store, (key) => ledger.holdsKey(key)), ledger);
}
