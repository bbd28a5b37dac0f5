import axios, { AxiosError } from 'axios';
import type { AxiosInstance } from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';
import { credentials } from './rest/credentials';
import { dataTables } from './rest/dataTables';
import { executions } from './rest/executions';
import { workflows } from './rest/workflows';
import type { Login, WebhookAnswer } from './types';

const REGISTRATION_MS = 10_000;

/** What a client calls itself; n8n ties its session cookie to it. */
export const BROWSER_ID = 'n8n-nodes-liguelead';

/** An n8n, driven through the same REST interface as its editor. */
export type N8nClient = ReturnType<typeof resume>;

/**
 * Logs in to an n8n; makes its owner first if it has none. n8n allows five logins in a few
 * minutes: share the client's `session` if many parts need one.
 *
 * @param url of a running n8n, without a slash at the end
 * @param login the owner's address and password
 * @throws Error when the password is not the owner's, or after too many logins
 */
export async function connect(url: string, login: Login): Promise<N8nClient> {
	return resume(url, await logIn(open(url), login));
}

/**
 * Goes on with a session that another client has opened.
 *
 * @param url of a running n8n, without a slash at the end
 * @param session a client's `session`
 * @returns a client. Its methods throw an Error with the method, the path, the status and n8n's
 *   own message when n8n refuses
 */
export function resume(url: string, session: string) {
	const http = open(url);
	http.defaults.headers.common.Cookie = session;
	return {
		url,
		session,
		...workflows(http),
		...executions(http),
		...credentials(http),
		...dataTables(http),
	};
}

/**
 * Calls a workflow's production webhook, waiting a moment for one that has just been activated.
 *
 * @param url of the n8n
 * @param path the Webhook node's path
 * @param body sent as JSON
 * @returns the status, whatever it is, and the body as it came
 */
export async function callWebhook(
	url: string,
	path: string,
	body: unknown,
): Promise<WebhookAnswer> {
	const deadline = Date.now() + REGISTRATION_MS;
	for (;;) {
		const { status, data } = await axios.post<unknown>(`${url}/webhook/${path}`, body, {
			proxy: false,
			validateStatus: () => true,
		});
		if (status !== 404 || Date.now() > deadline) return { status, body: data };
		await sleep(100);
	}
}

function open(url: string): AxiosInstance {
	const http = axios.create({
		baseURL: `${url}/rest`,
		proxy: false,
		headers: { 'browser-id': BROWSER_ID },
	});
	http.interceptors.response.use(undefined, (error: unknown) => Promise.reject(readable(error)));
	return http;
}

async function logIn(http: AxiosInstance, login: Login): Promise<string> {
	const settings = await http.get<{ data: Settings }>('/settings');
	const fresh = settings.data.data.userManagement.showSetupOnFirstLoad === true;
	const { headers } = fresh
		? await http.post('/owner/setup', { ...login, firstName: 'Demo', lastName: 'Owner' })
		: await http.post('/login', { emailOrLdapLoginId: login.email, password: login.password });
	return (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
}

interface Settings {
	userManagement: { showSetupOnFirstLoad?: boolean };
}

function readable(error: unknown): unknown {
	if (!(error instanceof AxiosError)) return error;
	const { method = '', url = '' } = error.config ?? {};
	const body: { message?: string } | undefined = error.response?.data;
	const status = error.response?.status ?? error.code;
	return new Error(`${method.toUpperCase()} ${url}: ${status} ${body?.message ?? error.message}`);
}
