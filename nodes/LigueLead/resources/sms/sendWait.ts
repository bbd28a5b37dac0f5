import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isLoopback } from '../../api/baseUrl';
import type { ItemRequest, Plan, Prepared, Refusal } from '../../campaigns';
import { collectResults, prepare, readResults } from '../../campaigns';
import type { OpenedAccount } from './deliver';
import { deliver, openAccount, openRecords } from './deliver';
import { planningError, sendingError } from './errors';
import { toOutput } from './output';
import { readItems } from './readItems';
import type { WaitProblem } from './resumeUrl';
import { checkResumeUrl } from './resumeUrl';
import { readRunSettings } from './settings';
import { rememberWait } from './waiting';
import type { WaitTime } from './waitTime';
import { readWaitTime } from './waitTime';

/**
 * SMS → Send and Wait for Delivery: sends to one recipient with the execution's resume URL as
 * `webhook_url`, then puts the execution to wait for the final status event.
 *
 * What keeps it from waiting is refused before anything is sent: more than one item or recipient, a
 * resume URL that LigueLead cannot reach, running as a tool. Failures come out as in Send.
 */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const continues = this.continueOnFail();
	const settings = readRunSettings(this);
	const records = openRecords(this, settings);
	const waitTime = readLimit(this);
	const opened = await openAccount(this);
	const url = String(this.evaluateExpression('{{ $execution.resumeUrl }}', 0) ?? '');
	const problem = 'remedy' in waitTime ? waitTime : findProblem(this, url, opened);
	const prepared = prepareOne(readItems(this, 'Phone'), problem);
	const [refusal] = prepared.refusals;
	if (refusal !== undefined && !continues) {
		// The first says it all: there is one item, or too many of them.
		const accepted = records.ledger.acceptedCampaigns();
		throw planningError(this.getNode(), prepare([refusal], 'perItem'), accepted);
	}

	const plan = reportingTo(prepared.plan, url);
	const delivered = await deliver(this, plan, settings, records, opened);
	const results = collectResults(prepared, readResults(plan, delivered));
	if (results.some(({ kind }) => kind === 'failure') && !continues) {
		throw sendingError(this.getNode(), results, delivered);
	}
	const [result] = results;
	const accepted = delivered.parts[0]?.[0]?.outcome;
	const sent = result?.kind === 'success' && accepted?.outcome === 'accepted';
	if (sent && !('remedy' in waitTime)) {
		const phone = plan.campaigns[0]?.phones[0] ?? '';
		await wait(this, result.json as IDataObject, accepted.campaignId, phone, waitTime);
	}
	return toOutput(results, this.getNode());
}

function readLimit(context: IExecuteFunctions): WaitTime | WaitProblem {
	try {
		return readWaitTime(context.getNodeParameter('limitWaitTime', 0, {}));
	} catch (cause) {
		return {
			message: `'Limit Wait Time' could not be read: ${cause instanceof Error ? cause.message : String(cause)}`,
			remedy: "Check the expression of 'Limit Wait Time'.",
		};
	}
}

function findProblem(
	context: IExecuteFunctions,
	url: string,
	{ account }: OpenedAccount,
): WaitProblem | undefined {
	// As a tool (of an agent or an MCP server) there is no execution of its own to be resumed.
	if (context.getNode().type.endsWith('Tool')) {
		return {
			message: "'Send and Wait for Delivery' cannot run as a tool: a tool call cannot wait",
			remedy: "Use the operation 'Send', and the LigueLead Trigger for the delivery.",
		};
	}
	if (context.getNode().executeOnce === true) {
		// Of the other items this node knows nothing, and n8n passes them on when the time is over.
		return {
			message: "'Send and Wait for Delivery' cannot run with 'Execute Once'",
			remedy:
				"Switch 'Execute Once' off in this node's settings. To send for the first item only, put a 'Limit' node before it.",
		};
	}
	const count = context.getInputData().length;
	if (count > 1) {
		return {
			message: `'Send and Wait for Delivery' takes one item at a time, and got ${count}`,
			remedy: "Put it into a 'Loop Over Items' with a batch size of 1, or use 'Send'.",
		};
	}
	if (account === undefined) return undefined;
	return checkResumeUrl(url, isLoopback(new URL(account.baseUrl).hostname));
}

function prepareOne(
	requests: ReadonlyArray<ItemRequest | Refusal>,
	problem: WaitProblem | undefined,
): Prepared {
	if (problem !== undefined) {
		const refusals = requests.map(({ item }): Refusal => {
			return { kind: 'refusal', item, parameter: 'Operation', ...problem };
		});
		return prepare(refusals, 'perItem');
	}
	const prepared = prepare(requests, 'perItem');
	const [planned] = prepared.planned;
	if (planned?.kind !== 'draft' || planned.phones.length === 1) return prepared;
	const refusal: Refusal = {
		kind: 'refusal',
		item: planned.item,
		parameter: 'Phone',
		message: `'Phone' holds ${planned.phones.length} numbers, and this operation waits for one`,
		remedy: "Fill in one number, or use the operation 'Send'.",
	};
	return prepare([refusal], 'perItem');
}

// The content key stays as it was: a retry has another URL, and is not another SMS for all that.
function reportingTo(plan: Plan, statusWebhookUrl: string): Plan {
	const campaigns = plan.campaigns.map((campaign) => ({
		...campaign,
		content: { ...campaign.content, statusWebhookUrl },
	}));
	return { ...plan, campaigns };
}

async function wait(
	context: IExecuteFunctions,
	json: IDataObject,
	campaignId: string,
	phone: string,
	{ milliseconds, text }: WaitTime,
): Promise<void> {
	rememberWait(context, { campaignId, phone, json });
	const timedOut: IDataObject = {
		...json,
		delivery: {
			status: 'timedOut',
			phone,
			message: `No final status has reached this execution (time limit: ${text})`,
		},
	};
	await context.putExecutionToWait(new Date(Date.now() + milliseconds));
	// When the time is over, n8n passes the input on without running this node again: what it has to
	// say then has to be in its place now. Not before the wait is certain: a retry reads the input.
	for (const item of context.getInputData()) item.json = timedOut;
}
