import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isLoopback } from '../../api/baseUrl';
import type { Channel, Draft, ItemRequest, Prepared, RefusedItem } from '../../campaigns';
import { prepare, refuse } from '../../campaigns';
import type { Operation } from '../operation';
import { addHints } from '../run/hints';
import { inputOf } from '../run/includeInput';
import { isTool } from '../run/isTool';
import { messageOf } from '../run/messageOf';
import type { OpenedAccount } from '../run/openRun';
import { openRun } from '../run/openRun';
import { failureJson, toOutput } from '../run/output';
import { readItems } from '../run/readItems';
import { wantedOf } from '../run/wanted';
import type { Awaited } from './awaited';
import { awaitedOf, isInDoubt } from './awaited';
import { passOf, withPass } from './pass';
import type { WaitProblem } from './resumeUrl';
import { checkResumeUrl } from './resumeUrl';
import { rememberWait } from './waiting';
import type { WaitTime } from './waitTime';
import { readWaitTime } from './waitTime';

/**
 * Send and Wait for Delivery, of any channel: sends to one recipient with the execution's resume URL as
 * `webhook_url`, then puts the execution to wait for the final status event.
 *
 * Where LigueLead's answer was lost, it waits as well: LigueLead calls the URL of what it has accepted, so
 * an event is proof. No event is none, and at the time limit the outcome is unknown still.
 *
 * What keeps it from waiting is refused before anything is sent: more than one item or recipient, a
 * resume URL that LigueLead cannot reach, running as a tool. Failures come out as in Send.
 */
export function waitThrough(channel: Channel): Operation['execute'] {
	return async (context: IExecuteFunctions) => {
		const run = openRun(context, channel);
		const waitTime = readLimit(context);
		const opened = await run.account();
		const pass = passOf(context);
		const url = withPass(
			String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0) ?? ''),
			pass,
		);
		const problem = 'remedy' in waitTime ? waitTime : findProblem(context, url, opened);
		const requests = await readItems(context, channel, 'Phone');
		const prepared = prepareOne(requests, problem, channel);
		// The first says it all: there is one item, or too many of them.
		await run.refuse({
			refusals: prepared.refusals.slice(0, 1),
			planned: prepared.planned.slice(0, 1),
		});

		const addressed = await run.address(prepared);
		const drafts = addressed.drafts.map((draft) => reportingTo(draft, url));
		const { results, ...facts } = await run.send({ ...addressed, drafts }, isInDoubt);
		await addHints(context, prepared, { ...facts, grouping: 'perItem' });
		const wanted = wantedOf(context, channel, requests);
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
	};
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
	channel: Channel,
): Prepared {
	if (problem === undefined) return prepare(requests, channel, Date.now());
	const refusal = refuse('Operation', problem.message, problem.remedy);
	return prepare(
		requests.map(({ item }) => ({ ...refusal, item })),
		channel,
		Date.now(),
	);
}

// The content key stays as it was: a retry has another URL, and is not another message for all that.
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
