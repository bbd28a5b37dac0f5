import { internationalPhone } from './phone';
import type { Campaign, EventStatus } from './types';

/** Body of a status event (LigueLead, how to receive webhooks). */
export interface StatusEvent {
	event: 'campaign.status';
	app_id: string;
	occurred_at: string;
	campaign: {
		id: string;
		type: 'sms' | 'voice';
		source: 'api';
		phone: string;
		credits_required: number;
		sent_at: string;
		status: EventStatus;
		message?: string;
		is_flash?: boolean;
	};
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
			status,
			...(campaign.type === 'sms' && { message: campaign.message, is_flash: campaign.flash }),
		},
	};
}
