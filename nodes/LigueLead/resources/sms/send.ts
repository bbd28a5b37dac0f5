import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { createDispatcher } from '../../api/dispatch';
import { IdempotencyKeys } from '../../api/idempotency';
import { KeyedItems } from '../../api/keyedItems';
import { Ledger } from '../../api/ledger';
import { executionClock, executionKeyStore, readAccount } from '../../api/n8n';
import type { Account } from '../../api/request';
import { postCampaign } from '../../api/request';
import { sendPlan } from '../../api/sendPlan';
import type { Prepared } from '../../campaigns';
import { collectResults, prepare, readResults } from '../../campaigns';
import type { Delivered } from '../../outcomes';
import { notSent } from '../../outcomes';
import { planningError, sendingError } from './errors';
import { addHints } from './hints';
import { toOutput } from './output';
import { readItems } from './readItems';
import type { RunSettings } from './settings';
import { readRunSettings } from './settings';

/**
 * SMS → Send: items → plan → dispatch → one output per item, in order and paired.
 *
 * Where the workflow stops on failure, throws before the first request if an item cannot be sent,
 * and after the last one in flight if a campaign was not accepted. Where it continues, never throws:
 * such items come out as `{error, message, details}`.
 */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const continues = this.continueOnFail();
	const settings = readRunSettings(this);
	const prepared = prepare(readItems(this), settings.campaigns);
	if (prepared.refusals.length > 0 && !continues) {
		throw planningError(this.getNode(), prepared);
	}

	const ledger = new Ledger(this.getContext('node'), readRunIndex(this), {
		shared: settings.campaigns === 'perMessage',
		resendUnknown: settings.resendUnknown,
	});
	const delivered = await deliver(this, prepared, settings, ledger, continues);
	const results = collectResults(prepared, readResults(prepared.plan, delivered));
	const failed = results.some(({ kind }) => kind === 'failure');
	if (failed && !continues) {
		throw sendingError(this.getNode(), results, delivered);
	}
	if (!failed) ledger.clear();
	addHints(this, prepared);
	return toOutput(results);
}

async function deliver(
	context: IExecuteFunctions,
	{ plan }: Prepared,
	settings: RunSettings,
	ledger: Ledger,
	continues: boolean,
): Promise<Delivered> {
	if (plan.campaigns.length === 0) return { parts: [], repeats: new Map() };
	const { account, problem } = await openAccount(context, continues);
	if (account === undefined) {
		const outcome = notSent(problem ?? '', 'Check the LigueLead API credential of this node.');
		return { parts: plan.campaigns.map(({ phones }) => [{ phones, outcome }]), repeats: new Map() };
	}
	const clock = executionClock(context);
	const post = async (campaign: Parameters<typeof postCampaign>[2]) => {
		const end = ledger.begin(campaign);
		const outcome = await postCampaign(context, account, campaign, settings.timeout);
		end(outcome);
		return outcome;
	};
	const dispatcher = createDispatcher({ ...settings, stopOnFailure: !continues }, post, clock);
	const keyed = [...plan.placements.values()].filter(({ draft }) => draft.idempotencyKey);
	const history = Math.max(settings.idempotencyHistory, keyed.length);
	const keys = new IdempotencyKeys(executionKeyStore(context, history), (key) =>
		ledger.holdsKey(key),
	);
	return await sendPlan(plan, {
		ledger,
		dispatcher,
		waveSize: settings.parallelRequests,
		...(keyed.length > 0 && { keyedItems: new KeyedItems(plan, keys, ledger) }),
	});
}

async function openAccount(
	context: IExecuteFunctions,
	continues: boolean,
): Promise<{ account?: Account; problem?: string }> {
	if (!continues) return await readAccount(context);
	try {
		return await readAccount(context);
	} catch (cause) {
		return { problem: cause instanceof Error ? cause.message : String(cause) };
	}
}

function readRunIndex(context: IExecuteFunctions): number {
	return context.getWorkflowDataProxy(0).$runIndex as number;
}
