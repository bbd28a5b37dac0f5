import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { ItemResult, Reader, RefusedItem, SentCampaigns } from '../../campaigns';
import { describeCampaigns, summariseFailures, summariseRefusals } from '../../campaigns';
import { quotable } from '../../outcomes';
import { isTool } from './isTool';

/** What was sent before a run that sends nothing. */
interface EarlierCampaigns extends SentCampaigns {
	/** Whether another retry may have sent something that this one does not know. */
	readonly unseen?: boolean;
}

const NOTHING_SENT: EarlierCampaigns = { accepted: [], unknown: 0 };

/**
 * What a workflow that stops on failure is stopped with if items cannot be sent. Takes how many items
 * there are, and what earlier tries of the run have sent.
 */
export function planningError(
	node: INode,
	refusals: readonly RefusedItem[],
	items: number,
	earlier: EarlierCampaigns = NOTHING_SENT,
): NodeOperationError {
	const { unseen = false } = earlier;
	const sentBefore = earlier.accepted.length + earlier.unknown > 0;
	const summary = summariseRefusals(refusals, items, sentBefore || unseen);
	const { message, item } = summary;
	const description = [
		summary.description,
		...(sentBefore ? [`Earlier: ${describeCampaigns(earlier)}`] : []),
		...(unseen ? ['Another retry of the same execution may have sent something.'] : []),
	].join(' ');
	const error = new NodeOperationError(node, toldMessage(node, message, description), {
		description,
		itemIndex: item,
	});
	error.context.data = {
		outcome: 'notSent',
		...(sentBefore && {
			accepted_campaign_ids: [...earlier.accepted],
			unknown_campaigns: earlier.unknown,
		}),
		items: refusals.map(({ item: index, parameter, message: reason }) => ({
			item: index,
			parameter,
			reason,
		})),
	};
	return error;
}

/** What a workflow that stops on failure is stopped with if a campaign was not accepted. */
export function sendingError(
	node: INode,
	results: readonly ItemResult[],
	campaigns: SentCampaigns,
	reader: Omit<Reader, 'isModel'>,
): NodeApiError {
	const summary = summariseFailures(results, campaigns, { ...reader, isModel: isTool(node) });
	const { message, description, item, details } = summary;
	const error = new NodeApiError(node, details as JsonObject, {
		message,
		description,
		itemIndex: item,
		...(typeof details.status === 'number' && { httpCode: `${details.status}` }),
	});
	// n8n puts a sentence of its own in place of a message that comes with a network code, and for a
	// cut connection that sentence invites to send again.
	error.message = toldMessage(node, message, description);
	error.context.data = { ...summary.data };
	return error;
}

// An agent's model sees nothing but the message. It may quote a phone, or whatever a cell held.
function toldMessage(node: INode, message: string, description: string): string {
	return quotable(isTool(node) ? `${message}. ${description}` : message);
}
