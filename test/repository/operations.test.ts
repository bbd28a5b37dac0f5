import { readdirSync } from 'node:fs';

import type { INodeProperties } from 'n8n-workflow';

import { resources } from '../../nodes/LigueLead/resources';
import { FOLDER } from '../engine/schema/shipped';

const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({ resource, operation })),
);
const sorted = (texts: readonly string[]) =>
	[...texts].sort((one, other) => one.localeCompare(other, 'en'));

describe('the list of operations', () => {
	it('has an output schema for each, and no other', () => {
		const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
		expect(sorted(files.filter((file) => file.endsWith('.json')))).toEqual(
			sorted(
				operations.map(({ resource, operation }) => `${resource.value}/${operation.value}.json`),
			),
		);
	});

	it.each(resources.map((resource) => [resource.name, resource] as const))(
		'of %s is sorted by name, as n8n wants it, and has each value once',
		(_, { operations: list, firstChoice }) => {
			const names = list.map(({ name }) => name);
			const values = list.map(({ value }) => value);
			expect(names).toEqual(sorted(names));
			expect(new Set(values).size).toBe(values.length);
			expect(values).toContain(firstChoice);
		},
	);

	// The credential is asked for by the operation's value alone.
	it('has no value that sends in one resource and not in another', () => {
		const sending = new Map<string, boolean>();
		for (const { operation } of operations) {
			const known = sending.get(operation.value) ?? operation.sends;
			expect([operation.value, operation.sends]).toEqual([operation.value, known]);
			sending.set(operation.value, known);
		}
	});

	it.each(operations.map((one) => [`${one.resource.name} → ${one.operation.name}`, one] as const))(
		'has for %s a field of each name once, with its options sorted',
		(_, { operation: { fields } }) => {
			const names = fields.map(({ name }) => name);
			expect(new Set(names).size).toBe(names.length);
			for (const { type, options = [] } of fields) {
				const shown = (options as INodeProperties[]).map(({ displayName }) => displayName);
				if (type === 'collection') expect(shown).toEqual(sorted(shown));
				expect(new Set(options.map(({ name }) => name)).size).toBe(options.length);
			}
		},
	);
});
