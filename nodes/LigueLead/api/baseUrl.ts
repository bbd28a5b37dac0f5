import { API_URL } from '../apiUrl';

export const DEFAULT_BASE_URL = API_URL;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a host name, as `URL.hostname` spells it, is this very machine (RFC 6761, RFC 1122). */
export function isLoopback(hostname: string): boolean {
	return LOOPBACK.test(hostname);
}

/**
 * Reads the credential's Base URL.
 *
 * Takes the raw field; empty means the default. Returns `{url}` without a trailing slash, or
 * `{url: '', problem}` with a sentence for the user: no URL, or a scheme that would send the token
 * in the clear (anything but HTTPS, loopback excepted).
 */
export function checkBaseUrl(value: unknown): { url: string; problem?: string } {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '') return { url: DEFAULT_BASE_URL };
	if (!URL.canParse(text)) {
		return {
			url: '',
			problem: `'Base URL' of the LigueLead API credential is not a URL. Use ${DEFAULT_BASE_URL}`,
		};
	}
	const url = new URL(text);
	const local = url.protocol === 'http:' && isLoopback(url.hostname);
	if (url.protocol !== 'https:' && !local) {
		return {
			url: '',
			problem: `'Base URL' of the LigueLead API credential must start with https://, because the API token travels with each request. Use ${DEFAULT_BASE_URL}`,
		};
	}
	return { url: text.replace(/\/+$/, '') };
}

/**
 * Checks whether a request goes to the API, so that the token may travel with it: to the origin of the
 * Base URL, and to a path below its own.
 *
 * Takes a checked Base URL and the request's `baseURL`, and `url` or `uri`, as n8n has them. Returns a
 * sentence for the user, if it does not.
 */
export function checkTarget(baseUrl: string, request: object): string | undefined {
	const { baseURL, url, uri } = request as Record<string, unknown>;
	const paths = [url, uri].filter((one) => one !== undefined);
	const targets = (paths.length > 0 ? paths : ['']).flatMap((one) => joined(baseURL, one));
	if (targets.every((target) => isBelow(baseUrl, target))) return undefined;
	return `The LigueLead API credential is for requests to ${baseUrl} only, and this one goes elsewhere. Correct its URL, or 'Base URL' of the credential.`;
}

// n8n joins the two as a browser does for one thing and as axios does for another: both count.
function joined(base: unknown, path: unknown): string[] {
	const text = String(path);
	if (base === undefined || base === '') return [text];
	const start = String(base);
	const resolved = URL.canParse(text, start) ? [new URL(text, start).href] : [''];
	if (/^([a-z][a-z\d+.-]*:)?\/\//i.test(text)) return [text, ...resolved];
	return [`${start.replace(/\/+$/, '')}/${text.replace(/^\/+/, '')}`];
}

function isBelow(baseUrl: string, target: string): boolean {
	if (!URL.canParse(target)) return false;
	const base = new URL(baseUrl);
	const { origin, pathname, username, password } = new URL(target);
	const folder = base.pathname.replace(/\/+$/, '');
	const below = pathname === folder || pathname.startsWith(`${folder}/`);
	return (
		origin === base.origin && below && username === base.username && password === base.password
	);
}
