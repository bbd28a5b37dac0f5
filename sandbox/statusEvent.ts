import { internationalPhone } from './phone';
import type { Campaign, EventStatus } from './types';

/** Body of a status event (LigueLead, how to receive webhooks). */
export interface StatusEvent {
	event: 'campaign.status';
	app_id: string;
	occurred_at: string;
	campaign: {
		id: string;
		type: 'sms' | 'voice' | 'rcs';
		source: 'api';
		phone: string;
		credits_required: number;
		sent_at: string;
		status: string;
		message?: string;
		is_flash?: boolean;
		template_id?: string;
	};
}

// A guess: as a customer's code reads them.
const CALL_WORDS: Partial<Record<EventStatus, string>> = {
	delivered: 'answer',
	undelivered: 'no_answer',
};

function contentOf({ type, message, flash, card }: Campaign) {
	if (type === 'sms') return { message, is_flash: flash };
	if (type !== 'rcs') return {};
	return card?.templateId === undefined ? { message } : { template_id: card.templateId };
}

/**
 * The event for one recipient (`index` in the campaign's phones). `occurredAt` is in Unix
 * milliseconds. Voice events have no message and no flash mark (undocumented; the sandbox's choice).
 */
export function statusEvent(
	appId: string,
	campaign: Campaign,
	index: number,
	status: EventStatus,
	occurredAt: number,
): StatusEvent {
	const occurred = new Date(occurredAt).toISOString();
	return {
		event: 'campaign.status',
		app_id: appId,
		occurred_at: occurred,
		campaign: {
			id: campaign.id,
			type: campaign.type,
			source: 'api',
			phone: internationalPhone(campaign.phones[index] ?? ''),
			credits_required: campaign.creditsEach,
			sent_at: new Date(campaign.at).toISOString().slice(0, 10),
			status: campaign.type === 'voice' ? (CALL_WORDS[status] ?? status) : status,
			...contentOf(campaign),
		},
	};
}
