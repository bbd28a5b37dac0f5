import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { ItemFailure, ItemResult, Prepared } from '../../campaigns';
import { summariseRefusals } from '../../campaigns';
import type { Delivered } from '../../outcomes';

const SHOWN_IDS = 10;

/**
 * What a workflow that stops on failure is stopped with where items cannot be sent. Takes the ids of
 * the campaigns that earlier tries of the run sent.
 */
export function planningError(
	node: INode,
	{ refusals, planned }: Prepared,
	accepted: readonly string[],
): NodeOperationError {
	const summary = summariseRefusals(refusals, planned.length, accepted.length > 0);
	const { message, item } = summary;
	const description =
		accepted.length === 0
			? summary.description
			: `${summary.description} Earlier: ${describeAccepted(accepted, 0)}`;
	const error = new NodeOperationError(node, toldMessage(node, message, description), {
		description,
		itemIndex: item,
	});
	error.context.data = {
		outcome: 'notSent',
		...(accepted.length > 0 && { accepted_campaign_ids: [...accepted] }),
		items: refusals.map(({ item: index, parameter, message: reason }) => ({
			item: index,
			parameter,
			reason,
		})),
	};
	return error;
}

/**
 * What a workflow that stops on failure is stopped with where a campaign was not accepted: the first
 * item that failed, how many campaigns were accepted and their ids. The error's data has all ids, what
 * became of each item that failed, and how many never had their turn.
 */
export function sendingError(
	node: INode,
	results: readonly ItemResult[],
	delivered: Delivered,
): NodeApiError {
	const failures = results.flatMap((result, item) =>
		result.kind === 'failure' ? [{ item, failure: result.failure }] : [],
	);
	// Items that never had their turn say less than those that stopped the run.
	const told = failures.filter(({ failure }) => failure.details.outcome !== 'notSent');
	const first = told[0] ?? failures[0];
	if (first === undefined) throw new RangeError('No item failed');
	const { item, failure } = first;
	const { ids, unknown } = countCampaigns(delivered);
	const message = `${failure.message} [item ${item}]`;
	const description = `${failure.remedy} ${describeAccepted(ids, unknown)}${describeRetry(node, failure)}`;
	const error = new NodeApiError(node, failure.details as JsonObject, {
		message,
		description,
		itemIndex: item,
		...(typeof failure.details.status === 'number' && { httpCode: `${failure.details.status}` }),
	});
	// n8n puts a sentence of its own in place of a message that comes with a network code, and for a
	// cut connection that sentence invites to send again.
	error.message = toldMessage(node, message, description);
	error.context.data = {
		...failure.details,
		accepted_campaign_ids: ids,
		unknown_campaigns: unknown,
		items: told.map(({ item: index, failure: { message: reason, details } }) => ({
			item: index,
			outcome: details.outcome,
			reason,
		})),
		items_not_sent: failures.length - told.length,
	};
	return error;
}

// An agent's model sees nothing but the message.
function toldMessage(node: INode, message: string, description: string): string {
	return node.type.endsWith('Tool') ? `${message}. ${description}` : message;
}

// What earlier tries sent can be in parts of several campaigns of this one.
function countCampaigns({ parts }: Delivered): { ids: string[]; unknown: number } {
	const outcomes = new Set(parts.flat().map(({ outcome }) => outcome));
	const ids = new Set<string>();
	let unknown = 0;
	for (const outcome of outcomes) {
		if (outcome.outcome === 'accepted') ids.add(outcome.campaignId);
		if (outcome.outcome === 'unknown') unknown++;
	}
	return { ids: [...ids], unknown };
}

function describeAccepted(ids: readonly string[], unknown: number): string {
	if (unknown > 0 && ids.length === 0) {
		return `No campaign is known to be accepted; of ${unknown} the outcome is unknown.`;
	}
	const doubt = unknown > 0 ? ` Of ${unknown} ${campaigns(unknown)} the outcome is unknown.` : '';
	if (ids.length === 0) return 'No campaign was accepted.';
	const shown = ids.slice(0, SHOWN_IDS).join(', ');
	const more = ids.length > SHOWN_IDS ? ` and ${ids.length - SHOWN_IDS} more` : '';
	return `${ids.length} ${campaigns(ids.length)} accepted: ${shown}${more}.${doubt}`;
}

// Not where a retry is what was refused, and not to a model, which would take it for an invitation.
function describeRetry(node: INode, { details }: ItemFailure): string {
	const refused = details.outcome === 'notSent' && details.safe_to_send_again === false;
	if (refused || node.type.endsWith('Tool')) return '';
	return ' A retry of this execution sends only what was not sent.';
}

function campaigns(count: number): string {
	return count === 1 ? 'campaign' : 'campaigns';
}
