import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isLoopback } from '../../api/baseUrl';
import type { Draft, ItemRequest, Prepared, RefusedItem } from '../../campaigns';
import { prepare, refuse } from '../../campaigns';
import type { Operation } from '../operation';
import * as field from '../run/fields';
import { addHints } from '../run/hints';
import { inputOf } from '../run/includeInput';
import { isTool } from '../run/isTool';
import { messageOf } from '../run/messageOf';
import * as option from '../run/optionFields';
import type { OpenedAccount } from '../run/openRun';
import { openRun } from '../run/openRun';
import { failureJson, toOutput } from '../run/output';
import { readItems } from '../run/readItems';
import { wantedOf } from '../run/wanted';
import { sms } from './channel';
import { flash, limitWaitTime, message } from './fields';
import { messageOptions } from './optionFields';
import type { Awaited } from './wait/awaited';
import { awaitedOf, isInDoubt } from './wait/awaited';
import { passOf, withPass } from './wait/pass';
import { resume } from './wait/resume';
import type { WaitProblem } from './wait/resumeUrl';
import { checkResumeUrl } from './wait/resumeUrl';
import { rememberWait } from './wait/waiting';
import type { WaitTime } from './wait/waitTime';
import { readWaitTime } from './wait/waitTime';

/**
 * SMS → Send and Wait for Delivery: sends to one recipient with the execution's resume URL as
 * `webhook_url`, then puts the execution to wait for the final status event.
 *
 * Where LigueLead's answer was lost, it waits as well: LigueLead calls the URL of what it has accepted, so
 * an event is proof. No event is none, and at the time limit the outcome is unknown still.
 *
 * What keeps it from waiting is refused before anything is sent: more than one item or recipient, a
 * resume URL that LigueLead cannot reach, running as a tool. Failures come out as in Send.
 */
async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const run = openRun(context, sms);
	const waitTime = readLimit(context);
	const opened = await run.account();
	const pass = passOf(context);
	const url = withPass(
		String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0) ?? ''),
		pass,
	);
	const problem = 'remedy' in waitTime ? waitTime : findProblem(context, url, opened);
	const requests = await readItems(context, sms, 'Phone');
	const prepared = prepareOne(requests, problem);
	// The first says it all: there is one item, or too many of them.
	await run.refuse({
		refusals: prepared.refusals.slice(0, 1),
		planned: prepared.planned.slice(0, 1),
	});

	const addressed = await run.address(prepared);
	const drafts = addressed.drafts.map((draft) => reportingTo(draft, url));
	const { results, ...facts } = await run.send({ ...addressed, drafts }, isInDoubt);
	await addHints(context, prepared, { ...facts, grouping: 'perItem' });
	const wanted = wantedOf(context, sms, requests);
	if (!('remedy' in waitTime)) {
		const awaited = awaitedOf(results[0], drafts[0], {
			limit: waitTime.text,
			...(context.continueOnFail() && {
				fail: (failure, delivery) => failureJson(failure, { ...wanted(0), delivery }),
			}),
		});
		if (awaited !== undefined) return await wait(context, pass, awaited, waitTime);
	}
	return await toOutput(results, context, wanted);
}

function readLimit(context: IExecuteFunctions): WaitTime | WaitProblem {
	try {
		return readWaitTime(context.getNodeParameter('limitWaitTime', 0, {}));
	} catch (cause) {
		return {
			message: `'Limit Wait Time' could not be read: ${messageOf(cause)}`,
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
	if (isTool(context.getNode())) {
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
	requests: ReadonlyArray<ItemRequest | RefusedItem>,
	problem: WaitProblem | undefined,
): Prepared {
	if (problem === undefined) return prepare(requests, sms, Date.now());
	const refusal = refuse('Operation', problem.message, problem.remedy);
	return prepare(
		requests.map(({ item }) => ({ ...refusal, item })),
		sms,
		Date.now(),
	);
}

// The content key stays as it was: a retry has another URL, and is not another SMS for all that.
function reportingTo(draft: Draft, webhook_url: string): Draft {
	const { content } = draft;
	return { ...draft, content: { ...content, body: { ...content.body, webhook_url } } };
}

// The ledger is kept: an execution that was stopped while it waited can be retried.
async function wait(
	context: IExecuteFunctions,
	pass: string,
	{ campaignId, phone, delivered, waiting, timedOut }: Awaited,
	{ milliseconds }: WaitTime,
): Promise<INodeExecutionData[]> {
	const input = inputOf(context)(0);
	rememberWait(context, {
		pass,
		...(campaignId !== undefined && { campaignId }),
		phone,
		json: { ...delivered, ...input },
	});
	await context.putExecutionToWait(new Date(Date.now() + milliseconds));
	// When the time is over, n8n passes the input on without running this node again: what it has to
	// say then has to be in its place now. Not before the wait is certain: a retry reads the input.
	for (const item of context.getInputData()) item.json = { ...timedOut, ...input };
	return [{ json: { ...waiting, ...input }, pairedItem: { item: 0 } }];
}

export const sendWait: Operation = {
	value: 'sendWait',
	name: 'Send and Wait for Delivery',
	action: 'Send an SMS and wait for its delivery',
	description: 'Send an SMS to one number, and go on once LigueLead reports what became of it',
	subtitle: 'Send SMS and wait',
	sends: true,
	notAsTool: true,
	fields: [
		field.phone,
		message,
		field.title,
		field.groupId,
		flash,
		limitWaitTime,
		field.optionsOf(
			...messageOptions,
			option.addNinthDigit,
			option.onlySendTo,
			option.idempotencyHistory,
			option.idempotencyKey,
			option.includeInput,
			option.maxTries,
			option.runLimit,
			option.sendingHours,
			option.timeout,
			option.unknownOutcome,
		),
	],
	execute,
	webhook: resume,
};
