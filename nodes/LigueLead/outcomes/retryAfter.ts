import type { HttpResponse } from './answer';

/**
 * Reads when to try again: Retry-After in seconds or as a date (RFC 9110, 10.2.3), else
 * X-RateLimit-Reset in Unix seconds (LigueLead's limits page).
 *
 * Takes header names in lower case and the time in milliseconds. Returns milliseconds since 1970, or
 * undefined where neither header can be read.
 */
export function readRetryAt(headers: HttpResponse['headers'], now: number): number | undefined {
	const after = String(headers['retry-after'] ?? '').trim();
	if (/^\d+(\.\d+)?$/.test(after)) return now + Number(after) * 1000;
	const date = Date.parse(after);
	if (!Number.isNaN(date)) return date;
	const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
	return Number.isFinite(reset) && reset > 0 ? reset * 1000 : undefined;
}
