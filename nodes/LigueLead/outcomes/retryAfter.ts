import type { HttpResponse } from './answer';

// A day. No wait is that long: who is asked for more is not asked for a time at all.
const FARTHEST = 86_400_000;

/**
 * Reads when to try again: Retry-After in seconds or as a date (RFC 9110, 10.2.3), else
 * X-RateLimit-Reset in Unix seconds (LigueLead's limits page).
 *
 * Takes header names in lower case and the time in milliseconds. Returns milliseconds since 1970, at
 * most a day after now, or undefined if neither header can be read.
 */
export function readRetryAt(headers: HttpResponse['headers'], now: number): number | undefined {
	const after = headerText(headers['retry-after']);
	const at = readDelay(after, now) ?? readHttpDate(after) ?? readReset(headers);
	return at === undefined ? undefined : Math.min(at, now + FARTHEST);
}

const SECONDS = /^\d+(\.\d+)?$/;

function readDelay(text: string, now: number): number | undefined {
	return SECONDS.test(text) ? now + Number(text) * 1000 : undefined;
}

const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const LONG_DAY = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const TIME = '\\d{2}:\\d{2}:\\d{2}';

// The three forms of RFC 9110, 5.6.7. Date.parse alone takes "-5" and "soon 7" for dates.
const HTTP_DATE = new RegExp(
	`^(?:${DAY}, \\d{2} ${MONTH} \\d{4} ${TIME} GMT|${LONG_DAY}, \\d{2}-${MONTH}-\\d{2} ${TIME} GMT)$`,
);
const ASCTIME_DATE = new RegExp(`^${DAY} ${MONTH} (?:\\d{2}| \\d) ${TIME} \\d{4}$`);

function readHttpDate(text: string): number | undefined {
	const dated = ASCTIME_DATE.test(text) ? `${text} GMT` : text;
	if (dated === text && !HTTP_DATE.test(text)) return undefined;
	const date = Date.parse(dated);
	return Number.isNaN(date) ? undefined : date;
}

function readReset(headers: HttpResponse['headers']): number | undefined {
	const text = headerText(headers['x-ratelimit-reset']);
	const reset = SECONDS.test(text) ? Number(text) : 0;
	return reset > 0 ? reset * 1000 : undefined;
}

// The first one, if a header came more than once.
function headerText(value: unknown): string {
	const first: unknown = Array.isArray(value) ? value[0] : value;
	return typeof first === 'string' || typeof first === 'number' ? String(first).trim() : '';
}
