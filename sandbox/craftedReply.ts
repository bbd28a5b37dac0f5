import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import {
	controlCharacters,
	deepJson,
	drip,
	gzippedControlCharacters,
	reflectedHeaders,
	titles,
} from './craftedBody';
import { textError } from './errors';
import type { CraftedAction, FreeAnswer } from './fate';
import { redirectTarget } from './redirectTarget';
import type { SandboxState } from './state';

/**
 * Sends the head of an answer with a status below 200 and then nothing, until the client leaves.
 * A 101 without headers of its own says that the connection is a web socket from now on.
 */
export async function silence(
	state: SandboxState,
	reply: FastifyReply,
	status: number,
	headers: FreeAnswer['headers'] = {},
): Promise<FastifyReply> {
	await state.delay();
	const { socket } = reply.hijack().raw;
	const own = Object.entries(headers).flatMap(([name, value]) =>
		[value].flat().map((one) => `${name}: ${one}`),
	);
	const upgrade = status === 101 ? ['Connection: Upgrade', 'Upgrade: websocket'] : [];
	const lines = own.length > 0 ? own : upgrade;
	const start = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Unknown'}`;
	socket?.write([start, ...lines, '', ''].join('\r\n'), 'latin1');
	return reply;
}

function page(reply: FastifyReply, body: string): FastifyReply {
	return reply.type('text/html').send(body);
}

function reflectPage(reply: FastifyReply): FastifyReply {
	const lines = reflectedHeaders(reply.request.headers);
	const title = lines.filter((line) => line.startsWith('api-token')).join(' ');
	return page(
		reply,
		`<html><head><title>Bad request: ${title}</title></head><body><pre>\n${lines.join('\n')}\n</pre></body></html>\n`,
	);
}

/**
 * Gives an answer that is hard to read, or that misleads. `acceptedBody` is the documented answer
 * to an accepted request. Bodies without an end are made as they are read, and end when the
 * client leaves.
 */
export async function craftedReply(
	state: SandboxState,
	reply: FastifyReply,
	{ form, status, size }: CraftedAction,
	acceptedBody: object,
): Promise<FastifyReply> {
	if (status < 200) return silence(state, reply, status);
	const json = reply.code(status).type('application/json');
	switch (form) {
		case 'silence':
			return reply.hijack();
		case 'accepted-body':
			return json.send(acceptedBody);
		case 'control-characters':
			return json.send(controlCharacters(size));
		case 'gzipped-control-characters':
			return json.header('content-encoding', 'gzip').send(gzippedControlCharacters(size));
		case 'deep':
			return json.send(deepJson(size));
		case 'drip':
			return json.send(drip(size));
		case 'redirect':
			return reply.redirect(redirectTarget, status);
		case 'reflect-json':
			return json.send(textError(reflectedHeaders(reply.request.headers).join(', ')));
		case 'reflect-page':
			return reflectPage(reply);
		case 'refusal-with-id':
			return json.send({ ...acceptedBody, ...textError('Conflict'), message: 'Already accepted' });
		case 'titles':
			return page(reply, titles(size));
	}
}
