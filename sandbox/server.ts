import fastify, { type FastifyInstance } from 'fastify';
import { createControl, type SandboxControl } from './control';
import { createValidator } from './openapi';
import { redirectTarget } from './redirectTarget';
import { apiRoutes } from './routes/api';
import { controlRoutes } from './routes/control';
import { refuseForeignHosts, type HostRule } from './routes/hostCheck';
import { pageRoutes } from './routes/page';
import type { SandboxState } from './state';

function redirectRoute(app: FastifyInstance, state: SandboxState): void {
	app.all(redirectTarget, async (request, reply) => {
		const withToken = request.headers['api-token'] !== undefined;
		state.traffic.redirected.push({ method: request.method, withToken });
		return reply.send({ message: 'This is where a redirect led to; nothing was accepted.' });
	});
}

export interface ServerOptions {
	bodyLimit: number;
	hosts: HostRule;
	/** Asked for by the control interface; without it, that one is for this machine only. */
	controlToken: string | undefined;
}

/**
 * The HTTP server of a sandbox, not yet listening, and the functions that control it.
 */
export async function createServer(
	state: SandboxState,
	options: ServerOptions,
): Promise<{ app: FastifyInstance; control: SandboxControl }> {
	const app = fastify({ logger: false, forceCloseConnections: true, bodyLimit: options.bodyLimit });
	const strict = createValidator({ coerce: false });
	const coercing = createValidator({ coerce: true });
	app.setValidatorCompiler(({ schema, httpPart }) =>
		(httpPart === 'body' ? strict : coercing).compile(schema),
	);
	app.addHook('onRequest', refuseForeignHosts(options.hosts));
	const control = createControl(state);
	await apiRoutes(app, state);
	await controlRoutes(app, control, options.controlToken);
	redirectRoute(app, state);
	pageRoutes(app, state, options.controlToken === undefined);
	return { app, control };
}
