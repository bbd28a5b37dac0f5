import axios, { AxiosError } from 'axios';
import type { AxiosInstance } from 'axios';
import { parse as parseFlatted } from 'flatted';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
	Credential,
	CredentialTest,
	DataTable,
	DataTableColumn,
	DataTableRow,
	Execution,
	ExecutionSummary,
	Login,
	RunData,
	SavedWorkflow,
	WebhookAnswer,
	WorkflowDocument,
} from './types';

const REGISTRATION_MS = 10_000;

/** An n8n, driven through the same REST interface as its editor. */
export type N8nClient = Awaited<ReturnType<typeof connect>>;

/**
 * Logs in to an n8n; makes its owner first where it has none.
 *
 * @param url of a running n8n, without a slash at the end
 * @param login the owner's address and password
 * @returns the client. Its methods throw an Error with the method, the path, the status and n8n's
 *   own message when n8n refuses
 * @throws Error when the password is not the owner's
 */
export async function connect(url: string, login: Login) {
	const http = axios.create({
		baseURL: `${url}/rest`,
		proxy: false,
		// n8n ties its session cookie to this value.
		headers: { 'browser-id': 'n8n-nodes-liguelead' },
	});
	http.interceptors.response.use(undefined, (error: unknown) => Promise.reject(readable(error)));
	http.defaults.headers.common.Cookie = await session(http, login);
	return {
		url,
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

async function session(http: AxiosInstance, login: Login): Promise<string> {
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

function workflows(http: AxiosInstance) {
	const get = (id: string) => unwrap<SavedWorkflow>(http.get(`/workflows/${id}`));
	return {
		/** All workflows, without their nodes. */
		listWorkflows: () => unwrap<SavedWorkflow[]>(http.get('/workflows')),
		getWorkflow: get,
		/** Saves a workflow under a new id, inactive. */
		createWorkflow: (workflow: WorkflowDocument) =>
			unwrap<SavedWorkflow>(
				http.post('/workflows', { settings: {}, ...workflow, id: undefined, active: false }),
			),
		/** Replaces the given parts of a saved workflow; a published one must be activated anew. */
		updateWorkflow: async (id: string, change: Partial<WorkflowDocument>) =>
			unwrap<SavedWorkflow>(
				http.patch(`/workflows/${id}`, { versionId: (await get(id)).versionId, ...change }),
			),
		/** Publishes the saved version; its triggers and webhooks start to answer. */
		activateWorkflow: async (id: string) => {
			const { versionId } = await get(id);
			return unwrap<SavedWorkflow>(http.post(`/workflows/${id}/activate`, { versionId })).catch(
				// n8n 1 has no such route.
				() => unwrap<SavedWorkflow>(http.patch(`/workflows/${id}`, { versionId, active: true })),
			);
		},
		deactivateWorkflow: (id: string) =>
			unwrap<SavedWorkflow>(http.post(`/workflows/${id}/deactivate`, {})).catch(() =>
				unwrap<SavedWorkflow>(http.patch(`/workflows/${id}`, { active: false })),
			),
		/** Removes a workflow and its executions; deactivate it first. */
		deleteWorkflow: async (id: string) => {
			await http.post(`/workflows/${id}/archive`, {});
			await http.delete(`/workflows/${id}`);
		},
		/** Starts a saved workflow as the editor's button does; returns the execution's id. */
		runWorkflow: async (id: string, triggerNode: string) => {
			const started = await unwrap<{ executionId: string }>(
				http.post(`/workflows/${id}/run`, {
					workflowData: await get(id),
					triggerToStartFrom: { name: triggerNode },
				}),
			);
			return started.executionId;
		},
	};
}

function executions(http: AxiosInstance) {
	const getExecution = async (id: string): Promise<Execution> => {
		const raw = await unwrap<Omit<Execution, 'data'> & { data: string }>(
			http.get(`/executions/${id}`),
		);
		return { ...raw, data: parseFlatted(raw.data) as RunData };
	};
	return {
		/** One execution with the data of each of its nodes. */
		getExecution,
		/** The latest executions, newest first, of one workflow or of all. */
		listExecutions: async (workflowId?: string) => {
			const filter = workflowId === undefined ? {} : { filter: JSON.stringify({ workflowId }) };
			const { results } = await unwrap<{ results: ExecutionSummary[] }>(
				http.get('/executions', { params: { limit: 100, ...filter } }),
			);
			return results;
		},
		/**
		 * Retries a failed execution from the node that failed.
		 *
		 * @param loadWorkflow true: with the workflow as it is saved now; false: as it was then
		 * @returns the new execution's id
		 */
		retryExecution: async (id: string, loadWorkflow = false) => {
			const retried = await unwrap<{ id: string }>(
				http.post(`/executions/${id}/retry`, { loadWorkflow }),
			);
			return retried.id;
		},
		stopExecution: (id: string) => unwrap<unknown>(http.post(`/executions/${id}/stop`, {})),
		/**
		 * Waits until an execution is over or waits for a callback.
		 *
		 * @throws Error with the last status seen, when that takes more than `timeout` milliseconds
		 */
		finishedExecution: async (id: string, timeout = 60_000): Promise<Execution> => {
			const deadline = Date.now() + timeout;
			for (;;) {
				const execution = await getExecution(id);
				if (!['new', 'running', 'unknown'].includes(execution.status)) return execution;
				if (Date.now() > deadline) throw new Error(`Execution ${id} is ${execution.status}`);
				await sleep(100);
			}
		},
	};
}

function credentials(http: AxiosInstance) {
	return {
		listCredentials: () => unwrap<Credential[]>(http.get('/credentials')),
		createCredential: (name: string, type: string, data: Record<string, unknown>) =>
			unwrap<Credential>(http.post('/credentials', { name, type, data })),
		updateCredential: (credential: Credential, data: Record<string, unknown>) =>
			unwrap<Credential>(
				http.patch(`/credentials/${credential.id}`, {
					name: credential.name,
					type: credential.type,
					data,
				}),
			),
		/** What the Test button of a credential says. */
		testCredential: (credential: Credential, data: Record<string, unknown>) =>
			unwrap<CredentialTest>(
				http.post('/credentials/test', {
					credentials: {
						id: credential.id,
						name: credential.name,
						type: credential.type,
						data,
					},
				}),
			),
	};
}

function dataTables(http: AxiosInstance) {
	const base = async () => {
		const { id } = await unwrap<{ id: string }>(http.get('/projects/personal'));
		return `/projects/${id}/data-tables`;
	};
	return {
		/** The owner's tables. */
		listDataTables: async () => {
			const { data } = await unwrap<{ data: DataTable[] }>(http.get(await base()));
			return data;
		},
		createDataTable: async (name: string, columns: DataTableColumn[]) =>
			unwrap<DataTable>(http.post(await base(), { name, columns })),
		insertRows: async (tableId: string, rows: DataTableRow[]) =>
			unwrap<unknown>(
				http.post(`${await base()}/${tableId}/insert`, { data: rows, returnType: 'count' }),
			),
		/** A table's rows (at most 250), oldest first, with n8n's own columns `id`, `createdAt`, `updatedAt`. */
		listRows: async (tableId: string) => {
			const { data } = await unwrap<{ data: DataTableRow[] }>(
				http.get(`${await base()}/${tableId}/rows`, { params: { take: 250, sortBy: 'id:asc' } }),
			);
			return data;
		},
	};
}

async function unwrap<T>(answer: Promise<{ data: { data: T } }>): Promise<T> {
	return (await answer).data.data;
}

function readable(error: unknown): unknown {
	if (!(error instanceof AxiosError)) return error;
	const { method = '', url = '' } = error.config ?? {};
	const body: { message?: string } | undefined = error.response?.data;
	const status = error.response?.status ?? error.code;
	return new Error(`${method.toUpperCase()} ${url}: ${status} ${body?.message ?? error.message}`);
}
