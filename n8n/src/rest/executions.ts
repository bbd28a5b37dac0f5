import type { AxiosInstance } from 'axios';
import { parse as parseFlatted } from 'flatted';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Execution, ExecutionSummary, RunData } from '../types';
import { unwrap } from './unwrap';

/** Executions: look at them, wait for them, retry and stop them. */
export function executions(http: AxiosInstance) {
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
