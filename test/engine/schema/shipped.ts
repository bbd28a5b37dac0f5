import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import Ajv from 'ajv';

/** An output schema as n8n's editor reads it: types, properties and items, nothing else. */
export interface OutputSchema {
	type: string;
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

const FOLDER = join(import.meta.dirname, '../../../nodes/LigueLead/__schema__/v1.0.0/sms');

/** The schema that ships for an operation of the resource SMS. */
export function shippedSchema(operation: string): OutputSchema {
	const text = readFileSync(join(FOLDER, `${operation}.json`), 'utf8');
	const { version: _, ...schema }: OutputSchema & { version: number } = JSON.parse(text);
	return schema;
}

/** What of an output does not fit a schema: wrong types, and fields that it does not name. */
export function misfits(schema: OutputSchema, output: unknown): string[] {
	const ajv = new Ajv({ allErrors: true });
	ajv.validate(closed(schema), output);
	return (ajv.errors ?? []).map(
		({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
	);
}

/** The path of every field of a schema, list items as `[]`. */
export function schemaFields({ properties = {}, items }: OutputSchema, at = ''): string[] {
	const inItems = items === undefined ? [] : schemaFields(items, `${at}[]`);
	const inProperties = Object.entries(properties).flatMap(([name, inner]) => [
		`${at}.${name}`,
		...schemaFields(inner, `${at}.${name}`),
	]);
	return [...inItems, ...inProperties];
}

/** The path of every field of an output, list items as `[]`. */
export function outputFields(value: unknown, at = ''): string[] {
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
