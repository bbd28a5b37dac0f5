import type { FaultRule } from '../../../sandbox';

/** What a request meets, and what that means for whoever reads the answer. */
export interface Fault {
	readonly rule: FaultRule;
	/**
	 * `confirmed`: accepted, and said so. `refused`: not accepted, and said so. `doubtful`: the answer
	 * does not tell, whichever it was.
	 */
	readonly means: 'confirmed' | 'refused' | 'doubtful';
	/** Whether it ends at the client's patience only. */
	readonly slow?: true;
}

const confirmed = (rule: FaultRule): Fault => ({ rule, means: 'confirmed' });
const refused = (rule: FaultRule): Fault => ({ rule, means: 'refused' });
const doubtful = (rule: FaultRule): Fault => ({ rule, means: 'doubtful' });
const slow = (rule: FaultRule): Fault => ({ rule, means: 'doubtful', slow: true });
const answered = (status: number, accepts: boolean): FaultRule => ({
	status,
	accepts,
	headers: { 'content-type': 'application/json' },
	body: { code: 1, message: `status ${status}` },
});
const throttle: FaultRule = { ...answered(429, false), headers: { 'retry-after': '0.02' } };

/** Of whose answers nothing is known. */
const IN_DOUBT = [
	206, 303, 406, 408, 409, 418, 460, 499, 500, 502, 503, 504, 520, 524, 561,
].flatMap((status) => [
	[`${status}-before`, doubtful(answered(status, false))] as const,
	[`${status}-after`, doubtful(answered(status, true))] as const,
]);

/** All there is, by name. */
export const faults: Readonly<Record<string, Fault>> = {
	accepted: confirmed({ fault: 'http-202' }),
	'same-id': confirmed({ fault: 'same-id' }),
	throttled: refused(throttle),
	'throttled twice': refused({ ...throttle, times: 2 }),
	'throttled long': refused({ ...throttle, times: 5 }),
	'400': refused({ fault: 'http-400' }),
	'402': refused({ fault: 'http-402' }),
	'403': refused({ fault: 'http-403' }),
	'422': refused({ fault: 'http-422' }),
	'307': refused({ fault: 'http-307' }),
	'token quoted, refused': refused({ fault: 'reflect-headers-json' }),
	'token quoted': doubtful({ fault: 'reflect-headers' }),
	'reset before': doubtful({ fault: 'reset-before' }),
	'reset after': doubtful({ fault: 'reset-after' }),
	'cut off': doubtful({ fault: 'cut-off-after' }),
	'not JSON': doubtful({ fault: 'not-json-after' }),
	'no id': doubtful({ fault: 'no-id-after' }),
	'gateway page': doubtful({ fault: 'http-502-after' }),
	'nested deep': doubtful({ fault: 'deep-answer' }),
	'control characters': doubtful({ fault: 'control-characters', size: 1 }),
	'303 with a target': doubtful({ fault: 'http-303-after' }),
	'refusal with id': doubtful({ fault: 'refusal-with-id' }),
	...Object.fromEntries(IN_DOUBT),
	drip: slow({ fault: 'drip', size: 50 }),
	'101': slow({ fault: 'switching-protocols' }),
	'silence before': slow({ fault: 'hang-before' }),
	'silence after': slow({ fault: 'hang-after' }),
};

/** Whether the sandbox's name of a campaign's fault leaves no doubt that it was accepted. */
export function isConfirmed(fault: string | undefined): boolean {
	return fault === undefined || fault === 'http-202' || fault === 'same-id';
}
