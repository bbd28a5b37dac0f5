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
