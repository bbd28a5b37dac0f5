import type { Campaign, DeliveryOutcome, EventPlan, EventStatus, RecipientStatus } from './types';

/** One round of status events: those recipients of a campaign that get `kind` `after` ms. */
export interface EventRound {
	kind: 'sent' | 'final';
	/** When the event is posted, milliseconds after acceptance. */
	after: number;
	/** When it is said to have occurred, milliseconds after acceptance. */
	occurred: number;
	late: boolean;
}

/** The delivery outcome of the recipient at `index`. */
export function outcomeOf(campaign: Campaign, index: number): DeliveryOutcome {
	return campaign.outcomes?.get(index) ?? campaign.outcome;
}

/** The status a message ends with; undefined when it never gets any. */
export function finalStatus(outcome: DeliveryOutcome): Exclude<EventStatus, 'read'> | undefined {
	if (outcome === 'no-status') return undefined;
	return outcome === 'undelivered' || outcome === 'failed' ? outcome : 'delivered';
}

/**
 * Status of a message of the given outcome at `now` (Unix milliseconds). It follows from the
 * clock, so that a campaign without a webhook URL needs no timer.
 */
export function statusAt(
	campaign: Campaign,
	outcome: DeliveryOutcome,
	now: number,
): RecipientStatus {
	const elapsed = now - campaign.at;
	const final = finalStatus(outcome);
	if (final === undefined || elapsed < campaign.plan.sentDelay) return 'queued';
	return elapsed < campaign.plan.finalDelay ? 'sent' : final;
}

/**
 * The rounds of events of a plan. An out-of-order recipient's `sent` is posted after its final
 * status, with the time it really occurred.
 */
export function eventRounds(plan: EventPlan): EventRound[] {
	const { sentDelay, finalDelay } = plan;
	return [
		{ kind: 'sent', after: sentDelay, occurred: sentDelay, late: false },
		{ kind: 'final', after: finalDelay, occurred: finalDelay, late: false },
		{ kind: 'sent', after: finalDelay + sentDelay, occurred: sentDelay, late: true },
	];
}

/** The status that a round posts for the recipient at `index`; undefined when it posts none. */
export function statusInRound(
	campaign: Campaign,
	index: number,
	round: EventRound,
): EventStatus | undefined {
	const outcome = outcomeOf(campaign, index);
	if (outcome === 'no-status') return undefined;
	if (round.kind === 'final') return finalStatus(outcome);
	const late = outcome === 'out-of-order' || campaign.plan.order === 'out-of-order';
	return late === round.late ? 'sent' : undefined;
}

/** How many times each event of the recipient at `index` is posted. */
export function repeatOf(campaign: Campaign, index: number): number {
	return outcomeOf(campaign, index) === 'twice'
		? Math.max(2, campaign.plan.repeat)
		: campaign.plan.repeat;
}

/** Recipients of a campaign by status at `now`. */
export function statusCounts(campaign: Campaign, now: number): Record<RecipientStatus, number> {
	const counts = { queued: 0, sent: 0, delivered: 0, undelivered: 0, failed: 0 };
	if (!campaign.accepted) return counts;
	const named = campaign.outcomes?.size ?? 0;
	counts[statusAt(campaign, campaign.outcome, now)] += campaign.phones.length - named;
	for (const outcome of campaign.outcomes?.values() ?? []) {
		counts[statusAt(campaign, outcome, now)]++;
	}
	return counts;
}
