import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { ItemFailure, ItemResult, Prepared } from '../../campaigns';
import { summariseRefusals } from '../../campaigns';
import type { Delivered } from '../../outcomes';

const SHOWN_IDS = 10;

/** What a workflow that stops on failure is stopped with where items cannot be sent. */
export function planningError(node: INode, { refusals, planned }: Prepared): NodeOperationError {
	const { message, description, item } = summariseRefusals(refusals, planned.length);
	const error = new NodeOperationError(node, message, { description, itemIndex: item });
	error.context.data = {
		outcome: 'notSent',
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
 * item that failed, how many campaigns were accepted and their ids, all of them in the error's data.
 */
export function sendingError(
	node: INode,
	results: readonly ItemResult[],
	delivered: Delivered,
): NodeApiError {
	const { item, failure } = firstFailure(results);
	const outcomes = delivered.parts.flat().map(({ outcome }) => outcome);
	const accepted = outcomes.filter((one) => one.outcome === 'accepted');
	const ids = accepted.map(({ campaignId }) => campaignId);
	const unknown = outcomes.filter(({ outcome }) => outcome === 'unknown').length;
	const message = `${failure.message} [item ${item}]`;
	const description = `${failure.remedy} ${describeAccepted(ids, unknown)}`;
	const error = new NodeApiError(node, failure.details as JsonObject, {
		message,
		description,
		itemIndex: item,
		...(typeof failure.details.status === 'number' && { httpCode: `${failure.details.status}` }),
	});
	error.context.data = {
		...failure.details,
		accepted_campaign_ids: ids,
		unknown_campaigns: unknown,
	};
	return error;
}

function firstFailure(results: readonly ItemResult[]): { item: number; failure: ItemFailure } {
	const failures = results.flatMap((result, item) =>
		result.kind === 'failure' ? [{ item, failure: result.failure }] : [],
	);
	// Items that never had their turn say less than the one that stopped the run.
	const told = failures.find(({ failure }) => failure.details.outcome !== 'notSent');
	const first = told ?? failures[0];
	if (first === undefined) throw new RangeError('No item failed');
	return first;
}

function describeAccepted(ids: readonly string[], unknown: number): string {
	const doubt = unknown > 0 ? ` Of ${unknown} ${campaigns(unknown)} the outcome is unknown.` : '';
	const retry = 'A retry of this execution sends only what was not sent.';
	if (ids.length === 0) return `No campaign was accepted.${doubt} ${retry}`;
	const shown = ids.slice(0, SHOWN_IDS).join(', ');
	const more = ids.length > SHOWN_IDS ? ` and ${ids.length - SHOWN_IDS} more` : '';
	return `${ids.length} ${campaigns(ids.length)} accepted: ${shown}${more}.${doubt} ${retry}`;
}

function campaigns(count: number): string {
	return count === 1 ? 'campaign' : 'campaigns';
}
