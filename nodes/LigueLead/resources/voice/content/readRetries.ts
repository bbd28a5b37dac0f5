import { DateTime } from 'luxon';

import type { Refusal, SendOptions } from '../../../campaigns';
import { asText, isRefusal, refuse } from '../../../campaigns';

/** LigueLead dials from 08:00 to 21:44, and takes no later end than 21:45 (its pages on voice messages). */
const FIRST_MINUTE = 8 * 60;
const LAST_END = 21 * 60 + 45;
const AHEAD = 10;

/** How a call that nobody answers is repeated, in the API's names. */
export interface Retries {
	readonly retry_attempts?: number;
	readonly retry_interval_min?: number;
	readonly retry_end_time?: string;
}

/**
 * Reads the options about repeated calls; what is not set is left to LigueLead. Takes the time, in milliseconds since
 * 1970: an end that has passed today, or comes within ten minutes, is refused.
 */
export function readRetries(options: SendOptions, now: number): Retries | Refusal {
	const attempts = readWhole(options.retryAttempts, 'Retry Attempts', 1, 3);
	if (isRefusalOf(attempts)) return attempts;
	const interval = readWhole(options.retryInterval, 'Retry Interval', 5, 180);
	if (isRefusalOf(interval)) return interval;
	const end = readEnd(options.retryEndTime, now);
	if (isRefusalOf(end)) return end;
	return {
		...(attempts !== undefined && { retry_attempts: attempts }),
		...(interval !== undefined && { retry_interval_min: interval }),
		...(end !== undefined && { retry_end_time: end }),
	};
}

function isRefusalOf(value: unknown): value is Refusal {
	return typeof value === 'object' && value !== null && isRefusal(value);
}

function readWhole(
	value: unknown,
	name: string,
	least: number,
	most: number,
): number | Refusal | undefined {
	const text = asText(value)?.trim();
	if (text === '') return undefined;
	const number = Number(text);
	if (text !== undefined && Number.isInteger(number) && number >= least && number <= most) {
		return number;
	}
	return refuse(
		name,
		`'${name}' is not a whole number from ${least} to ${most}`,
		`Use a number from ${least} to ${most}, or remove the option.`,
	);
}

function readEnd(value: unknown, now: number): string | Refusal | undefined {
	const text = asText(value)?.trim();
	if (text === '') return undefined;
	const [, hours, minutes = '00'] = /^(\d{1,2})(?:[:h](\d{2}))?h?$/i.exec(text ?? '') ?? [];
	const end = Number(hours) * 60 + Number(minutes);
	const isTime = hours !== undefined && Number(minutes) < 60;
	if (!isTime || end < FIRST_MINUTE || end > LAST_END) {
		return refuse(
			'Retry End Time',
			"'Retry End Time' is not a time from 08:00 to 21:45",
			'Write it like 18:00, in the time of São Paulo, or remove the option.',
		);
	}
	const { hour, minute } = DateTime.fromMillis(now, { zone: 'America/Sao_Paulo' });
	const today = hour * 60 + minute;
	// Calls that come at night begin in the morning, before any end.
	const isDialling = today >= FIRST_MINUTE && today < LAST_END;
	if (isDialling && end < today + AHEAD) {
		return refuse(
			'Retry End Time',
			"'Retry End Time' has passed today, or is less than ten minutes ahead in São Paulo",
			'Choose a later time, or remove the option.',
		);
	}
	return `${hours.padStart(2, '0')}:${minutes}`;
}
