import type { Refusal } from './types';

/** Reads a text or a number as text, nothing as empty text; undefined for any other type. */
export function asText(value: unknown): string | undefined {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value;
	return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
}

/** Reads a switch, also as the text `true` or `false`, nothing as false; undefined for the rest. */
export function asBoolean(value: unknown): boolean | undefined {
	if (value === undefined || value === null || value === '') return false;
	if (typeof value === 'boolean') return value;
	const word = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
	return word === 'true' ? true : word === 'false' ? false : undefined;
}

/** Refuses a value whose type the parameter cannot have. */
export function wrongType(item: number, parameter: string, wanted: string): Refusal {
	return {
		kind: 'refusal',
		item,
		parameter,
		message: `'${parameter}' is not ${wanted}`,
		remedy: `Check the expression of '${parameter}': it has to yield ${wanted}.`,
	};
}
