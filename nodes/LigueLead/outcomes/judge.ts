import type { HttpResponse, NetworkCause, RawAnswer } from './answer';
import type { Mask } from './bounded';
import { bounded } from './bounded';
import { cut, describe, readAcceptedAt, readCampaignId } from './details';
import type { Accepted, Failed, Outcome, OutcomeDetails } from './outcome';
import { quotable } from './quote';
import { readReason } from './reason';
import { readRetryAt } from './retryAfter';
import { describeCode, describeTime, remedyFor, UNKNOWN_REMEDY } from './sentences';
import type { Verdict } from './statuses';
import { verdictOn } from './statuses';

const ACCEPTED_STATUS = 202;

/** The code for "no answer in time"; axios has the same. */
export const TIMED_OUT = 'ECONNABORTED';

const MAX_CAUSE_LENGTH = 10_000;

const keep: Mask = (text) => text;

// Of these system calls, the request needs the success of both before its first byte is written.
const CONNECTING = new Set(['connect', 'getaddrinfo']);

// No connection was made, so the request cannot have arrived. EHOSTUNREACH and the like are not among
// them: Linux reports them for a connection that was already in use, too.
const UNREACHABLE_CODES = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EAI_FAIL',
	'ERR_SSL_WRONG_VERSION_NUMBER',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'CERT_UNTRUSTED',
	'CERT_REVOKED',
	'CERT_SIGNATURE_FAILURE',
	'HOSTNAME_MISMATCH',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** What a judgement needs besides the answer. */
export interface Circumstances {
	/** Blanks out secrets in whatever is quoted of the answer. */
	readonly mask?: Mask;
	/** The longest time to wait for an answer, in milliseconds. */
	readonly timeout?: number;
}

/**
 * Judges what came back for one request to send. The only place that decides whether a campaign may be
 * sent again: LigueLead has no idempotency key, so whatever may have been accepted is `unknown`.
 *
 * Takes a response (status, headers, body of any size and depth) or the cause of its absence, and the
 * time in milliseconds since 1970. Returns one of five outcomes, the failures with a sentence, a remedy
 * and details; what they quote is bounded. Never throws.
 */
export function judge(answer: RawAnswer, now: number, circumstances: Circumstances = {}): Outcome {
	const outcome =
		answer.kind === 'response'
			? judgeResponse(answer.response, now, circumstances)
			: judgeCause(answer.cause, circumstances);
	return outcome.outcome === 'accepted'
		? outcome
		: { ...outcome, message: quotable(outcome.message) };
}

function judgeResponse(raw: HttpResponse, now: number, { mask = keep }: Circumstances): Outcome {
	const { status } = raw;
	const id = readCampaignId(raw.body);
	const campaignId = id === undefined ? undefined : mask(id);
	if (status === ACCEPTED_STATUS && campaignId !== undefined) {
		return accept(campaignId, raw.body, mask);
	}
	const response = { ...raw, body: bounded(raw.body, mask).value };
	// Who names a campaign has made one, whatever else the answer says.
	const { outcome, meaning } = campaignId === undefined ? verdictOn(status) : NAMED;
	const reason = readReason(response.body).text;
	const details = describe(outcome, response, {
		mask,
		...(campaignId !== undefined && { campaignId }),
	});
	if (outcome === 'throttled') return throttled(reason, details, readRetryAt(raw.headers, now));
	if (outcome === 'rejected') return rejected(status, reason, meaning, details);
	return unconfirmed(status, reason, details);
}

const NAMED: Pick<Verdict, 'outcome' | 'meaning'> = { outcome: 'unknown' };

function accept(campaignId: string, body: unknown, mask: Mask): Accepted {
	const { value, whole } = bounded(body, mask);
	const acceptedAt = readAcceptedAt(body);
	const { message } = value as { message?: unknown };
	const essence = {
		...(typeof message === 'string' && { message: cut(message) }),
		data: { campaign_id: campaignId, ...(acceptedAt !== undefined && { accepted_at: acceptedAt }) },
	};
	return {
		outcome: 'accepted',
		campaignId,
		...(acceptedAt !== undefined && { acceptedAt }),
		answer: whole ? (value as Record<string, unknown>) : essence,
	};
}

function rejected(
	status: number,
	reason: string,
	meaning: string | undefined,
	details: OutcomeDetails,
): Failed {
	const message =
		status < 400
			? `LigueLead answered with a redirect (${status}), which is not followed: the API token would travel with it`
			: `LigueLead refused the campaign (${status}): ${reason || meaning || 'no reason given'}`;
	return { outcome: 'rejected', message, remedy: remedyFor(status, reason), details };
}

function throttled(reason: string, details: OutcomeDetails, retryAt?: number): Failed {
	return {
		outcome: 'throttled',
		message: `Too many requests (429)${reason === '' ? '' : `: ${reason}`}`,
		remedy:
			"Wait a minute and try again, lower Options → 'Parallel Requests', or raise 'Maximum Tries'.",
		details,
		...(retryAt !== undefined && { retryAt }),
	};
}

function unconfirmed(status: number, reason: string, details: OutcomeDetails): Failed {
	const confirms = status >= 200 && status < 300;
	return {
		outcome: 'unknown',
		message: confirms
			? `LigueLead answered ${status} without confirming a campaign`
			: `LigueLead answered ${status}${reason === '' ? '' : `: ${reason}`}`,
		remedy: UNKNOWN_REMEDY,
		details,
	};
}

function judgeCause(cause: NetworkCause, { mask = keep, timeout }: Circumstances): Failed {
	const notSent = cause.status === undefined && isUnreachable(cause);
	// A little more than is shown, or half a secret could stand at its end.
	const text = mask(cause.text.slice(0, MAX_CAUSE_LENGTH));
	const details: OutcomeDetails = {
		outcome: notSent ? 'unreachable' : 'unknown',
		...(cause.status !== undefined && { status: cause.status }),
		...(cause.code !== undefined && { code: cause.code }),
		safe_to_send_again: notSent,
		...(text !== '' && { answer: cut(text) }),
	};
	if (notSent) {
		return {
			outcome: 'unreachable',
			message: `LigueLead could not be reached: ${describeCode(cause.code)}`,
			remedy: "Check the network of this n8n and 'Base URL' of the credential, then try again.",
			details,
		};
	}
	return {
		outcome: 'unknown',
		message:
			cause.code === TIMED_OUT && timeout !== undefined
				? `LigueLead did not answer within ${describeTime(timeout)}`
				: `No complete answer came from LigueLead: ${describeCode(cause.code)}`,
		remedy: UNKNOWN_REMEDY,
		details,
	};
}

function isUnreachable({ code, syscall, text }: NetworkCause): boolean {
	if (code !== undefined && UNREACHABLE_CODES.has(code)) return true;
	if (syscall !== undefined && CONNECTING.has(syscall)) return true;
	// n8n's own protection against requests to internal addresses, if it is switched on.
	if (text.startsWith('The request was blocked because')) return true;
	// Node's sentence for a TLS handshake that was cut: the request had not been written yet.
	return text.includes('before secure TLS connection was established');
}
