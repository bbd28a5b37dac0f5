import type { FaultAction, ThrottleHint } from './fate';
import type { DeliveryOutcome } from './types';

export interface SpecialNumber {
	/** National form, 11 digits: a valid Brazilian mobile. */
	phone: string;
	/** Name of the fault, also for the control interface. */
	fault: string;
	group: 'HTTP status' | 'Connection' | 'After acceptance' | 'Delivery status';
	/** Whether the request is queued (and counted as a delivery). */
	accepted: boolean;
	effect: string;
	action: FaultAction;
}

type Row = Omit<SpecialNumber, 'group'>;

/** Numbers of one group, `119<base><suffix>`: the last four digits name the case. */
function group<const Name extends string>(
	name: SpecialNumber['group'],
	base: '1000' | '2000' | '3000' | '4000',
	accepted: boolean,
	rows: readonly (readonly [suffix: string, fault: Name, effect: string, action: FaultAction])[],
) {
	return rows.map(([suffix, fault, effect, action]) => ({
		phone: `119${base}${suffix}`,
		fault,
		group: name,
		accepted: accepted || action.do === 'accept' || action.do === 'throttle-once',
		effect,
		action,
	})) satisfies (Row & { fault: Name })[];
}

const text = (status: number): FaultAction => ({ do: 'answer', status, body: 'text' });
const throttle = (limit: ThrottleHint): FaultAction => ({
	do: 'answer',
	status: 429,
	body: 'text',
	limit,
});

// 11 9 1000-vSSS: HTTP status SSS, variant v.
const httpStatus = group('HTTP status', '1000', false, [
	['0202', 'http-202', '202 with a campaign id: accepted', { do: 'accept', body: 'complete' }],
	['0302', 'http-302', '302 to another path', { do: 'redirect', status: 302 }],
	[
		'0307',
		'http-307',
		'307 to another path, inviting a second POST',
		{ do: 'redirect', status: 307 },
	],
	['0400', 'http-400', '400 with a text', text(400)],
	[
		'1400',
		'http-400-list',
		'400 with a list of fields',
		{ do: 'answer', status: 400, body: 'list' },
	],
	['0401', 'http-401', '401 unauthorized', text(401)],
	['0402', 'http-402', '402 no credit', text(402)],
	['0403', 'http-403', '403 forbidden', text(403)],
	['0404', 'http-404', '404 not found', text(404)],
	['0408', 'http-408', '408 request timeout', text(408)],
	['0413', 'http-413', '413 too large', text(413)],
	['0422', 'http-422', '422 with a list of fields', { do: 'answer', status: 422, body: 'list' }],
	['0429', 'http-429-retry-after', '429 with Retry-After: 1', throttle('retry-after')],
	['1429', 'http-429', '429 without Retry-After and X-RateLimit-Reset', throttle('none')],
	['2429', 'http-429-reset', '429 with X-RateLimit-Reset only', throttle('reset-only')],
	['3429', 'http-429-once', '429 once, accepted when sent again', { do: 'throttle-once' }],
	['0500', 'http-500', '500, nothing accepted', text(500)],
	['0502', 'http-502', '502 with an HTML page', { do: 'answer', status: 502, body: 'html' }],
	['0503', 'http-503', '503, nothing accepted', text(503)],
	['0504', 'http-504', '504, nothing accepted', text(504)],
]);

// 11 9 2000-000N: no answer, nothing accepted.
const connection = group('Connection', '2000', false, [
	['0001', 'reset-before', 'Connection reset, nothing accepted', { do: 'reset' }],
	['0002', 'hang-before', 'No answer ever, nothing accepted', { do: 'hang' }],
]);

// 11 9 3000-000N and 3000-0SSS: accepted, and the answer does not say so.
const afterAcceptance = group('After acceptance', '3000', true, [
	['0001', 'reset-after', 'Accepted, then connection reset', { do: 'reset' }],
	['0002', 'hang-after', 'Accepted, then no answer ever', { do: 'hang' }],
	['0003', 'cut-off-after', 'Accepted, half of the answer, then cut off', { do: 'cut-off' }],
	[
		'0004',
		'not-json-after',
		'Accepted, 202 with a body that is not JSON',
		{ do: 'accept', body: 'not-json' },
	],
	[
		'0005',
		'no-id-after',
		'Accepted, 202 without a campaign id',
		{ do: 'accept', body: 'no-campaign-id' },
	],
	['0408', 'http-408-after', 'Accepted, but answered 408', text(408)],
	['0500', 'http-500-after', 'Accepted, but answered 500', text(500)],
	[
		'0502',
		'http-502-after',
		'Accepted, but answered 502 with an HTML page',
		{ do: 'answer', status: 502, body: 'html' },
	],
	['0503', 'http-503-after', 'Accepted, but answered 503', text(503)],
	['0504', 'http-504-after', 'Accepted, but answered 504', text(504)],
]);

const deliver = (outcome: DeliveryOutcome): FaultAction => ({ do: 'deliver', outcome });

// 11 9 4000-000N: accepted; the status events of this recipient differ.
const deliveryStatus = group('Delivery status', '4000', true, [
	['0001', 'delivered', 'sent, then delivered (like any other number)', deliver('delivered')],
	['0002', 'undelivered', 'sent, then undelivered', deliver('undelivered')],
	['0003', 'failed', 'sent, then failed', deliver('failed')],
	['0004', 'no-status', 'No status event at all', deliver('no-status')],
	['0005', 'out-of-order', 'delivered arrives before sent', deliver('out-of-order')],
	['0006', 'twice', 'Every status event arrives twice', deliver('twice')],
]);

const table = [...httpStatus, ...connection, ...afterAcceptance, ...deliveryStatus];

export type FaultName = (typeof table)[number]['fault'];

/**
 * The numbers that provoke each outcome, like the test cards of payment providers. The first
 * one in a request's `phones` that is no delivery status decides the whole request.
 */
export const specialNumbers: readonly (SpecialNumber & { fault: FaultName })[] = table;

/** Special number by its national form (11 digits). */
export const specialByPhone: ReadonlyMap<string, SpecialNumber & { fault: FaultName }> = new Map(
	specialNumbers.map((special) => [special.phone, special]),
);

/** Special number by the name of its fault. */
export const specialByFault: ReadonlyMap<string, SpecialNumber & { fault: FaultName }> = new Map(
	specialNumbers.map((special) => [special.fault, special]),
);
