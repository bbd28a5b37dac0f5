import type { AddressInfo } from 'node:net';
import type { SandboxControl } from './control';
import { isLoopbackName } from './loopback';
import { createServer } from './server';
import { SandboxState } from './state';

export type { SandboxControl, SandboxStats, SeenCampaign, SeenPost } from './control';
export type { FaultRule } from './faultQueue';
export { specialNumbersTable } from './specialNumbersTable';
export { specialNumbers, type FaultName, type SpecialNumber } from './specialNumbers';
export type { StatusEvent } from './statusEvent';

export interface SandboxOptions {
	/** Default 0: any free port. */
	port?: number;
	/**
	 * Default 127.0.0.1. While it is this machine's own, requests that call the sandbox by another
	 * name are refused.
	 */
	host?: string;
	token?: string;
	appId?: string;
	/** File of JSON lines that keeps the outbox across starts; default: memory only. */
	dataFile?: string;
	/** The account's URL for status events; loopback addresses only are posted to. */
	webhookUrl?: string;
	/** Milliseconds that its receiver has for the whole answer. Default 5000, as LigueLead has it. */
	webhookTimeoutMs?: number;
	/** Bytes of a JSON body, beyond which the answer is 413 (undocumented; the sandbox's choice: 1 MiB). */
	bodyLimit?: number;
	/** Whether the server alone keeps the process running; default false, for tests. */
	keepProcessAlive?: boolean;
}

export interface Sandbox {
	/** `http://127.0.0.1:<port>`; the outbox page is at its root. */
	url: string;
	/** Base URL of the API, `<url>/v1`. */
	apiUrl: string;
	token: string;
	appId: string;
	control: SandboxControl;
	/** Ends all connections, hanging ones too, and writes out the data file. */
	close(): Promise<void>;
}

/**
 * Starts a local LigueLead on a real port. Rejects when the port is taken or the data file
 * cannot be read and written.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { token = 'sandbox-token', appId = 'sandbox-app', host = '127.0.0.1' } = options;
	const { dataFile, webhookUrl, webhookTimeoutMs, bodyLimit = 1024 * 1024 } = options;
	const state = new SandboxState({
		token,
		appId,
		...(dataFile !== undefined && { dataFile }),
		...(webhookUrl !== undefined && { webhookUrl }),
		...(webhookTimeoutMs !== undefined && { webhookTimeoutMs }),
	});
	await state.open();
	const name = host.includes(':') ? `[${host}]` : host;
	const localOnly = isLoopbackName(name);
	const { app, control } = await createServer(state, { bodyLimit, localOnly });
	if (!options.keepProcessAlive) app.server.on('connection', (socket) => socket.unref());
	await app.listen({ port: options.port ?? 0, host });
	if (!options.keepProcessAlive) app.server.unref();
	const { port } = app.server.address() as AddressInfo;
	const url = `http://${name}:${port}`;
	return {
		url,
		apiUrl: `${url}/v1`,
		token,
		appId,
		control,
		close: async () => {
			await app.close();
			await state.close();
		},
	};
}
