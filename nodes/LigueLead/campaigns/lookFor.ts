import type { Outcome } from '../outcomes';
import type { Campaign } from './types';

const SHOWN_PHONES = 5;

const TIME = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'America/Sao_Paulo',
	day: 'numeric',
	month: 'short',
	hour: '2-digit',
	minute: '2-digit',
});

/**
 * Adds to an outcome that nobody knows what to look for in LigueLead's client area: title, recipients
 * and time. Takes the campaign, and when its request ended (ms since 1970). Other outcomes stay as
 * they are.
 */
export function tellWhatToLookFor(
	outcome: Outcome,
	{ content, phones }: Campaign,
	at: number,
): Outcome {
	if (outcome.outcome !== 'unknown') return outcome;
	const title = content.body.title;
	const named = typeof title === 'string' && title !== '' ? `"${title}"` : 'without a title';
	const more = phones.length > 1 ? ` and ${phones.length - 1} more` : '';
	return {
		...outcome,
		remedy: `${outcome.remedy} Look for a campaign ${named} to ${readable(phones[0] ?? '')}${more}, at about ${TIME.format(at)} (São Paulo).`,
		details: {
			...outcome.details,
			look_for: {
				...(typeof title === 'string' && title !== '' && { title }),
				phones: phones.slice(0, SHOWN_PHONES),
				recipients: phones.length,
				at: new Date(at).toISOString(),
			},
		},
	};
}

/** A national number as people write it: 11 91234-5678. */
function readable(phone: string): string {
	return `${phone.slice(0, 2)} ${phone.slice(2, -4)}-${phone.slice(-4)}`;
}
