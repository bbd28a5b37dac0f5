import './env';

import { parse, stringify } from 'flatted';
import { DataDeduplicationService, ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import { WorkflowHasIssuesError } from 'n8n-core';
import { createRunExecutionData } from 'n8n-workflow';
import type {
	ICredentialType,
	IRun,
	IRunExecutionData,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { baseAdditionalData } from './additionalData';
import { EngineCredentials, type SavedCredential } from './credentials';
import { dedupe } from '../../support/dedupe';
import { toWorkflow, type TestWorkflow } from './definition';
import { loadCredentials } from './packageUnderTest';

void DataDeduplicationService.init(dedupe);

/** Where and with what a workflow runs. */
export interface RunSettings {
	/** Default `trigger`: a production run. */
	mode?: WorkflowExecuteMode;
	/** Of a sub-workflow: the mode of the execution that it is a part of. */
	rootMode?: WorkflowExecuteMode;
	/** Saved credentials by id. */
	credentials?: Record<string, SavedCredential>;
	/** Credential types of the test's own. */
	credentialTypes?: ICredentialType[];
	/** Base of resume and webhook URLs. */
	instanceUrl?: string;
	executionId?: string;
}

/** An execution under way. */
export interface StartedExecution {
	/** Ends it as the Stop button does: the node's cancel signal fires. */
	cancel: () => void;
	/** Resolves when the engine has stopped, whatever the status. */
	done: Promise<IRun>;
	/** What n8n would have written to its database, once the execution has ended. */
	saved: () => IRunExecutionData;
	credentials: EngineCredentials;
}

let executions = 0;

/** A fresh execution id. */
export function nextExecutionId(): string {
	executions += 1;
	return String(executions);
}

/** Helper and data that every context of the engine needs. */
export function environmentOf(
	definition: TestWorkflow,
	settings: RunSettings,
): { additionalData: IWorkflowExecuteAdditionalData; credentials: EngineCredentials } {
	const types = [...loadCredentials(definition.bundle), ...(settings.credentialTypes ?? [])];
	const credentials = new EngineCredentials(types, settings.credentials ?? {});
	const additionalData = baseAdditionalData(credentials, settings.instanceUrl);
	additionalData.executionId = settings.executionId;
	if (settings.rootMode !== undefined) additionalData.rootExecutionMode = settings.rootMode;
	return { additionalData, credentials };
}

/**
 * Runs `data` (a new, a retried or a resumed execution) through n8n-core's engine.
 *
 * A workflow that the engine refuses to start (a required parameter is empty) ends with status
 * `error`, as n8n records it.
 */
export function startExecution(
	definition: TestWorkflow,
	base: IWorkflowBase,
	data: IRunExecutionData,
	settings: RunSettings,
): StartedExecution {
	const { additionalData, credentials } = environmentOf(definition, settings);
	const { mode = 'trigger', executionId = '' } = settings;
	const hooks = new ExecutionLifecycleHooks(mode, executionId, base);
	let saved: string | undefined;
	// n8n writes the execution at this moment; when it is cancelled, that is before the node ends.
	hooks.addHandler('workflowExecuteAfter', (run) => {
		saved = stringify(run.data);
	});
	additionalData.hooks = hooks;
	const workflow = toWorkflow(base, definition);
	try {
		const running = new WorkflowExecute(additionalData, mode, data).processRunExecutionData(
			workflow,
		);
		return {
			cancel: () => running.cancel(),
			done: running,
			saved: () => parse(saved ?? stringify(data)),
			credentials,
		};
	} catch (error) {
		if (!(error instanceof WorkflowHasIssuesError)) throw error;
		return {
			cancel: () => {},
			done: Promise.resolve(refused(mode, error)),
			saved: () => data,
			credentials,
		};
	}
}

function refused(mode: WorkflowExecuteMode, error: WorkflowHasIssuesError): IRun {
	const now = new Date();
	const data = createRunExecutionData({ resultData: { error } });
	return { data, mode, startedAt: now, stoppedAt: now, status: 'error', storedAt: 'db' };
}
