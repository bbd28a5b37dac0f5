import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { StatusEvent } from '../../statusEvents';
import { eventPhone, isUnknownStatus, passes, SeenEvents } from '../../statusEvents';
import { refuse, reply } from './answer';
import { eventKey } from './eventKey';
import { readEvent } from './readEvent';
import { tryReadFilter } from './readFilter';

// By workflow and node: webhook calls of one process share it, whatever copy of the workflow they have.
const seen = new Map<string, SeenEvents>();

/**
 * Answers one call of the trigger's URL: as `readEvent` says for all but our status events, 503 if the
 * node's parameters cannot be read, 200 for the rest. Only events that pass the filter for the first
 * time start the workflow. Never throws: n8n would answer 500 and record an execution.
 */
export async function receiveEvent(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const read = await readEvent(context);
	if ('refusal' in read) return read.refusal;
	const { event } = read;
	const filter = tryReadFilter(context);
	if (filter === undefined) return refuse(context, 503, 'A parameter could not be read');
	if ('problem' in filter) return refuse(context, 503, filter.problem);
	if (!passes(event, filter)) {
		const other = isUnknownStatus(event) && { unknown_statuses: countUnknown(context) };
		return { webhookResponse: { received: true, started: false, ...other } };
	}
	if (repeated(context, event)) return { webhookResponse: { received: true, repeated: true } };
	const query = context.getQueryData() as IDataObject;
	const json = {
		...event,
		phone: eventPhone(event),
		...(Object.keys(query).length > 0 && { query }),
	} as unknown as IDataObject;
	return { ...reply(context, 200, { received: true }), workflowData: [[{ json }]] };
}

// Events with a status that is not known and not chosen, by workflow and node, since this process started.
const unknown = new Map<string, number>();

function countUnknown(context: IWebhookFunctions): number {
	const place = placeOf(context);
	const count = (unknown.get(place) ?? 0) + 1;
	unknown.set(place, count);
	return count;
}

function placeOf(context: IWebhookFunctions): string {
	return `${context.getWorkflow().id}:${context.getNode().id}`;
}

// While a workflow is being built, the same sample may be posted again and again.
function repeated(context: IWebhookFunctions, event: StatusEvent): boolean {
	if (context.getMode() === 'manual') return false;
	const place = placeOf(context);
	const events = seen.get(place) ?? new SeenEvents();
	seen.set(place, events);
	const stored = context.getWorkflowStaticData('node');
	if (!events.add(eventKey(event), stored.seenEvents)) return true;
	stored.seenEvents = events.stored();
	return false;
}
