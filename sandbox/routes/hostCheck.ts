import type { FastifyReply, FastifyRequest } from 'fastify';
import { textError } from '../errors';
import { isLoopbackName } from '../loopback';

const refusal =
	'This sandbox is called as localhost, 127.0.0.1 or [::1] only. Start it with another --host to call it by another name.';

/**
 * Refuses requests for any host but this machine. A page of another site whose name was made to
 * resolve to 127.0.0.1 (DNS rebinding) could otherwise read the outbox and use the control interface.
 */
export async function refuseForeignHosts(
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<unknown> {
	const name = request.headers.host?.replace(/:\d*$/, '');
	if (name !== undefined && isLoopbackName(name)) return undefined;
	return reply.code(403).send(textError(refusal));
}
