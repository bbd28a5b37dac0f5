import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Credential, DataTable, WorkflowDocument } from './types';

const FOLDER = join(__dirname, '..', '..', 'examples');
const CREDENTIAL = 'ligueLeadApi';

/** The file names of all example workflows, without `.json`. */
export function exampleNames(): string[] {
	return readdirSync(FOLDER)
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.slice(0, -'.json'.length))
		.sort();
}

/** An example workflow as it is in the repository: without credentials, ready to import. */
export function readExample(name: string): WorkflowDocument {
	return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
}

/** A copy of a workflow in which each LigueLead node uses the given credential. */
export function withCredential(
	workflow: WorkflowDocument,
	{ id, name }: Pick<Credential, 'id' | 'name'>,
): WorkflowDocument {
	const nodes = workflow.nodes.map((node) =>
		node.type.startsWith('n8n-nodes-liguelead.')
			? { ...node, credentials: { ...node.credentials, [CREDENTIAL]: { id, name } } }
			: node,
	);
	return { ...workflow, nodes };
}

/** A copy of a workflow in which each data table is chosen from n8n's list and not by its name. */
export function withDataTables(
	workflow: WorkflowDocument,
	tables: ReadonlyArray<Pick<DataTable, 'id' | 'name'>>,
): WorkflowDocument {
	const nodes = workflow.nodes.map((node) => {
		const { dataTableId: named } = node.parameters as { dataTableId?: { value: string } };
		const table = tables.find(({ name }) => name === named?.value);
		if (table === undefined) return node;
		const dataTableId = { __rl: true, mode: 'list', value: table.id };
		return { ...node, parameters: { ...node.parameters, dataTableId } };
	});
	return { ...workflow, nodes };
}
