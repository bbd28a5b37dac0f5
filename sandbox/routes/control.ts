import type { FastifyInstance } from 'fastify';
import type { SandboxControl, WebhookChange } from '../control';
import { errorAnswer, textError } from '../errors';
import type { FaultRule } from '../faultRule';
import type { DeliveryFilter } from '../outbox';
import type { RateLimitSettings } from '../rateLimit';
import { deliveryOutcomes, eventStatuses, type EventStatus } from '../types';
import { refuseStrangers } from './controlAccess';

const count = { type: 'integer', minimum: 0 };
const positive = { type: 'integer', minimum: 1 };

function strictObject(properties: Record<string, object>, required: string[] = []) {
	return { type: 'object', additionalProperties: false, properties, required };
}

// What goes together, and the names of the faults, are checked when a rule is queued.
const faultRule = strictObject({
	fault: { type: 'string' },
	times: positive,
	fraction: { type: 'number', minimum: 0, maximum: 1 },
	seed: { type: 'integer' },
	status: { type: 'integer' },
	headers: {
		type: 'object',
		additionalProperties: {
			anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
		},
	},
	body: {},
	accepts: { type: 'boolean' },
	size: positive,
	outcome: { enum: deliveryOutcomes },
	finalDelay: count,
});

const schemas = {
	latency: strictObject({ ms: count }, ['ms']),
	faults: {
		type: 'object',
		if: { required: ['faults'] },
		then: strictObject({ faults: { type: 'array', items: faultRule } }),
		else: faultRule,
	},
	rateLimit: strictObject({
		limit: count,
		windowMs: positive,
		concurrent: count,
		retryAfter: { type: 'boolean' },
	}),
	webhook: strictObject({
		url: { type: ['string', 'null'], format: 'uri' },
		delays: strictObject({ sent: count, final: count }),
		order: { enum: ['in-order', 'out-of-order'] },
		repeat: positive,
	}),
	post: strictObject(
		{
			phone: { type: 'string' },
			status: { enum: eventStatuses },
			postback_data: { type: 'string' },
		},
		['phone', 'status'],
	),
	page: strictObject({ offset: count, limit: positive }),
	deliveries: strictObject({
		message: { type: 'string' },
		campaignId: { type: 'string' },
		type: { enum: ['sms', 'voice', 'rcs'] },
	}),
};

function readRoutes(app: FastifyInstance, control: SandboxControl): void {
	app.get('/stats', async () => control.stats());
	app.get('/requests', async () => control.requests());
	app.get('/faults', async () => control.queuedFaults());
	app.get('/rate-limit', async () => control.rateLimit());
	app.get('/webhook', async () => control.webhook());
	app.get('/deliveries', { schema: { querystring: schemas.deliveries } }, async (request) =>
		Object.fromEntries(control.deliveries(request.query as DeliveryFilter)),
	);
	app.get('/campaigns', { schema: { querystring: schemas.page } }, async (request) =>
		control.campaigns(request.query as { offset?: number; limit?: number }),
	);
	app.get('/campaigns/:id/posts', async (request) =>
		control.posts((request.params as { id: string }).id),
	);
}

function writeRoutes(app: FastifyInstance, control: SandboxControl): void {
	app.post('/reset', async (_request, reply) => {
		control.reset();
		return reply.code(204).send();
	});
	app.put('/latency', { schema: { body: schemas.latency } }, async (request) => {
		control.setLatency((request.body as { ms: number }).ms);
		return request.body;
	});
	app.post('/faults', { schema: { body: schemas.faults } }, async (request) => {
		const body = request.body as FaultRule | { faults: FaultRule[] };
		control.queueFaults('faults' in body ? body.faults : [body]);
		return control.queuedFaults();
	});
	app.delete('/faults', async (_request, reply) => {
		control.clearFaults();
		return reply.code(204).send();
	});
	app.put('/rate-limit', { schema: { body: schemas.rateLimit } }, async (request) => {
		control.setRateLimit(request.body as Partial<RateLimitSettings>);
		return control.rateLimit();
	});
	app.post('/campaigns/:id/posts', { schema: { body: schemas.post } }, async (request) => {
		const { phone, status, postback_data } = request.body as {
			phone: string;
			status: EventStatus;
			postback_data?: string;
		};
		const { id } = request.params as { id: string };
		return { result: await control.postAgain(id, phone, status, postback_data) };
	});
	app.put('/webhook', { schema: { body: schemas.webhook } }, async (request) => {
		control.setWebhook(request.body as WebhookChange);
		return control.webhook();
	});
}

/** The control interface under /control: with a token, or else for this machine only. */
export async function controlRoutes(
	app: FastifyInstance,
	control: SandboxControl,
	token: string | undefined,
): Promise<void> {
	await app.register(
		async (routes) => {
			routes.addHook('onRequest', refuseStrangers(token));
			routes.setErrorHandler(async (error: Parameters<typeof errorAnswer>[0], _request, reply) => {
				if (error instanceof RangeError) return reply.code(400).send(textError(error.message));
				const { status, body } = errorAnswer(error);
				return reply.code(status).send(body);
			});
			// Some clients name a content type although they send no body.
			routes.addContentTypeParser('*', (_request, payload, done) => {
				payload.resume();
				done(null);
			});
			readRoutes(routes, control);
			writeRoutes(routes, control);
		},
		{ prefix: '/control' },
	);
}
