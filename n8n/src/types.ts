/** The owner's address and password. */
export interface Login {
	email: string;
	password: string;
}

/** A workflow as the editor exports it. */
export interface WorkflowDocument {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	/** Items that nodes, by name, give out in the editor instead of being run. */
	pinData?: Record<string, Item[]>;
}

/** A node in a workflow. */
export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	[setting: string]: unknown;
}

/** A workflow as n8n keeps it. */
export interface SavedWorkflow extends WorkflowDocument {
	id: string;
	versionId: string;
	active: boolean;
}

/** A credential without its secrets. */
export interface Credential {
	id: string;
	name: string;
	type: string;
}

/** What the Test button says. */
export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

/** How an execution went, without its data. */
export interface ExecutionSummary {
	id: string;
	workflowId: string;
	status: string;
	mode: string;
	retryOf?: string | null;
}

/** An execution with its data. */
export interface Execution extends ExecutionSummary {
	data: RunData;
}

/** What each node of an execution gave out, by node name and run. */
export interface RunData {
	resultData: {
		runData: Record<string, NodeRun[]>;
		error?: NodeFailure;
		lastNodeExecuted?: string;
	};
}

/** One run of one node: its items by output. */
export interface NodeRun {
	executionStatus: string;
	data?: { main: Array<Item[] | null> };
	error?: NodeFailure;
}

/** What a failed node reports. */
export interface NodeFailure {
	message: string;
	description?: string | null;
	[detail: string]: unknown;
}

/** One item. */
export interface Item {
	json: Record<string, unknown>;
	pairedItem?: unknown;
}

/** What a webhook answered. */
export interface WebhookAnswer {
	status: number;
	body: unknown;
}

/** A data table of n8n. */
export interface DataTable {
	id: string;
	name: string;
}

/** A column of a data table. */
export interface DataTableColumn {
	name: string;
	type: 'string' | 'number' | 'boolean' | 'date';
}

/** A row of a data table. */
export type DataTableRow = Record<string, string | number | boolean | null>;
