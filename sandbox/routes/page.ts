import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { textError } from '../errors';
import {
	campaignRow,
	countAll,
	findCampaigns,
	isMoving,
	recipientRows,
	type CampaignQuery,
} from '../outboxView';
import { specialNumbers } from '../specialNumbers';
import type { SandboxState } from '../state';

const folder = join(import.meta.dirname, '..', 'outbox');
const tickMs = 300;

const types: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.svg': 'image/svg+xml',
};

const numbers = { type: 'integer', minimum: 0 };
const listQuery = {
	type: 'object',
	properties: {
		text: { type: 'string' },
		filter: {
			enum: ['all', 'flash', 'voice', 'rcs', 'faults', 'refused', 'pending', 'undelivered'],
		},
		page: numbers,
		size: { type: 'integer', minimum: 1, maximum: 200 },
	},
};
const detailQuery = {
	type: 'object',
	properties: { offset: numbers, limit: { type: 'integer', minimum: 1, maximum: 1000 } },
};

/** Serves the files of the page, which are read anew for each request. */
function fileRoutes(app: FastifyInstance): void {
	for (const file of readdirSync(folder)) {
		const url = file === 'index.html' ? '/' : `/outbox/${file}`;
		app.get(url, async (_request, reply) =>
			reply
				.type(types[extname(file)] ?? 'application/octet-stream')
				.header('content-security-policy', "default-src 'self'")
				.header('cache-control', 'no-cache')
				.send(await readFile(join(folder, file))),
		);
	}
}

function dataRoutes(app: FastifyInstance, state: SandboxState, showAccess: boolean): void {
	const { token, appId } = state.options;
	app.get('/outbox/access', async () => (showAccess ? { token, appId } : {}));
	app.get('/outbox/audio/:id', async (request, reply) => {
		const audio = state.audio.get(Number((request.params as { id: string }).id));
		if (audio === undefined) return reply.code(404).send(textError('No such audio file'));
		return reply.type(audio.type).send(audio.bytes);
	});
	app.get('/outbox/special-numbers', async () =>
		specialNumbers.map(({ action: _action, ...row }) => row),
	);
	app.get('/outbox/campaigns', { schema: { querystring: listQuery } }, async (request) =>
		findCampaigns(state.outbox.all, request.query as CampaignQuery, Date.now()),
	);
	app.get(
		'/outbox/campaigns/:id',
		{ schema: { querystring: detailQuery } },
		async (request, reply) => {
			const campaign = state.outbox.find((request.params as { id: string }).id);
			if (campaign === undefined) return reply.code(404).send(textError('No such campaign'));
			const { offset = 0, limit = 50 } = request.query as { offset?: number; limit?: number };
			const now = Date.now();
			return reply.send({
				...campaignRow(campaign, now),
				rows: recipientRows(campaign, offset, limit, now),
				webhook: campaign.plan.url,
			});
		},
	);
}

/** Sends the counters over Server-Sent Events whenever something has changed. */
function streamRoute(app: FastifyInstance, state: SandboxState): void {
	app.get('/outbox/stream', async (_request, reply) => {
		const { raw } = reply.hijack();
		raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
		let shown = -1;
		let moving = true;
		const tick = () => {
			const now = Date.now();
			const { all, version } = state.outbox;
			if (version === shown && !moving) return;
			shown = version;
			moving = isMoving(all, now);
			const counters = countAll(all, state.traffic.requests, now);
			raw.write(`data: ${JSON.stringify(counters)}\n\n`);
		};
		const timer = setInterval(tick, tickMs).unref();
		raw.once('close', () => clearInterval(timer));
		tick();
	});
}

/**
 * The outbox page at / and what it reads under /outbox. With `showAccess`, it shows what a
 * credential needs.
 */
export function pageRoutes(app: FastifyInstance, state: SandboxState, showAccess: boolean): void {
	fileRoutes(app);
	dataRoutes(app, state, showAccess);
	streamRoute(app, state);
}
