import axios from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';
import { callWebhook } from '../../../n8n/src/client';
import type { N8nClient } from '../../../n8n/src/client';
import { readExample, withCredential, withDataTables } from '../../../n8n/src/examples';
import type {
	Credential,
	SavedWorkflow,
	WebhookAnswer,
	WorkflowDocument,
} from '../../../n8n/src/types';
import { IS_N8N_1 } from '../../support/version';
import { activate, run } from '../../support/workflow';
import type { Run } from '../../support/workflow';

const START_MS = 20_000;

/** Imports an example with a credential, activates it, and deactivates it after the test file. */
export function useExamples(stand: { client: N8nClient; credential: Credential }) {
	const active = new Map<string, SavedWorkflow>();
	const deactivate = async (name: string) => {
		const workflow = active.get(name);
		active.delete(name);
		if (workflow !== undefined) await stand.client.deactivateWorkflow(workflow.id);
	};
	afterAll(async () => {
		for (const name of active.keys()) await deactivate(name);
	});
	return async (name: string): Promise<SavedWorkflow> => {
		const document = withCredential(await importExample(stand.client, name), stand.credential);
		// Two active workflows cannot have one path.
		await deactivate(name);
		const workflow = await activate(stand.client, document);
		active.set(name, workflow);
		return workflow;
	};
}

/** An example as a user imports it, who in n8n 1 has to choose its data tables: it knows no names. */
export async function importExample(client: N8nClient, name: string): Promise<WorkflowDocument> {
	const example = readExample(name);
	return IS_N8N_1 ? withDataTables(example, await client.listDataTables()) : example;
}

/** Posts JSON to a webhook that answers before the workflow has run, and waits for its end. */
export async function post(
	client: N8nClient,
	workflow: SavedWorkflow,
	path: string,
	body: unknown,
): Promise<Run> {
	return await finishedRun(client, workflow, () => callWebhook(client.url, path, body));
}

/** Fills in a form of n8n with its fields in order, and waits for the end of the workflow. */
export async function submitForm(
	client: N8nClient,
	workflow: SavedWorkflow,
	path: string,
	fields: Array<string | File>,
): Promise<Run> {
	const form = new FormData();
	fields.forEach((field, index) => form.append(`field-${index}`, field));
	const submit = () =>
		axios.post<unknown>(`${client.url}/form/${path}`, form, {
			proxy: false,
			validateStatus: () => true,
		});
	return await finishedRun(client, workflow, async () => {
		const deadline = Date.now() + START_MS;
		let { status, data } = await submit();
		while (status === 404 && Date.now() < deadline) {
			await sleep(100);
			({ status, data } = await submit());
		}
		return { status, body: data };
	});
}

/** Starts a saved workflow at a trigger that waits for the clock, and waits for its end. */
export async function runNow(
	client: N8nClient,
	{ id }: SavedWorkflow,
	trigger: string,
): Promise<Run> {
	const execution = await client.finishedExecution(await client.runWorkflow(id, trigger));
	return run({ status: 200, body: undefined }, execution);
}

async function finishedRun(
	client: N8nClient,
	{ id }: SavedWorkflow,
	start: () => Promise<WebhookAnswer>,
): Promise<Run> {
	const [before] = await client.listExecutions(id);
	const answer = await start();
	const deadline = Date.now() + START_MS;
	for (;;) {
		const [latest] = await client.listExecutions(id);
		if (latest !== undefined && latest.id !== before?.id) {
			return run(answer, await client.finishedExecution(latest.id));
		}
		if (Date.now() > deadline) {
			throw new Error(
				`No execution; the answer was ${answer.status} ${JSON.stringify(answer.body).slice(0, 500)}`,
			);
		}
		await sleep(100);
	}
}
