import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { textError } from '../errors';
import { isLoopbackName } from '../loopback';

/** Under which hosts a sandbox may be called. */
export interface HostRule {
	allows(name: string): boolean;
	/** What a caller under another host is told. */
	refusal: string;
}

/** For a sandbox that listens on loopback. */
export const loopbackOnly: HostRule = {
	allows: isLoopbackName,
	refusal:
		'This sandbox is called as localhost, 127.0.0.1 or [::1] only. Start it with another --host to call it by another name.',
};

/**
 * For a sandbox that other machines reach: an IP address, loopback, this machine's own name, and
 * the names given. No page can make an IP address its own name by DNS.
 */
export function knownHosts(names: readonly string[]): HostRule {
	const known = new Set([hostname(), ...names].map((name) => name.toLowerCase()));
	return {
		allows: (name) =>
			isLoopbackName(name) ||
			isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0 ||
			known.has(name.toLowerCase()),
		refusal:
			'This sandbox is not known by that name. Call it by an IP address or localhost, or start it with --allow-host and the name.',
	};
}

/**
 * Refuses requests for any other host. A page of another site whose name was made to resolve to
 * this machine (DNS rebinding) could otherwise read the outbox and use the control interface.
 */
export function refuseForeignHosts({ allows, refusal }: HostRule) {
	return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
		const name = request.headers.host?.replace(/:\d*$/, '');
		if (name !== undefined && allows(name)) return undefined;
		return reply.code(403).send(textError(refusal));
	};
}
