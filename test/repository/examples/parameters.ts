import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

/**
 * What in a node's parameters its description does not know: names that no field has, and values
 * that a list does not offer. Takes the parameters as exported; returns a path for each.
 */
export function unknownParameters(
	{ properties }: Pick<INodeTypeDescription, 'properties'>,
	parameters: Record<string, unknown>,
	at = '',
): string[] {
	return Object.entries(parameters).flatMap(([name, value]) => {
		const path = at === '' ? name : `${at}.${name}`;
		const fields = properties.filter((property) => property.name === name);
		if (fields.length === 0) return [path];
		return fields.some((field) => unknownIn(field, value, path).length === 0)
			? []
			: unknownIn(fields[0], value, path);
	});
}

function unknownIn(field: INodeProperties | undefined, value: unknown, path: string): string[] {
	const options = field?.options ?? [];
	if (field?.type === 'collection') {
		const properties = options as INodeProperties[];
		return unknownParameters({ properties }, value as Record<string, unknown>, path);
	}
	const isList = field?.type === 'options' || field?.type === 'multiOptions';
	if (!isList || isExpression(value)) return [];
	const offered = new Set((options as INodePropertyOptions[]).map((option) => option.value));
	return [value]
		.flat()
		.filter((one) => !offered.has(one as string))
		.map((one) => `${path} = ${String(one)}`);
}

function isExpression(value: unknown): boolean {
	return typeof value === 'string' && value.startsWith('=');
}
