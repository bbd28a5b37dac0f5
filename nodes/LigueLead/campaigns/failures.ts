import type { ItemFailure, ItemResult } from './results';

const SHOWN_IDS = 10;

/** What a run has sent, in this try and earlier ones. */
export interface SentCampaigns {
	/** Ids of the campaigns that were accepted. */
	readonly accepted: readonly string[];
	/** How many campaigns may have been accepted. */
	readonly unknown: number;
}

/** Who reads about a failure, and what the next click does. */
export interface Reader {
	/** An agent's model: it sees the message alone, and takes a way to go on for an invitation. */
	readonly isModel: boolean;
	readonly resendUnknown: boolean;
	/** Whether a new execution will know what this one has sent. */
	readonly isRemembered: boolean;
}

/** What the user reads if campaigns were not accepted. */
export interface FailureSummary {
	readonly message: string;
	readonly description: string;
	/** The first item to look at. */
	readonly item: number;
	/** Why that one failed. */
	readonly details: ItemFailure['details'];
	readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Sums up a run of which items failed, for a workflow that stops on failure: the first item that
 * failed, and how many campaigns were accepted, with their ids. Its data has all ids, what became of
 * each item that failed, and how many never had their turn. Takes one result an item, at least one of
 * them a failure.
 */
export function summariseFailures(
	results: readonly ItemResult[],
	campaigns: SentCampaigns,
	reader: Reader,
): FailureSummary {
	const failures = results.flatMap((result, item) =>
		result.kind === 'failure' ? [{ item, failure: result.failure }] : [],
	);
	// Items that never had their turn say less than those that stopped the run.
	const told = failures.filter(({ failure }) => failure.details.outcome !== 'notSent');
	const first = told[0] ?? failures[0];
	if (first === undefined) throw new RangeError('No item failed');
	const { item, failure } = first;
	return {
		message: `${failure.message} [item ${item}]`,
		description: [
			failure.remedy,
			...(isRefused(failure) && isNothing(campaigns) ? [] : [describeCampaigns(campaigns)]),
			...describeNext(failure, reader),
		].join(' '),
		item,
		details: failure.details,
		data: {
			...failure.details,
			accepted_campaign_ids: [...campaigns.accepted],
			unknown_campaigns: campaigns.unknown,
			items: told.map(({ item: index, failure: { message: reason, details } }) => ({
				item: index,
				outcome: details.outcome,
				reason,
			})),
			items_not_sent: failures.length - told.length,
		},
	};
}

/** Says how many campaigns were accepted, the first ten ids, and of how many nobody knows. */
export function describeCampaigns({ accepted, unknown }: SentCampaigns): string {
	const doubt = `Of ${count(unknown)} the outcome is unknown.`;
	if (accepted.length === 0) return unknown > 0 ? doubt : 'No campaign was accepted.';
	const shown = accepted.slice(0, SHOWN_IDS).join(', ');
	const more = accepted.length > SHOWN_IDS ? ` and ${accepted.length - SHOWN_IDS} more` : '';
	const known = `${count(accepted.length)} accepted: ${shown}${more}.`;
	return unknown > 0 ? `${known} ${doubt}` : known;
}

// Whoever refuses a run for what others may have sent does not know that nothing was.
function isRefused({ details }: ItemFailure): boolean {
	return details.outcome === 'notSent' && details.safe_to_send_again === false;
}

function isNothing({ accepted, unknown }: SentCampaigns): boolean {
	return accepted.length + unknown === 0;
}

function describeNext(failure: ItemFailure, reader: Reader): string[] {
	if (reader.isModel || isRefused(failure)) return [];
	const retry = 'A retry of this execution sends only what was not sent.';
	if (failure.details.outcome !== 'unknown') return [retry];
	if (reader.resendUnknown) {
		return ["'Retry' and 'Execute step' send it again, as 'Resend if Unconfirmed' says."];
	}
	const step = reader.isRemembered
		? "'Execute step' does not send it again either, for 18 hours at least, while text and recipients stay the same."
		: "'Execute step' would send it again.";
	return [retry, step];
}

function count(campaigns: number): string {
	return campaigns === 1 ? '1 campaign' : `${campaigns} campaigns`;
}
