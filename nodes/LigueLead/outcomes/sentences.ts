import { API_URL } from '../apiUrl';
import type { Failed, NotSent } from './outcome';
import { notSent } from './outcome';

/** What the user can do about a refusal. Takes the status and the reason that came with it. */
export function remedyFor(status: number, reason: string): string {
	switch (status) {
		case 401:
			return "Check 'API Token' and 'App ID' of the credential: LigueLead shows them in the client area under Integrations → API Token.";
		case 402:
			return 'Buy credit in the LigueLead client area, then try again.';
		case 403:
			// API Gateway's words for an address that does not exist.
			if (/missing authentication token/i.test(reason)) return NO_API;
			return 'Ask LigueLead whether the account may send this through the API.';
		case 404:
		case 405:
		case 410:
			return NO_API;
		case 407:
			return 'Check the proxy settings of this n8n.';
		case 413:
		case 414:
			return 'Send to fewer recipients at once, or shorten the message.';
		default:
			if (status < 400) return `Check 'Base URL' of the credential. LigueLead's is ${API_URL}.`;
			return 'Correct what LigueLead names, then try again.';
	}
}

const NO_API = `No LigueLead API answers at this Base URL. Use ${API_URL}.`;

/** What a network failure's code means, in words. */
export function describeCode(code: string | undefined): string {
	if (code !== undefined && Object.hasOwn(CODES, code)) return CODES[code] as string;
	if (code?.includes('CERT') || code?.includes('SIGNATURE') || code?.includes('SSL')) {
		return 'its certificate is not valid';
	}
	return 'the connection ended';
}

const CODES: Readonly<Record<string, string>> = {
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

/** A duration in milliseconds as a user would say it: "30 s", "400 ms". */
export function describeTime(milliseconds: number): string {
	return milliseconds < 1_000
		? `${milliseconds} ms`
		: `${Number((milliseconds / 1_000).toFixed(1))} s`;
}

/** What to do if nobody knows whether a campaign went out. */
export const UNKNOWN_REMEDY =
	"It may have been sent, so the node does not send it again by itself. Check by hand: look for the campaign in LigueLead's client area. Options → 'Resend if Unconfirmed' decides what a retry does.";

/** The outcome of a request that was started and never answered. */
export const UNANSWERED: Failed = unanswered();

/** The same, with what is known of the reason. */
export function unanswered(reason = ''): Failed {
	return {
		outcome: 'unknown',
		message: 'The request to LigueLead was started, and its answer was never recorded',
		remedy: UNKNOWN_REMEDY,
		details: {
			outcome: 'unknown',
			safe_to_send_again: false,
			...(reason !== '' && { answer: reason }),
		},
	};
}

/** The outcome of what an earlier run had on its way when it ended, or got no clear answer for. */
export const IN_DOUBT: Failed = {
	...unanswered(),
	message:
		'An earlier execution with the same text and recipients did not end well, and LigueLead may have accepted this message then',
};

/** The outcome of an item that an earlier run has sent to some of its recipients. */
export const PARTLY_SENT: Failed = {
	...unanswered(),
	message:
		'An earlier execution with the same text and recipients has sent this message to some of them, and nobody knows to whom',
	remedy:
		"Look for its campaigns in LigueLead's client area, and send to the recipients that are missing there in an item of their own. It is not sent again for a day.",
};

/** The outcome of a campaign that was still waiting when the run ended. */
export const NOT_STARTED: NotSent = notSent(
	'It was not sent: the run ended before its turn',
	'Try again: a retry of the execution sends what was not sent.',
);
