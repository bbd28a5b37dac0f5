import type { Failed, NotSent } from './outcome';
import { notSent } from './outcome';

/** What a status of refusal means, where the API gives no reason of its own. */
export function describeStatus(status: number): string {
	const names: Record<number, string> = {
		400: 'the request is invalid',
		401: 'the credentials are not known',
		402: 'the account has no credit left',
		403: 'the account may not do this',
		404: 'there is no such address',
		413: 'the request is too large',
		422: 'the request cannot be processed',
	};
	return names[status] ?? 'no reason given';
}

/** What the user can do about a status of refusal. */
export function remedyFor(status: number): string {
	switch (status) {
		case 401:
			return "Check 'API Token' and 'App ID' of the credential: LigueLead shows them in the client area under Integrations → API Token.";
		case 402:
			return 'Buy credit in the LigueLead client area, then try again.';
		case 403:
			return 'Ask LigueLead whether the account may send SMS through the API.';
		case 404:
			return "Check 'Base URL' of the credential.";
		case 413:
			return 'Send to fewer recipients at once, or shorten the message.';
		default:
			return 'Correct what LigueLead names, then try again.';
	}
}

/** What a network failure's code means, in words. */
export function describeCode(code: string | undefined): string {
	const sentences: Record<string, string> = {
		ECONNREFUSED: 'the connection was refused',
		ENOTFOUND: 'the host name is not known',
		EAI_AGAIN: 'the host name could not be looked up',
		ENETUNREACH: 'there is no route to the host',
		EHOSTUNREACH: 'there is no route to the host',
		ECONNRESET: 'the connection was cut before an answer came',
		ECONNABORTED: 'the time ran out',
		ETIMEDOUT: 'the time ran out',
		ERR_BAD_RESPONSE: 'the answer was cut off',
		ERR_CANCELED: 'the execution was cancelled while the request was on its way',
	};
	if (code !== undefined && sentences[code] !== undefined) return sentences[code];
	if (code?.includes('CERT') || code?.includes('SIGNATURE') || code?.includes('SSL')) {
		return 'its certificate is not valid';
	}
	return 'the connection ended';
}

/** What to do where nobody knows whether an SMS went out. */
export const UNKNOWN_REMEDY =
	"The SMS may have been sent all the same, so it is not sent again. Look for the campaign in LigueLead's client area. Options → 'If the Outcome Is Unknown' decides what a retry does.";

/** The outcome of a request that was started and of which nothing more is known. */
export const UNANSWERED: Failed = {
	outcome: 'unknown',
	message: 'The request to LigueLead was started, and its answer was never recorded',
	remedy: UNKNOWN_REMEDY,
	details: { outcome: 'unknown', safe_to_send_again: false },
};

/** The outcome of a campaign that was still waiting when the run was stopped or cancelled. */
export const NOT_STARTED: NotSent = notSent(
	'The SMS was not sent: the run ended before its turn',
	'Try again: a retry of the execution sends what was not sent.',
);
