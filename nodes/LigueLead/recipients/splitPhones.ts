import { finish, type Steps } from '../steps';
import { splitTextSteps } from './splitText';

/** Deeper nesting is not a list of phones; it also ends an array that contains itself. */
const MAX_DEPTH = 10;

function parseJsonArray(text: string): unknown[] | undefined {
	if (!/^\s*\[.*\]\s*$/s.test(text)) return undefined;
	try {
		const parsed: unknown = JSON.parse(text);
		return Array.isArray(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}

function listOf(value: unknown): unknown[] | undefined {
	if (typeof value === 'string') return parseJsonArray(value);
	if (Array.isArray(value)) return Array.from<unknown>(value);
	// By its tag: a Set from an expression belongs to another realm, where instanceof is false.
	const isSet = Object.prototype.toString.call(value) === '[object Set]';
	return isSet ? Array.from(value as Set<unknown>) : undefined;
}

function flattenFrom(value: unknown, depth: number): unknown[] {
	if (value === null || value === undefined) return [];
	const list = depth < MAX_DEPTH ? listOf(value) : undefined;
	return list === undefined ? [value] : list.flatMap((entry) => flattenFrom(entry, depth + 1));
}

/** The cells of a value: what arrays, Sets and the text of JSON arrays hold, nested too, without null. */
export function flatten(value: unknown): unknown[] {
	return flattenFrom(value, 0);
}

/**
 * Splits the Phones parameter into entries of one number each, for `parsePhone`.
 *
 * @param value text with one or many numbers, the text of a JSON array, a number, an array or Set of any of
 *   these (nested too), null or undefined
 * @returns the entries in order; empty ones are left out. Anything else (an object, a date, a boolean) is one
 *   entry as it is, which `parsePhone` refuses: which of an object's fields holds the phone is not guessed.
 *   Never throws.
 */
export function splitPhones(value: unknown): unknown[] {
	return finish(splitPhonesSteps(value));
}

/** The same in steps: one for each cell, and for each entry of a long one. */
export function* splitPhonesSteps(value: unknown): Steps<unknown[]> {
	const entries: unknown[] = [];
	for (const cell of flatten(value)) {
		if (typeof cell !== 'string') entries.push(cell);
		else if (/^\d+$/.test(cell)) entries.push(cell);
		else for (const entry of yield* splitTextSteps(cell)) entries.push(entry);
		yield;
	}
	return entries;
}
