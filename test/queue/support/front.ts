import axios from 'axios';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call that was passed on, and its answer. */
export interface Passed {
	path: string;
	status: number;
	body: string;
}

/** What stands before n8n's processes at the address that WEBHOOK_URL names, as a proxy does. */
export interface Front {
	url: string;
	/** Where calls are passed on to, in turn. */
	targets: string[];
	/** All that was passed on, in the order of the answers. */
	passed: Passed[];
	stop(): Promise<void>;
}

/** Starts it on a free port of this machine; it answers 502 until it has a target that answers. */
export async function startFront(): Promise<Front> {
	let calls = 0;
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		const path = request.url ?? '';
		const target = front.targets[calls++ % front.targets.length] ?? '';
		const answer = await axios
			.request<string>({
				url: `${target}${path}`,
				method: request.method ?? 'GET',
				headers: { 'content-type': request.headers['content-type'] ?? 'application/json' },
				data: Buffer.concat(chunks),
				responseType: 'text',
				transformResponse: (text: string) => text,
				validateStatus: () => true,
				proxy: false,
			})
			.catch(() => ({ status: 502, data: '' }));
		front.passed.push({ path, status: answer.status, body: answer.data });
		response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.data);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const front: Front = {
		url: `http://127.0.0.1:${port}`,
		targets: [],
		passed: [],
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return front;
}
