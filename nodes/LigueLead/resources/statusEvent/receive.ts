import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { StatusEvent } from '../../delivery';
import { eventKey, eventPhone, parseEvent, passes, SeenEvents } from '../../delivery';
import { refuse, refuseOwner, reply } from './answer';
import { ownerOf } from './appId';
import { tryReadFilter } from './readFilter';

// By workflow and node: webhook calls of one process share it, whatever copy of the workflow they have.
const seen = new Map<string, SeenEvents>();

/**
 * Answers one call of the trigger's URL: 400 for what is no status event, 403 for another app id (any
 * is, without a credential), 503 where the credential or the node's parameters cannot be read, 200 for the rest, of which only events that pass the filter for the first time
 * start the workflow. Never throws: n8n would answer 500 and record an execution.
 */
export async function receiveEvent(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const parsed = parseEvent(context.getBodyData());
	if ('problem' in parsed) return refuse(context, 400, parsed.problem);
	const { event } = parsed;
	const owner = await ownerOf(context, event.app_id);
	if (owner !== 'ours') return refuseOwner(context, owner);
	const filter = tryReadFilter(context);
	if (filter === undefined) return refuse(context, 503, 'A parameter could not be read');
	if ('problem' in filter) return refuse(context, 503, filter.problem);
	if (!passes(event, filter)) return { webhookResponse: { received: true, started: false } };
	if (repeated(context, event)) return { webhookResponse: { received: true, repeated: true } };
	const json = { ...event, phone: eventPhone(event) } as unknown as IDataObject;
	return { ...reply(context, 200, { received: true }), workflowData: [[{ json }]] };
}

// While a workflow is being built, the same sample may be posted again and again.
function repeated(context: IWebhookFunctions, event: StatusEvent): boolean {
	if (context.getMode() === 'manual') return false;
	const place = `${context.getWorkflow().id}:${context.getNode().id}`;
	const events = seen.get(place) ?? new SeenEvents();
	seen.set(place, events);
	const stored = context.getWorkflowStaticData('node');
	if (!events.add(eventKey(event), stored.seenEvents)) return true;
	stored.seenEvents = events.stored();
	return false;
}
