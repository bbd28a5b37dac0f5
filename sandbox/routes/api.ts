import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorAnswer, textError } from '../errors';
import { documentedRoutes, type DocumentedRoute } from '../openapi';
import { rcsAgents, rcsTemplates } from '../rcs';
import type { SandboxState } from '../state';
import { gate } from './gate';
import { sendRcs, sendSms, sendVoice } from './sends';
import {
	createVoiceUpload,
	getVoiceUpload,
	listVoiceUploads,
	readUploadForm,
} from './voiceUploads';

const prefix = '/v1';
const maxUploadBytes = 50 * 1024 * 1024;

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

function handlers(state: SandboxState): Record<string, Handler> {
	return {
		sendSms: sendSms(state),
		sendVoice: sendVoice(state),
		sendRcs: sendRcs(state),
		listRcsAgents: async () => rcsAgents(state.options.appId),
		listRcsTemplates: async () => rcsTemplates,
		listVoiceUploads: listVoiceUploads(state),
		createVoiceUpload: createVoiceUpload(state),
		getVoiceUpload: getVoiceUpload(state),
	};
}

function addRoute(api: FastifyInstance, route: DocumentedRoute, handler: Handler | undefined) {
	if (handler === undefined) throw new Error(`No handler for operation ${route.operationId}`);
	api.route({
		method: route.method,
		url: route.url.slice(prefix.length),
		schema: route.schema,
		...(route.mediaType === 'multipart/form-data' && { preValidation: readUploadForm }),
		handler,
	});
}

/** LigueLead's API under /v1, each operation as the OpenAPI document has it. */
export async function apiRoutes(app: FastifyInstance, state: SandboxState): Promise<void> {
	await app.register(
		async (api) => {
			await api.register(multipart, {
				limits: { fileSize: maxUploadBytes },
				throwFileSizeLimit: false,
			});
			api.addHook('onRequest', gate(state));
			api.addHook('onSend', (_request, _reply, _payload, done) => {
				if (state.latencyMs === 0) return done();
				void state.delay().then(() => done());
			});
			api.setErrorHandler(async (error: Parameters<typeof errorAnswer>[0], _request, reply) => {
				const { status, body } = errorAnswer(error);
				return reply.code(status).send(body);
			});
			api.setNotFoundHandler(async (_request, reply) =>
				reply.code(404).send(textError('Not found')),
			);
			const operations = handlers(state);
			for (const route of documentedRoutes()) addRoute(api, route, operations[route.operationId]);
		},
		{ prefix },
	);
}
