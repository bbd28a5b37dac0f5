import type { AxiosInstance } from 'axios';
import type { SavedWorkflow, WorkflowDocument } from '../types';
import { unwrap } from './unwrap';

/** Workflows: list, save, publish, run by hand. */
export function workflows(http: AxiosInstance) {
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
