import type { N8nClient } from './client';
import { exampleNames, readExample, withCredential } from './examples';
import type { Credential, Login, SavedWorkflow } from './types';

/** The owner of the n8n that `npm start` brings up; it listens on this machine only. */
export const DEMO_LOGIN: Login = { email: 'demo@example.com', password: 'LigueLead-demo-1' };

/** The example that is active from the start. */
export const FIRST_EXAMPLE = 'order-paid-sms';

const SANDBOX_CREDENTIAL = 'LigueLead sandbox';

/** Where the sandbox answers and what it asks for. */
export interface SandboxAccess {
	apiUrl: string;
	token: string;
	appId: string;
}

/**
 * Puts a credential for the sandbox and the example workflows into an n8n. What is there already
 * stays as the user left it, but for the credential, which follows the sandbox.
 *
 * @returns the saved workflow of {@link FIRST_EXAMPLE}
 */
export async function seed(client: N8nClient, sandbox: SandboxAccess): Promise<SavedWorkflow> {
	const credential = await sandboxCredential(client, sandbox);
	const saved = await client.listWorkflows();
	for (const example of exampleNames()) {
		const workflow = readExample(example);
		if (saved.some(({ name }) => name === workflow.name)) continue;
		const { id } = await client.createWorkflow(withCredential(workflow, credential));
		if (example === FIRST_EXAMPLE) await client.activateWorkflow(id);
	}
	const { name } = readExample(FIRST_EXAMPLE);
	const first = (await client.listWorkflows()).find((workflow) => workflow.name === name);
	if (first === undefined) throw new Error(`n8n has no workflow named ${name}`);
	return first;
}

/** Saves a credential for a sandbox, or brings the one of this name up to date. */
export async function sandboxCredential(
	client: N8nClient,
	{ apiUrl, token, appId }: SandboxAccess,
	name: string = SANDBOX_CREDENTIAL,
): Promise<Credential> {
	const data = { apiToken: token, appId, baseUrl: apiUrl };
	const known = (await client.listCredentials()).find((credential) => credential.name === name);
	return known === undefined
		? client.createCredential(name, 'ligueLeadApi', data)
		: client.updateCredential(known, data);
}
