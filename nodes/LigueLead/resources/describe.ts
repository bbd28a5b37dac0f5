import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

import { CREDENTIAL } from '../api/request';
import type { Operation, Resource } from './operation';

/**
 * All parameters of a node that offers these resources: the lists 'Resource' and 'Operation', and the
 * fields of each operation, shown for that operation of that resource only.
 */
export function describeProperties(resources: readonly Resource[]): INodeProperties[] {
	return [
		selectResource(resources),
		...resources.flatMap(selectOperation),
		...resources.flatMap((resource) =>
			resource.operations.flatMap((operation) =>
				operation.fields.map((field) =>
					showFor(field, { resource: [resource.value], operation: [operation.value] }),
				),
			),
		),
	];
}

function selectResource(resources: readonly Resource[]): INodeProperties {
	const firstChoice = resources[0]?.value ?? '';
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		default: firstChoice,
		options: resources.map(({ name, value }) => ({ name, value })),
	};
}

// n8n shows or hides whole parameters, not the entries of a list: a tool has a list of its own. An n8n
// that knows no '@tool' shows the first list everywhere.
function selectOperation({ value, operations, firstChoice }: Resource): INodeProperties[] {
	const list = (offered: readonly Operation[]): INodeProperties => ({
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: firstChoice,
		options: offered.map(({ name, value, action, description }) => ({
			name,
			value,
			action,
			description,
		})),
	});
	const forTools = operations.filter(({ notAsTool }) => notAsTool !== true);
	const all = showFor(list(operations), { resource: [value] });
	if (forTools.length === operations.length) return [all];
	return [
		{ ...all, displayOptions: { ...all.displayOptions, hide: { '@tool': [true] } } },
		showFor(list(forTools), { resource: [value], '@tool': [true] }),
	];
}

function showFor(
	field: INodeProperties,
	show: NonNullable<INodeProperties['displayOptions']>['show'],
): INodeProperties {
	const { displayOptions } = field;
	return {
		...field,
		displayOptions: { ...displayOptions, show: { ...displayOptions?.show, ...show } },
	};
}

/**
 * The credential, for the operations that send requests. One entry and by operation alone, since n8n
 * looks at the first entry of a credential only, and cannot show one for pairs: an operation's value
 * sends in each resource that has it, or in none.
 */
export function describeCredentials(resources: readonly Resource[]): INodeCredentialDescription[] {
	const sending = resources
		.flatMap(({ operations }) => operations)
		.filter(({ sends }) => sends)
		.map(({ value }) => value);
	const displayOptions = { show: { operation: [...new Set(sending)] } };
	return [{ name: CREDENTIAL, required: true, displayOptions }];
}

/** The expression that says below the node what it does. */
export function describeSubtitle(resources: readonly Resource[]): string {
	const texts: Record<string, string> = {};
	const marks: string[] = [];
	for (const resource of resources) {
		for (const { value, name, subtitle } of resource.operations) {
			texts[`${resource.value} ${value}`] = subtitle ?? `${name} ${resource.name}`;
		}
		for (const [parameter, word] of Object.entries(resource.marks ?? {})) {
			const isOn = `$parameter["resource"] === "${resource.value}" && $parameter["${parameter}"]`;
			marks.push(` + (${isOn} ? " (${word})" : "")`);
		}
	}
	const chosen = '$parameter["resource"] + " " + $parameter["operation"]';
	return `={{ (${JSON.stringify(texts)}[${chosen}] ?? "")${marks.join('')} }}`;
}
