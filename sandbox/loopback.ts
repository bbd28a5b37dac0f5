const loopbackName = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** Whether the host part of a URL (IPv6 in brackets) names this machine. */
export function isLoopbackName(name: string): boolean {
	return loopbackName.test(name);
}

/** Whether a URL names this machine, so that status events never leave it. */
export function isLoopbackUrl(url: string): boolean {
	return URL.canParse(url) && isLoopbackName(new URL(url).hostname);
}

/** Whether the address of a socket is this machine's own. */
export function isLoopbackAddress(address: string | undefined): boolean {
	return address === '::1' || /^(?:::ffff:)?127\./.test(address ?? '');
}
