import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import type { Sandbox, StatusEvent } from '../../sandbox';
import { componentSchema, createValidator } from '../../sandbox/openapi';

export const mobile = '11987654321';

/** A client with the sandbox's credentials that takes any status and follows no redirect. */
export function clientOf({ apiUrl, token, appId }: Sandbox): AxiosInstance {
	return axios.create({
		baseURL: apiUrl,
		headers: { 'api-token': token, 'app-id': appId },
		validateStatus: () => true,
		maxRedirects: 0,
		proxy: false,
	});
}

export function sms(phones: string[] = [mobile], more: object = {}): object {
	return { message: 'Olá!', phones, ...more };
}

/** The fields named in an error of the list form; undefined for any other body. */
export function fieldsOf({ data }: AxiosResponse): string[] | undefined {
	if (!Array.isArray(data?.error)) return undefined;
	return data.error.map((entry: { field: string }) => entry.field);
}

const validator = createValidator({ coerce: false });

/** What the OpenAPI document has against a body; an empty list when it conforms. */
export function violations(schema: string, body: unknown): unknown[] {
	const validate = validator.compile(componentSchema(schema));
	validate(body);
	return validate.errors ?? [];
}

export interface Receiver {
	url: string;
	events: StatusEvent[];
	/** Milliseconds that the first event waits before it counts as received. */
	delayFirst: number;
	close(): void;
}

const answerOk = (response: ServerResponse): unknown => response.writeHead(200).end();

/** A server that collects status events. */
export async function startReceiver(answer = answerOk): Promise<Receiver> {
	const events: StatusEvent[] = [];
	let requests = 0;
	const server: Server = createServer(async (request, response) => {
		let text = '';
		for await (const chunk of request) text += chunk;
		const wait = requests++ === 0 ? receiver.delayFirst : 0;
		await new Promise((resolve) => setTimeout(resolve, wait));
		events.push(JSON.parse(text));
		answer(response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	server.unref();
	const { port } = server.address() as AddressInfo;
	const close = () => {
		server.close();
		server.closeAllConnections();
	};
	const receiver: Receiver = {
		url: `http://127.0.0.1:${port}/events`,
		events,
		delayFirst: 0,
		close,
	};
	return receiver;
}
