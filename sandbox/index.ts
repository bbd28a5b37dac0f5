import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { SandboxControl } from './control';
import { isLoopbackName } from './loopback';
import { knownHosts, loopbackOnly } from './routes/hostCheck';
import { createServer } from './server';
import { SandboxState } from './state';

export type { SandboxControl, SandboxStats, SeenCampaign, SeenPost } from './control';
export { craftedFaults, type CraftedFault, type CraftedName } from './craftedFaults';
export type { FaultRule } from './faultRule';
export { specialNumbersTable } from './specialNumbersTable';
export { specialNumbers, type FaultName, type SpecialNumber } from './specialNumbers';
export type { StatusEvent } from './statusEvent';

export interface SandboxOptions {
	/** Default 0: any free port. */
	port?: number;
	/**
	 * Default 127.0.0.1. While it is this machine's own, requests that call the sandbox by another
	 * name are refused; else those by a name that is neither the machine's nor in `allowedHosts`.
	 */
	host?: string;
	/** Names that other machines call it by, without a port. */
	allowedHosts?: readonly string[];
	/** Token that the control interface asks for. Default: none on loopback, else a random one. */
	controlToken?: string;
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
	/** Undefined if the control interface asks for none. */
	controlToken: string | undefined;
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
	const { allowedHosts = [], controlToken = localOnly ? undefined : randomUUID() } = options;
	const hosts = localOnly ? loopbackOnly : knownHosts([name, ...allowedHosts]);
	const { app, control } = await createServer(state, { bodyLimit, hosts, controlToken });
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
		controlToken,
		control,
		close: async () => {
			await app.close();
			await state.close();
		},
	};
}
