import type { StatusEvent } from '../../nodes/LigueLead/statusEvents';

export const CAMPAIGN = '3b4f7c5e-7e2d-4157-b542-5eb2155455c5';

/** A status event as LigueLead documents it, with other fields of its campaign or of its own. */
export function statusEvent(
	campaign: Record<string, unknown> = {},
	fields: Record<string, unknown> = {},
): StatusEvent {
	return {
		event: 'campaign.status',
		app_id: 'app-1',
		occurred_at: '2026-02-02T12:00:15.400Z',
		...fields,
		campaign: {
			id: CAMPAIGN,
			type: 'sms',
			source: 'api',
			phone: '+5513991884678',
			credits_required: 1,
			sent_at: '2026-02-02',
			status: 'delivered',
			message: 'text',
			is_flash: false,
			...campaign,
		},
	};
}

/** `{"a":{"a":…}}`, as text: so many levels that a recursive reader overflows its stack. */
export function nestedText(levels: number): string {
	return `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
}
