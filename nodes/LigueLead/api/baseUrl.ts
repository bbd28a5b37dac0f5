/** Where LigueLead's API answers (the guide, "Send SMS Message"). */
export const DEFAULT_BASE_URL = 'https://api.liguelead.com.br/v1';

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
