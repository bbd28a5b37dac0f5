import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { eventPhone, isFinal, isStatusEvent, parseEvent, SeenEvents } from '../../delivery';
import { refuse, refuseOwner } from '../statusEvent/answer';
import { ownerOf } from '../statusEvent/appId';
import type { Wait } from './waiting';
import { recallWait } from './waiting';

// n8n 1 goes on with an execution once for each of two calls that come before it has noted the first.
const resumed = new SeenEvents();

/**
 * Answers a call of a waiting execution's resume URL. Only the final status of the SMS it waits for
 * resumes it, once: intermediate and foreign events are answered 200 and leave it waiting. 400 for what is
 * no status event, 403 for another app id, 503 where the credential cannot be read. Never throws.
 */
export async function resume(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const parsed = parseEvent(context.getBodyData());
	if ('problem' in parsed) return refuse(context, 400, parsed.problem);
	const { event } = parsed;
	const owner = await ownerOf(context, event.app_id);
	if (owner !== 'ours') return refuseOwner(context, owner);
	const recalled = tryRecall(context);
	if (recalled === undefined) return refuse(context, 503, 'The wait could not be read');
	const { wait } = recalled;
	const phone = eventPhone(event);
	const { id, status } = event.campaign;
	const awaited = wait?.campaignId === id && wait.phone === phone;
	const ends = awaited && isStatusEvent(event) && isFinal(status);
	if (!ends || !resumed.add(`${context.getExecutionId()}:${id}`, undefined)) {
		return { webhookResponse: { received: true, resumed: false } };
	}
	const json = {
		...wait.json,
		delivery: { status, phone, occurred_at: event.occurred_at },
		event,
	} as unknown as IDataObject;
	return {
		webhookResponse: { received: true, resumed: true },
		workflowData: [[{ json, pairedItem: { item: 0 } }]],
	};
}

// Where this node throws here, n8n goes on with an empty item, as if the wait were over.
function tryRecall(context: IWebhookFunctions): { wait: Wait | undefined } | undefined {
	try {
		return { wait: recallWait(context) };
	} catch {
		return undefined;
	}
}
