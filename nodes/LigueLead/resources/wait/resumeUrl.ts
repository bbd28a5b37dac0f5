import { isLoopback } from '../../api/baseUrl';

/** Why an execution cannot wait for LigueLead to call it, and the way out. */
export interface WaitProblem {
	readonly message: string;
	readonly remedy: string;
}

// LigueLead's own integration takes webhook URLs of at most 512 characters.
const MAX_LENGTH = 512;

// RFC 1122, RFC 1918, RFC 3927, RFC 6598, RFC 4193, RFC 4291, and names that only a local network resolves.
const PRIVATE_HOST =
	/^((0|10|127|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.[\d.]+|\[(f[cd]|fe[89ab]|::).*|[^.[]+|.*\.(local|localhost|internal|lan|home\.arpa))$/i;

/**
 * Checks whether LigueLead can call an execution's resume URL. Takes the URL and whether the API is
 * on this machine (the sandbox), which calls loopback addresses only. Returns the problem, if any.
 */
export function checkResumeUrl(url: string, apiIsLocal: boolean): WaitProblem | undefined {
	if (!/^https?:/i.test(url) || !URL.canParse(url) || url.includes('__UNKNOWN__')) {
		return {
			message: 'This execution has no resume URL that LigueLead could report the delivery to',
			remedy: "Run it as a workflow of its own, or use 'Send' and the LigueLead Trigger.",
		};
	}
	if (url.length > MAX_LENGTH) {
		return {
			message: `The resume URL of this execution has ${url.length} characters, and LigueLead takes at most ${MAX_LENGTH}`,
			remedy: "Shorten n8n's environment variable WEBHOOK_URL.",
		};
	}
	const { hostname } = new URL(url);
	// A dot at the end is DNS's mark of a complete name.
	const name = hostname.replace(/\.$/, '');
	if (apiIsLocal) return isLoopback(hostname) ? undefined : notOfThisMachine(hostname);
	if (!isLoopback(hostname) && !PRIVATE_HOST.test(name)) return undefined;
	return {
		message: `LigueLead cannot reach the resume URL of this execution: ${hostname} is a local address`,
		remedy:
			"Set n8n's environment variable WEBHOOK_URL to its public https address and restart n8n.",
	};
}

function notOfThisMachine(hostname: string): WaitProblem {
	return {
		message: `The sandbox posts to this machine only, and the resume URL of this execution is at ${hostname}`,
		remedy: "Unset n8n's environment variable WEBHOOK_URL while you try things with the sandbox.",
	};
}
