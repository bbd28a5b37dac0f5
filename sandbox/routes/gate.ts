import type { FastifyReply, FastifyRequest } from 'fastify';
import { textError } from '../errors';
import type { SandboxState } from '../state';

function setLimitHeaders(state: SandboxState, reply: FastifyReply, now: number): void {
	void reply.header('x-ratelimit-limit', state.limits.limit);
	void reply.header('x-ratelimit-remaining', state.window.remaining(now));
	void reply.header('x-ratelimit-reset', Math.ceil(state.window.resetAt(now) / 1000));
}

function count(
	state: SandboxState,
	request: FastifyRequest,
	reply: FastifyReply,
	at: number,
): void {
	const { method, url, headers } = request.raw;
	state.traffic.start({ method: method ?? '', url: url ?? '', at, headers });
	const { raw } = reply;
	raw.once('close', () => state.traffic.end(raw.headersSent ? String(raw.statusCode) : 'none'));
}

/**
 * What every request to the API meets first: it is counted, authenticated and held to the rate
 * limit. Requests without valid credentials do not use up the limit, which is per token.
 */
export function gate(state: SandboxState) {
	const { token, appId } = state.options;
	return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
		const now = Date.now();
		count(state, request, reply, now);
		const known = request.headers['api-token'] === token && request.headers['app-id'] === appId;
		const busy = state.traffic.concurrent > state.limits.concurrent;
		const allowed = known && !busy && state.window.take(now);
		setLimitHeaders(state, reply, now);
		if (allowed) return done();
		if (!known) return void reply.code(401).send(textError('Unauthorized'));
		if (state.limits.retryAfter) {
			const seconds = Math.ceil((state.window.resetAt(now) - now) / 1000);
			void reply.header('retry-after', Math.max(1, seconds));
		}
		void reply.code(429).send(textError('Too Many Requests'));
	};
}
