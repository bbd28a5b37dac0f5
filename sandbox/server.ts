import fastify, { type FastifyInstance } from 'fastify';
import { createControl, type SandboxControl } from './control';
import { redirectTarget } from './faultReply';
import { createValidator } from './openapi';
import { apiRoutes } from './routes/api';
import { controlRoutes } from './routes/control';
import { refuseForeignHosts } from './routes/hostCheck';
import { pageRoutes } from './routes/page';
import type { SandboxState } from './state';

function redirectRoute(app: FastifyInstance, state: SandboxState): void {
	app.all(redirectTarget, async (request, reply) => {
		const withToken = request.headers['api-token'] !== undefined;
		state.traffic.redirected.push({ method: request.method, withToken });
		return reply.send({ message: 'This is where a redirect led to; nothing was accepted.' });
	});
}

/**
 * The HTTP server of a sandbox, not yet listening, and the functions that control it. With
 * `localOnly`, it refuses requests that call it by a name that is not this machine's.
 */
export async function createServer(
	state: SandboxState,
	options: { bodyLimit: number; localOnly: boolean },
): Promise<{ app: FastifyInstance; control: SandboxControl }> {
	const app = fastify({ logger: false, forceCloseConnections: true, bodyLimit: options.bodyLimit });
	const strict = createValidator({ coerce: false });
	const coercing = createValidator({ coerce: true });
	app.setValidatorCompiler(({ schema, httpPart }) =>
		(httpPart === 'body' ? strict : coercing).compile(schema),
	);
	if (options.localOnly) app.addHook('onRequest', refuseForeignHosts);
	const control = createControl(state);
	await apiRoutes(app, state);
	await controlRoutes(app, control);
	redirectRoute(app, state);
	pageRoutes(app, state);
	return { app, control };
}
