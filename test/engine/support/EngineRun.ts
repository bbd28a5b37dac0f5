import './env';

import { createRunExecutionData } from 'n8n-workflow';
import type {
	ExecutionError,
	ExecutionStatus,
	IContextObject,
	INodeExecutionData,
	IRun,
	IRunData,
	IRunExecutionData,
	IWorkflowBase,
	NodeExecutionHint,
} from 'n8n-workflow';

import { toWorkflowBase, type TestWorkflow } from './definition';
import {
	nextExecutionId,
	startExecution,
	type RunSettings,
	type StartedExecution,
} from './execution';
import { dataForRetry } from './savedExecution';

/** A finished (or waiting) execution and what n8n can do with it next. */
export class EngineRun {
	constructor(
		private readonly run: IRun,
		readonly definition: TestWorkflow,
		readonly base: IWorkflowBase,
		readonly settings: RunSettings,
		private readonly started: StartedExecution,
	) {}

	get id(): string {
		return this.settings.executionId ?? '';
	}

	get status(): ExecutionStatus {
		return this.run.status;
	}

	/** A plain copy of what ended the execution: look at `name`, not at its class. */
	get error(): ExecutionError | undefined {
		return this.run.data.resultData.error;
	}

	get runData(): IRunData {
		return this.run.data.resultData.runData;
	}

	get waitTill(): Date | null | undefined {
		return this.run.waitTill;
	}

	/** How often a credential was read from n8n's store, which includes decrypting it. */
	get credentialReads(): number {
		return this.started.credentials.reads;
	}

	/** What n8n has in its database for this execution: a copy at each call. */
	get saved(): IRunExecutionData {
		return this.started.saved();
	}

	/** A node's items by output (with `continueErrorOutput` the last is the error branch); its last run by default. */
	outputs(node: string, run = -1): INodeExecutionData[][] {
		const branches = this.runData[node]?.at(run)?.data?.main ?? [];
		return branches.map((items) => items ?? []);
	}

	/** `json` of a node's items, one output. */
	json(node: string, output = 0, run = -1): Array<INodeExecutionData['json']> {
		return (this.outputs(node, run)[output] ?? []).map((item) => item.json);
	}

	/** The node's context (`getContext('node')`); undefined if it has none. */
	context(node: string): IContextObject | undefined {
		return this.run.data.executionData?.contextData[`node:${node}`];
	}

	/** The call-outs that a node added to the output pane. */
	hints(node: string, run = -1): NodeExecutionHint[] {
		return this.runData[node]?.at(run)?.hints ?? [];
	}

	/**
	 * Retries a failed execution as the executions list does: with the workflow it ran with, or with
	 * `workflow`, the one saved since. Throws if n8n refuses: it succeeded, or a node is gone.
	 */
	async retry({ workflow }: { workflow?: TestWorkflow } = {}): Promise<EngineRun> {
		const definition = workflow ?? this.definition;
		const base = workflow === undefined ? this.base : toWorkflowBase(workflow);
		const data = dataForRetry(this.status, this.saved, workflow && base);
		return await continueRun(definition, base, data, {
			...this.settings,
			mode: 'retry',
			executionId: nextExecutionId(),
		});
	}

	/** Continues a waiting execution whose time is over: the node passes its input on. */
	async resume(): Promise<EngineRun> {
		return await continueRun(this.definition, this.base, this.saved, this.settings);
	}

	/** Continues the execution from data that was prepared for it, under the same id. */
	async continueWith(data: IRunExecutionData): Promise<EngineRun> {
		return await continueRun(this.definition, this.base, data, this.settings);
	}
}

/** A run that can be cancelled while it is under way. */
export interface RunningEngine {
	cancel: () => void;
	finished: Promise<EngineRun>;
}

/** Starts a workflow with one empty item at its first node. */
export function startWorkflow(definition: TestWorkflow, settings: RunSettings = {}): RunningEngine {
	const base = toWorkflowBase(definition);
	const [first] = base.nodes;
	if (first === undefined) throw new Error('The workflow has no node');
	return startWith(definition, base, [{ json: {} }], settings, first.name);
}

/** Runs a workflow to its end; it never rejects because a node fails. */
export async function runWorkflow(
	definition: TestWorkflow,
	settings: RunSettings = {},
): Promise<EngineRun> {
	return await startWorkflow(definition, settings).finished;
}

/**
 * Starts a workflow at `startNode` with these items as its input, as a trigger does; with `error`
 * as n8n records a trigger that threw.
 */
export function startWith(
	definition: TestWorkflow,
	base: IWorkflowBase,
	items: INodeExecutionData[],
	settings: RunSettings,
	startNode: string,
	error?: ExecutionError,
): RunningEngine {
	const node = base.nodes.find(({ name }) => name === startNode);
	if (node === undefined) throw new Error(`No node ${startNode}`);
	const start = { node: structuredClone(node), data: { main: [items] }, source: null };
	const data = createRunExecutionData({
		executionData: { nodeExecutionStack: [start] },
		...(error && { resultData: { error, lastNodeExecuted: startNode } }),
	});
	const executionId = settings.executionId ?? nextExecutionId();
	return begin(definition, base, data, { ...settings, executionId });
}

async function continueRun(
	definition: TestWorkflow,
	base: IWorkflowBase,
	data: IRunExecutionData,
	settings: RunSettings,
): Promise<EngineRun> {
	return await begin(definition, base, data, settings).finished;
}

function begin(
	definition: TestWorkflow,
	base: IWorkflowBase,
	data: IRunExecutionData,
	settings: RunSettings,
): RunningEngine {
	const started = startExecution(definition, base, data, settings);
	const finished = started.done.then(
		(run) => new EngineRun(run, definition, base, settings, started),
	);
	return { cancel: started.cancel, finished };
}
