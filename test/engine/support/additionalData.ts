import './env';

import { ExternalSecretsProxy } from 'n8n-core';
import type { ICredentialsHelper, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

/** Where a local n8n listens unless told otherwise. */
export const DEFAULT_INSTANCE_URL = 'http://127.0.0.1:5678';

/** The part of an execution's surroundings that does not depend on the workflow. */
export function baseAdditionalData(
	credentialsHelper: ICredentialsHelper,
	instanceUrl = DEFAULT_INSTANCE_URL,
): IWorkflowExecuteAdditionalData {
	const unavailable = (what: string) => async () => {
		throw new Error(`${what} is not part of the test engine`);
	};
	return {
		credentialsHelper,
		executeWorkflow: unavailable('A sub-workflow'),
		getRunExecutionData: unavailable('The data of another execution'),
		getRuntimeCredential: unavailable('A runtime credential'),
		startRunnerTask: unavailable('A task runner'),
		currentNodeExecutionIndex: 0,
		restApiUrl: `${instanceUrl}/rest`,
		instanceBaseUrl: `${instanceUrl}/`,
		formBaseUrl: `${instanceUrl}/form`,
		formWaitingBaseUrl: `${instanceUrl}/form-waiting`,
		formTestBaseUrl: `${instanceUrl}/form-test`,
		webhookBaseUrl: `${instanceUrl}/webhook`,
		webhookWaitingBaseUrl: `${instanceUrl}/webhook-waiting`,
		webhookTestBaseUrl: `${instanceUrl}/webhook-test`,
		mcpBaseUrl: `${instanceUrl}/mcp`,
		mcpTestBaseUrl: `${instanceUrl}/mcp-test`,
		variables: {},
		logAiEvent: () => {},
		externalSecretsProxy: new ExternalSecretsProxy(),
	};
}
