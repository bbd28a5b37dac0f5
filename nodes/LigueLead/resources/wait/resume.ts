import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { eventPhone, isFinal, isStatusEvent, RecentKeys } from '../../statusEvents';
import { refuse } from '../statusEvent/answer';
import { readEvent } from '../statusEvent/readEvent';
import { PASS } from './pass';
import type { Wait } from './waiting';
import { recallWait } from './waiting';

// n8n 1 goes on with an execution once for each of two calls that come before it has noted the first.
const resumed = new RecentKeys(20_000);

/**
 * Answers a call of a waiting execution's resume URL. Only the final status of the message it waits for
 * resumes it, once: intermediate events, foreign ones and those of other passes of a loop are answered
 * 200 and leave it waiting. If LigueLead's answer was lost, that event settles it, and its campaign
 * becomes the item's. Everything else is answered as `readEvent` says, and 503 if the wait cannot be read. Never throws.
 */
export async function resume(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const read = await readEvent(context);
	if ('refusal' in read) return read.refusal;
	const { event } = read;
	const recalled = tryRecall(context);
	if (recalled === undefined) return refuse(context, 503, 'The wait could not be read');
	const { wait } = recalled;
	const phone = eventPhone(event);
	const { id, status } = event.campaign;
	const awaited = wait?.phone === phone && isOfPass(context, wait, id);
	const ends = awaited && isStatusEvent(event) && isFinal(status);
	if (!ends || !resumed.add(`${context.getExecutionId()}:${wait.pass ?? id}`)) {
		return { webhookResponse: { received: true, resumed: false } };
	}
	const json = {
		...wait.json,
		...(wait.campaignId === undefined && { data: { campaign_id: id } }),
		delivery: { status, phone, occurred_at: event.occurred_at },
		event,
	} as unknown as IDataObject;
	return {
		webhookResponse: { received: true, resumed: true },
		workflowData: [[{ json, pairedItem: { item: 0 } }]],
	};
}

// What nobody knows the campaign of is known by its pass: no other message has the same URL.
function isOfPass(context: IWebhookFunctions, { pass, campaignId }: Wait, id: string): boolean {
	if (pass !== undefined && (context.getQueryData() as IDataObject)[PASS] !== pass) return false;
	return campaignId === undefined ? pass !== undefined : campaignId === id;
}

// Where this node throws here, n8n goes on with an empty item, as if the wait were over.
function tryRecall(context: IWebhookFunctions): { wait: Wait | undefined } | undefined {
	try {
		return { wait: recallWait(context) };
	} catch {
		return undefined;
	}
}
