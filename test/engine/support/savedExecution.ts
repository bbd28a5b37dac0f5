import type {
	ExecutionStatus,
	IExecuteData,
	INodeExecutionData,
	IRunExecutionData,
	IWorkflowBase,
} from 'n8n-workflow';

/**
 * Turns a saved execution into the data of its retry, as n8n's ExecutionService.retry does: the
 * error and the failed node's last run are dropped; earlier runs, the node context and the stack
 * stay. With `current`, the nodes still to run are taken from that workflow.
 *
 * Changes and returns `data`. Throws if n8n refuses the retry.
 */
export function dataForRetry(
	status: ExecutionStatus,
	data: IRunExecutionData,
	current?: IWorkflowBase,
): IRunExecutionData {
	if (!data.executionData) throw new Error('The execution was aborted before it started');
	if (status === 'success') throw new Error('The execution succeeded, so it cannot be retried.');
	const { lastNodeExecuted, runData } = data.resultData;
	if (lastNodeExecuted) {
		delete data.resultData.error;
		const runs = runData[lastNodeExecuted];
		if (runs?.at(-1)?.error !== undefined) runs.pop();
	}
	for (const entry of current ? data.executionData.nodeExecutionStack : []) {
		const node = current?.nodes.find(({ name }) => name === entry.node.name);
		if (node === undefined) throw new Error(`Could not find the node "${entry.node.name}"`);
		entry.node = structuredClone(node);
	}
	return data;
}

/**
 * Wakes a waiting execution's data for a call of its node's webhook, as n8n's WaitingWebhooks does:
 * the node is not to run again, and its run that began the wait is dropped. Changes and returns `data`.
 */
export function dataForWebhook(data: IRunExecutionData): IRunExecutionData {
	waitingEntry(data).node.disabled = true;
	data.waitTill = undefined;
	data.resultData.runData[data.resultData.lastNodeExecuted ?? '']?.pop();
	return data;
}

/**
 * Makes woken data go on with `output` as the waiting node's output. Changes and returns `data`.
 */
export function dataForResume(
	data: IRunExecutionData,
	output: INodeExecutionData[][],
): IRunExecutionData {
	const waiting = waitingEntry(data);
	waiting.data.main = output;
	waiting.metadata = { ...waiting.metadata, forwardAllOutputs: true };
	return data;
}

function waitingEntry(data: IRunExecutionData): IExecuteData {
	const [waiting] = data.executionData?.nodeExecutionStack ?? [];
	if (waiting === undefined) throw new Error('The execution does not wait');
	return waiting;
}
