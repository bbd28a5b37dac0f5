import { parsePhone } from './parsePhone';

const LEVELS = [
	/[\r\n\v\f\u0085\u2028\u2029]+/,
	/;/,
	/\|/,
	/\t/,
	/,/,
	/\s(?:e|ou|and|or|&)\s/i,
	/\s\/\s/,
	/\//,
];

function splitText(text: string, level = 0): string[] {
	const trimmed = text.trim();
	const separator = LEVELS[level];
	if (trimmed === '') return [];
	if (separator === undefined || parsePhone(trimmed).valid) return [trimmed];
	return trimmed.split(separator).flatMap((part) => splitText(part, level + 1));
}

export function splitPhones(value: unknown): unknown[] {
	if (value === null || value === undefined) return [];
	if (typeof value === 'string') return splitText(value);
	if (Array.isArray(value) || value instanceof Set)
		return [...value].flatMap((entry) => splitPhones(entry));
	return [value];
}
