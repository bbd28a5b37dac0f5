import type { FastifyReply } from 'fastify';
import { craftedReply, silence } from './craftedReply';
import { fieldErrors, textError } from './errors';
import type { FaultAction, FreeAnswer, ThrottleHint } from './fate';
import { redirectTarget } from './redirectTarget';
import type { SandboxState } from './state';

const errorTexts: Readonly<Record<number, string>> = {
	400: 'Invalid request',
	401: 'Unauthorized',
	402: 'Insufficient credits',
	403: 'Forbidden',
	404: 'Not found',
	408: 'Request timeout',
	413: 'Payload too large',
	429: 'Too Many Requests',
	500: 'Internal server error',
	503: 'Service unavailable',
	504: 'Gateway timeout',
};

const gatewayPage =
	'<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n';

function throttleHeaders(reply: FastifyReply, hint: ThrottleHint): void {
	const now = Math.floor(Date.now() / 1000);
	if (hint === 'retry-after') void reply.header('retry-after', '1');
	if (hint === 'none') void reply.removeHeader('x-ratelimit-reset');
	else void reply.header('x-ratelimit-reset', String(now + 1));
	void reply.header('x-ratelimit-remaining', '0');
}

function answer(reply: FastifyReply, action: Extract<FaultAction, { do: 'answer' }>): FastifyReply {
	void reply.code(action.status);
	if (action.limit) throttleHeaders(reply, action.limit);
	if (action.body === 'html') return reply.type('text/html').send(gatewayPage);
	if (action.body === 'list') {
		return reply.send(fieldErrors([{ field: 'phones.0', message: 'is not accepted' }]));
	}
	return reply.send(textError(errorTexts[action.status] ?? 'Unknown'));
}

function cutOff(reply: FastifyReply, acceptedBody: object): void {
	const text = JSON.stringify(acceptedBody);
	const { raw } = reply.hijack();
	raw.writeHead(202, { 'content-type': 'application/json', 'content-length': text.length });
	raw.write(text.slice(0, text.length / 2), () => raw.socket?.destroy());
}

function withoutCampaignId(acceptedBody: object): object {
	return { ...acceptedBody, data: { accepted_at: new Date().toISOString() } };
}

async function freeAnswer(
	state: SandboxState,
	reply: FastifyReply,
	{ status, headers, body }: FreeAnswer,
): Promise<FastifyReply> {
	if (status < 200) return silence(state, reply, status, headers);
	void reply.code(status);
	if (typeof body !== 'string' && body !== undefined) void reply.type('application/json');
	void reply.headers(headers);
	return reply.send(typeof body === 'string' ? body : JSON.stringify(body));
}

/**
 * Answers a request, or does not, as a fault demands. `acceptedBody` is the documented answer to
 * an accepted request, of which some faults send a part.
 */
export async function replyWithFault(
	state: SandboxState,
	reply: FastifyReply,
	action: FaultAction,
	acceptedBody: object,
): Promise<FastifyReply> {
	switch (action.do) {
		case 'answer':
			return answer(reply, action);
		case 'throttle-once':
			return answer(reply, { do: 'answer', status: 429, body: 'text', limit: 'retry-after' });
		case 'redirect':
			return reply.redirect(redirectTarget, action.status);
		case 'hang':
			return reply.hijack();
		case 'reset':
			await state.delay();
			reply.hijack().raw.socket?.resetAndDestroy();
			return reply;
		case 'cut-off':
			await state.delay();
			cutOff(reply, acceptedBody);
			return reply;
		case 'accept':
			void reply.code(202).type('application/json');
			if (action.body === 'not-json') return reply.send('{"message": "SMS accepted succ');
			return reply.send(
				action.body === 'no-campaign-id' ? withoutCampaignId(acceptedBody) : acceptedBody,
			);
		case 'craft':
			return craftedReply(state, reply, action, acceptedBody);
		case 'free':
			return freeAnswer(state, reply, action);
		case 'deliver':
			return reply.code(202).send(acceptedBody);
	}
}
