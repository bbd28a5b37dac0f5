import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { raceSentence } from '../deploy/queue-mode/sizing';
import type { CompatibilityRecord } from '../n8n/src/compatibility';
import { smsProperties } from '../nodes/LigueLead/resources/sms';
import { specialNumbers } from '../sandbox/specialNumbers';
import { readMeasured } from '../test/queue/support/measured';

const RECORDS = join(__dirname, 'compatibility.json');

/** The generated parts of the README, by the name in their markers. */
export function readSections(): Record<string, string> {
	return {
		compatibility: compatibilityTable(JSON.parse(readFileSync(RECORDS, 'utf8'))),
		parameters: parameterTable(),
		race: raceSentence(readMeasured()),
		'special-numbers': specialNumberTable(),
	};
}

/**
 * A table of the end-to-end tests, file by file, that passed on each n8n.
 *
 * @param records what `npm run test:compat` has recorded, the newest n8n first
 */
export function compatibilityTable(records: readonly CompatibilityRecord[]): string {
	const files = [...new Set(records.flatMap((record) => Object.keys(record.files)))].sort();
	const rows = files.map((file) => [
		`\`${file}\``,
		...records.map((record) => describeResult(record.files[file])),
	]);
	const head = records.map(({ n8n, node }) => `n8n ${n8n}, Node ${node}`);
	return table(['Tests', ...head], rows);
}

function describeResult(result: CompatibilityRecord['files'][string] | undefined): string {
	if (result === undefined) return 'not run';
	const { passed, failed } = result;
	const all = `${passed} of ${passed + failed.length} passed`;
	return failed.length === 0 ? all : `${all}; not: ${failed.join('; ')}`;
}

function parameterTable(): string {
	const fields = smsProperties.filter(
		({ type, displayOptions: shown }) =>
			type !== 'collection' && matches(shown?.show?.operation) && matches(shown?.show?.resource),
	);
	const parameters = fields.filter(({ name }) => !['resource', 'operation'].includes(name));
	const options = smsProperties.find(({ name }) => name === 'options');
	return table(
		['Parameter', 'Default', 'Meaning'],
		[
			...parameters.map((field) => describeField(field, '')),
			...((options?.options ?? []) as INodeProperties[]).map((field) =>
				describeField(field, 'Options → '),
			),
		],
	);
}

function matches(values: unknown): boolean {
	return !Array.isArray(values) || values.includes('send') || values.includes('sms');
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
	if (value === '') return '';
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

function table(head: string[], rows: string[][]): string {
	const line = (cells: string[]) =>
		`| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
