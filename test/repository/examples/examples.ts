import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../../examples');

/** A node of an exported workflow. */
export interface ExampleNode {
	id: string;
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	onError?: string;
	credentials?: Record<string, { id?: string | null }>;
}

/** A workflow as the editor imports it. */
export interface Example {
	name: string;
	nodes: ExampleNode[];
	connections: Record<string, { main: Array<Array<{ node: string }>> }>;
	settings: { timezone?: string };
}

/** The file names of all examples. */
export const exampleFiles = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));

/** The text of a file of the examples folder. */
export function readText(file: string): string {
	return readFileSync(join(FOLDER, file), 'utf8');
}

/** An example, parsed. */
export function readExample(file: string): Example {
	return JSON.parse(readText(file));
}
