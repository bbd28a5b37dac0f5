import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { textError } from '../errors';
import { isLoopbackAddress } from '../loopback';

/** Header that carries the token of the control interface. */
export const controlTokenHeader = 'control-token';

const digest = (text: string) => createHash('sha256').update(text).digest();

function isSame(given: string | string[] | undefined, token: string): boolean {
	return typeof given === 'string' && timingSafeEqual(digest(given), digest(token));
}

/**
 * Refuses pages of other sites that a browser shows, and: without a token, other machines; with
 * one, whoever does not send it.
 */
export function refuseStrangers(token: string | undefined) {
	return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
		const { origin, host } = request.headers;
		const foreign = origin !== undefined && origin !== `http://${host}`;
		const near = token !== undefined || isLoopbackAddress(request.socket.remoteAddress);
		if (foreign || !near) {
			return reply.code(403).send(textError('The control interface is for this machine only'));
		}
		if (token === undefined || isSame(request.headers[controlTokenHeader], token)) return undefined;
		const message = `The control interface needs the header ${controlTokenHeader}, with the token that the sandbox printed when it started`;
		return reply.code(401).send(textError(message));
	};
}
