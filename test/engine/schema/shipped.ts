import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import Ajv from 'ajv';

/** An output schema as n8n's editor reads it: types, properties and items, nothing else. */
export interface OutputSchema {
	type: string;
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

/** The folder of the schemas: one file per operation, in a folder per resource. */
export const FOLDER = join(import.meta.dirname, '../../../nodes/LigueLead/__schema__/v1.0.0');

/** The schema that ships for an operation. */
export function shippedSchema(resource: string, operation: string): OutputSchema {
	const text = readFileSync(join(FOLDER, resource, `${operation}.json`), 'utf8');
	const { version: _, ...schema }: OutputSchema & { version: number } = JSON.parse(text);
	return schema;
}

/** Expects that the schema of an operation fits its outputs, and that they show all of its fields. */
export function expectToFit(resource: string, operation: string, outputs: unknown[]): void {
	const schema = shippedSchema(resource, operation);
	expect(outputs.flatMap((output) => misfits(schema, output))).toEqual([]);
	const seen = new Set(outputs.flatMap((output) => outputFields(output)));
	expect(schemaFields(schema).filter((field) => !seen.has(field))).toEqual([]);
}

/** What of an output does not fit a schema: wrong types, and fields that it does not name. */
function misfits(schema: OutputSchema, output: unknown): string[] {
	const ajv = new Ajv({ allErrors: true });
	ajv.validate(closed(schema), output);
	return (ajv.errors ?? []).map(
		({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
	);
}

/** The path of every field of a schema, list items as `[]`. */
function schemaFields({ properties = {}, items }: OutputSchema, at = ''): string[] {
	const inItems = items === undefined ? [] : schemaFields(items, `${at}[]`);
	const inProperties = Object.entries(properties).flatMap(([name, inner]) => [
		`${at}.${name}`,
		...schemaFields(inner, `${at}.${name}`),
	]);
	return [...inItems, ...inProperties];
}

/** The path of every field of an output, list items as `[]`. */
function outputFields(value: unknown, at = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((item) => outputFields(item, `${at}[]`));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) => [
		`${at}.${name}`,
		...outputFields(inner, `${at}.${name}`),
	]);
}

// The editor ignores additionalProperties; here it makes a field that is missing show.
function closed({ type, properties, items }: OutputSchema): object {
	const inner = Object.entries(properties ?? {}).map(([name, schema]) => [name, closed(schema)]);
	return {
		type,
		...(properties && { properties: Object.fromEntries(inner), additionalProperties: false }),
		...(items && { items: closed(items) }),
	};
}
