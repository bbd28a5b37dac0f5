/** What a status says about a request to send. */
export interface Verdict {
	readonly outcome: 'rejected' | 'throttled' | 'unknown';
	/** Why, and who answers so. */
	readonly why: string;
	/** What it means, in words for a user; the answer's own reason goes before it. */
	readonly meaning?: string;
}

const rejected = (why: string, meaning?: string): Verdict => ({
	outcome: 'rejected',
	why,
	...(meaning !== undefined && { meaning }),
});
const unknown = (why: string): Verdict => ({ outcome: 'unknown', why });

const MOVED = 'the address has moved';
const TOO_LARGE = 'the request is too large';

/**
 * The statuses that say for certain that nothing was queued, and those that look so and do not.
 * LigueLead answers through AWS (CloudFront, API Gateway, a load balancer); between it and n8n there
 * may be others' gateways. A status that stands nowhere here is unknown: see `verdictOn`.
 */
export const STATUSES: Readonly<Record<number, Verdict>> = {
	301: rejected('RFC 9110: the address has moved for good; said before anything is done', MOVED),
	302: rejected('RFC 9110: moved for now; logins, captive portals and wrong hosts say so', MOVED),
	303: unknown('RFC 9110: the request was carried out, its result is elsewhere'),
	307: rejected('RFC 9110: the same request is to be made elsewhere, so not here', MOVED),
	308: rejected('RFC 9110: the same request is to be made elsewhere, so not here', MOVED),

	400: rejected(
		'LigueLead, and any gateway, of a request it will not read',
		'the request is invalid',
	),
	401: rejected('LigueLead: checked before all else', 'the credentials are not known'),
	402: rejected('LigueLead: no credit, so nothing can be queued', 'the account has no credit left'),
	403: rejected(
		'LigueLead, a firewall (AWS WAF, Cloudflare) or API Gateway: not let in',
		'the account may not do this',
	),
	404: rejected(
		'LigueLead, API Gateway, nginx: nobody there to take it',
		'there is no such address',
	),
	405: rejected('a router, before anything is done', 'there is no such address'),
	406: unknown('frameworks may say so after the request was carried out, of its answer'),
	407: rejected("a company's proxy, which passes nothing on", 'a proxy asks for credentials'),
	408: unknown('a gateway gave up waiting; what it had passed on, nobody knows'),
	409: unknown('a duplicate may be refused so, whose first copy was accepted'),
	410: rejected('as 404, for good', 'there is no such address'),
	411: rejected('any server: refused by its headers', 'the request has no length'),
	412: rejected('any server: conditions are looked at before anything is done'),
	413: rejected('nginx, API Gateway, LigueLead: too much to be read', TOO_LARGE),
	414: rejected('any server: refused by its first line', TOO_LARGE),
	415: rejected('any server: a body it does not read'),
	417: rejected('any server: refused by its headers'),
	421: rejected('CloudFront, nginx: a host that is not served here'),
	422: rejected('LigueLead: fields that are not valid', 'the request cannot be processed'),
	425: rejected('RFC 8470: refused because it might be a replay; nothing was done'),
	426: rejected('any server: refused by its protocol'),
	428: rejected('RFC 6585: refused before anything is done'),
	429: { outcome: 'throttled', why: 'LigueLead, API Gateway: turned away at the door' },
	431: rejected('any server: refused by its headers', TOO_LARGE),
	444: unknown('nginx closes the connection without an answer; whoever reports that knows no more'),
	451: rejected(
		'CloudFront, Cloudflare: not let in, for legal reasons',
		'the account may not do this',
	),
	460: unknown('AWS load balancer: the caller went away while the request was under way'),
	463: rejected('AWS load balancer: too many addresses in X-Forwarded-For; passed to nobody'),
	464: rejected('AWS load balancer: a protocol that its target does not speak; passed to nobody'),
	494: rejected('nginx, CloudFront: refused by its headers', TOO_LARGE),
	495: rejected("nginx: the caller's certificate is not valid; read no further"),
	496: rejected('nginx: the caller has no certificate; read no further'),
	497: rejected('nginx: plain HTTP on a port for HTTPS; read no further'),
	499: unknown('nginx: the caller went away while the request was under way'),
};

const UNLISTED: ReadonlyArray<readonly [from: number, verdict: Verdict]> = [
	// Cloudflare's 520 to 526 and 530 are among them, and the AWS load balancer's 561. Some of these say
	// that nobody was reached, but of the last of several tries that the gateway may have made.
	[500, unknown('something broke, before or after the request was queued')],
	[400, unknown('nobody documents that it is said before anything is done')],
	[300, unknown('a redirect that does not say that nothing was done')],
	[200, unknown('done, perhaps, but no campaign is confirmed')],
];

const NOT_FINAL = unknown('the exchange ended before a final answer');

/**
 * Tells what a status says about a request to send, if its answer confirms no campaign. Takes any
 * number; returns the row of the table, or that of its hundred, which is unknown.
 */
export function verdictOn(status: number): Verdict {
	const row = Object.hasOwn(STATUSES, status) ? STATUSES[status] : undefined;
	return row ?? UNLISTED.find(([from]) => status >= from)?.[1] ?? NOT_FINAL;
}
