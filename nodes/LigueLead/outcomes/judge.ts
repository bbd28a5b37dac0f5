import type { HttpResponse, NetworkCause, RawAnswer } from './answer';
import { cut, describe, readCampaignId } from './details';
import type { Accepted, Failed, Outcome, OutcomeDetails } from './outcome';
import { readReason } from './reason';
import { readRetryAt } from './retryAfter';
import { describeCode, describeStatus, remedyFor, UNKNOWN_REMEDY } from './sentences';

const ACCEPTED_STATUS = 202;

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

/**
 * Judges what came back for one `POST /sms`. The only place that decides whether an SMS may be sent
 * again: LigueLead has no idempotency key, so whatever may have been accepted is `unknown`.
 *
 * Takes a response (status, headers, body) or the cause of its absence, and the time in milliseconds
 * since 1970. Returns one of five outcomes, the failures with a sentence, a remedy and details. Never
 * throws.
 */
export function judge(answer: RawAnswer, now: number): Outcome {
	return answer.kind === 'response'
		? judgeResponse(answer.response, now)
		: judgeCause(answer.cause);
}

function judgeResponse(response: HttpResponse, now: number): Outcome {
	const { status, body } = response;
	if (status === ACCEPTED_STATUS) {
		const campaignId = readCampaignId(body);
		if (campaignId !== undefined) return accept(campaignId, body as Record<string, unknown>);
	}
	if (status === 429) return throttled(response, now);
	// 408 comes from a gateway that gave up waiting; what it had passed on is not known.
	if (status >= 300 && status < 500 && status !== 408) return rejected(response);
	return unknownResponse(response);
}

function accept(campaignId: string, answer: Record<string, unknown>): Accepted {
	const acceptedAt = (answer.data as { accepted_at?: unknown }).accepted_at;
	return {
		outcome: 'accepted',
		campaignId,
		...(typeof acceptedAt === 'string' && { acceptedAt }),
		answer,
	};
}

function rejected(response: HttpResponse): Failed {
	const { status } = response;
	const reason = readReason(response.body);
	const redirect = status < 400;
	return {
		outcome: 'rejected',
		message: redirect
			? 'LigueLead answered with a redirect, which is not followed: the API token would travel with it'
			: `LigueLead refused the SMS (${status}): ${reason.text || describeStatus(status)}`,
		remedy: redirect ? "Check 'Base URL' of the credential." : remedyFor(status),
		details: describe('rejected', response, true),
	};
}

function throttled(response: HttpResponse, now: number): Failed {
	const retryAt = readRetryAt(response.headers, now);
	return {
		outcome: 'throttled',
		message: `LigueLead limits the rate of requests (429): ${readReason(response.body).text || 'too many requests'}`,
		remedy: "Try again later, lower Options → 'Parallel Requests', or raise 'Maximum Tries'.",
		details: describe('throttled', response, true),
		...(retryAt !== undefined && { retryAt }),
	};
}

function unknownResponse(response: HttpResponse): Failed {
	const { status } = response;
	const reason = readReason(response.body).text;
	return {
		outcome: 'unknown',
		message:
			status >= 200 && status < 300
				? `LigueLead answered ${status} without confirming a campaign`
				: `LigueLead answered ${status}${reason === '' ? '' : `: ${reason}`}`,
		remedy: UNKNOWN_REMEDY,
		details: describe('unknown', response, false),
	};
}

function judgeCause(cause: NetworkCause): Failed {
	const notSent = cause.status === undefined && isUnreachable(cause);
	const details: OutcomeDetails = {
		outcome: notSent ? 'unreachable' : 'unknown',
		...(cause.status !== undefined && { status: cause.status }),
		...(cause.code !== undefined && { code: cause.code }),
		safe_to_send_again: notSent,
		...(cause.text !== '' && { answer: cut(cause.text) }),
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
		message: `No whole answer came from LigueLead: ${describeCode(cause.code)}`,
		remedy: UNKNOWN_REMEDY,
		details,
	};
}

function isUnreachable({ code, syscall, text }: NetworkCause): boolean {
	if (code !== undefined && UNREACHABLE_CODES.has(code)) return true;
	if (syscall !== undefined && CONNECTING.has(syscall)) return true;
	// n8n's own protection against requests to internal addresses, where it is switched on.
	if (text.startsWith('The request was blocked because')) return true;
	// Node's sentence for a TLS handshake that was cut: the request had not been written yet.
	return text.includes('before secure TLS connection was established');
}
