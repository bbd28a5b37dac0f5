import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import type { CompatibilityRecord } from '../n8n/src/compatibility';
import { resources } from '../nodes/LigueLead/resources';
import type { Resource } from '../nodes/LigueLead/resources/operation';
import { specialNumbers } from '../sandbox/specialNumbers';
import { durationTable } from './durations';
import type { Measured } from './measured';
import { readMeasured } from './measured';
import { table } from './table';

const RECORDS = join(__dirname, 'compatibility.json');

/** The generated parts of the documents: by path from the root, then by the name in their markers. */
export async function readSections(): Promise<Record<string, Record<string, string>>> {
	return {
		'README.md': {
			compatibility: compatibilitySentence(JSON.parse(readFileSync(RECORDS, 'utf8'))),
			operations: operationTable(resources),
		},
		'docs/parameters.md': { parameters: resources.map(parameterSection).join('\n\n') },
		'docs/reliability.md': {
			race: raceSentence(readMeasured()),
			durations: await durationTable(),
		},
		'docs/sandbox.md': { 'special-numbers': specialNumberTable() },
	};
}

/**
 * On which n8n the end-to-end tests passed, and a link to the record.
 *
 * @param records what `npm run test:compat` has recorded, the newest n8n first
 */
export function compatibilitySentence(records: readonly CompatibilityRecord[]): string {
	const versions = records.map(({ n8n }) => n8n.split('.').slice(0, 2).join('.'));
	const failed = records.flatMap(({ files }) =>
		Object.values(files).flatMap((file) => file.failed),
	);
	const fail = failed.length === 1 ? '1 test fails' : `${failed.length} tests fail`;
	const but = failed.length === 0 ? '' : `, where ${fail}`;
	return `Tested on n8n ${versions.join(' and ')}${but}: [which tests](docs/compatibility.json).`;
}

/** How often an idempotency key does not keep two workers from both sending. */
export function raceSentence({ race }: Measured): string {
	const pairs = race.alone.pairs + race.crowded.pairs;
	const both = race.alone.both + race.crowded.both;
	return `In our test, ${both} of ${pairs.toLocaleString('en-US')} orders that were delivered twice at the same moment to two workers were sent twice.`;
}

/** A row for each operation: its resource, its name, what it does. */
export function operationTable(list: readonly Resource[]): string {
	const rows = list.flatMap(({ name, operations }) =>
		operations.map((operation) => [name, `**${operation.name}**`, operation.description]),
	);
	return table(['Resource', 'Operation', 'What it does'], rows);
}

/** The parameters of a resource's operations, the options last, with the operations that have them. */
export function parameterSection({ name, operations }: Resource): string {
	const fields = new Map<INodeProperties, string[]>();
	const options = new Map<INodeProperties, string[]>();
	for (const operation of operations) {
		for (const field of operation.fields) {
			const entries = field.type === 'collection' ? (field.options as INodeProperties[]) : [];
			for (const entry of entries) noteUse(options, entry, operation.name);
			if (field.type !== 'collection') noteUse(fields, field, operation.name);
		}
	}
	const describeAll = (uses: ReadonlyMap<INodeProperties, string[]>, prefix: string) =>
		[...uses].map(([field, users]) => {
			const [shown = '', ...rest] = describeField(field, prefix);
			return [shown, users.length === operations.length ? 'all' : users.join(', '), ...rest];
		});
	const rows = [...describeAll(fields, ''), ...describeAll(options, 'Options → ')];
	return `## ${name}\n\n${table(['Parameter', 'Operations', 'Default', 'Meaning'], rows)}`;
}

function noteUse(uses: Map<INodeProperties, string[]>, field: INodeProperties, user: string): void {
	uses.set(field, [...(uses.get(field) ?? []), user]);
}

function describeField(field: INodeProperties, prefix: string): string[] {
	const choices = field.type === 'options' ? (field.options as INodeProperties[]) : [];
	const list = choices
		.map(({ name, description }) => `**${name}**: ${(description ?? '').replace(/\.$/, '')}`)
		.join('. ');
	const standard = choices.find((choice) => 'value' in choice && choice.value === field.default);
	const text = (field.description ?? '').replace(/\.$/, '');
	return [
		`${prefix}**${field.displayName}**`,
		standard?.name ?? describeDefault(field.default),
		`${text}.${list === '' ? '' : ` ${list}.`}`,
	];
}

function describeDefault(value: unknown): string {
	if (value === '' || typeof value === 'object') return '';
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	return Number(value).toLocaleString('en-US');
}

function specialNumberTable(): string {
	return table(
		['Number', 'What happens', 'Is it sent?'],
		specialNumbers.map(({ phone, effect, accepted }) => [
			`\`${phone}\``,
			effect,
			accepted ? 'yes' : 'no',
		]),
	);
}
