import type { Login, SavedWorkflow } from './types';

const ORDER = {
	order_id: '1042',
	customer: { name: 'Maria Souza', phone: '(11) 98765-4321' },
	total: 149.9,
};

/** What is running, and where. */
export interface Running {
	n8nUrl: string;
	sandbox: { url: string; apiUrl: string; token: string; appId: string };
	login: Login;
	/** The first example as it is saved in n8n. */
	workflow: Pick<SavedWorkflow, 'id' | 'name' | 'active'>;
}

/** The text that tells a user where everything is and how to send a first SMS. */
export function welcome({ n8nUrl, sandbox, login, workflow }: Running): string {
	const send = workflow.active
		? [
				`Send an SMS through the workflow “${workflow.name}”:`,
				`  curl -X POST ${n8nUrl}/webhook/order-paid \\`,
				`    -H 'Content-Type: application/json' \\`,
				`    -d '${JSON.stringify(ORDER)}'`,
			]
		: [`Activate the workflow “${workflow.name}” to send an SMS through its webhook.`];
	return [
		'',
		`Editor    ${n8nUrl}/workflow/${workflow.id}`,
		`  login   ${login.email}`,
		`  passw.  ${login.password}`,
		`Outbox    ${sandbox.url}`,
		`Sandbox   ${sandbox.apiUrl}`,
		`  token   ${sandbox.token}`,
		`  app ID  ${sandbox.appId}`,
		'',
		...send,
		'',
		'The example uses the sandbox: no SMS leaves this machine. Ctrl-C stops everything;',
		'workflows, executions and the outbox stay in n8n/.data.',
		'',
	].join('\n');
}
