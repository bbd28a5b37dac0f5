import { describePhone } from './phoneField';
import { shorten } from './shorten';

/** One thing an answer says; about a field of the request if `field` is not empty. */
export interface Said {
	readonly field: string;
	readonly message: string;
}

/** The API's own words about why it refused. */
export interface Reason {
	/** One line; empty if the answer gives none. */
	readonly text: string;
	readonly fields: readonly Said[];
}

const MAX_LENGTH = 300;
const MAX_FIELD_LENGTH = 100;
const MAX_FIELDS = 20;

// Levels of lists and objects.
const MAX_LEVELS = 4;

const MAX_PAGE = 65_536;

/**
 * Reads the reason out of an answer, in the shapes that APIs and gateways use:
 * - a text in `error`, `message`, `Message` (AWS), `title` and `detail` (RFC 9457), `error.message`;
 * - lists: `{error: [{field, message}]}` (LigueLead), `{message: [text]}` (NestJS),
 *   `{errors: {phones: [text]}}` (Laravel), `{errors: [{…}]}`, `{detail: [{loc, msg}]}` (FastAPI);
 * - a text, or an HTML page, of which the title counts.
 *
 * Takes parsed JSON or a text; returns an empty reason if there is none to read. Never throws.
 */
export function readReason(body: unknown): Reason {
	if (typeof body === 'string') return { text: readPage(body.slice(0, MAX_PAGE)), fields: [] };
	if (!isRecord(body)) return { text: '', fields: [] };
	const fields = readLists(body, MAX_LEVELS).slice(0, MAX_FIELDS);
	const parts = fields.length > 0 ? fields.map(describe) : readTexts(body, MAX_LEVELS);
	return { text: shorten(parts.join('; '), MAX_LENGTH), fields };
}

const LISTS = ['error', 'errors', 'message', 'detail', 'details', 'violations', 'issues'];
const FIELDS = ['field', 'path', 'param', 'property', 'loc', 'pointer'];
const MESSAGES = ['message', 'msg', 'detail', 'title', 'error', 'description', 'reason', 'Message'];

function readLists(body: Record<string, unknown>, levels: number): Said[] {
	let said: Said[] = [];
	if (levels === 0) return said;
	for (const key of LISTS) {
		const value = body[key];
		if (isRecord(value) && MESSAGES.some((name) => isText(value[name]))) {
			said = said.concat(readLists(value, levels - 1));
		} else if (typeof value === 'object') {
			said = said.concat(readList(value, '', levels));
		}
	}
	return said;
}

function readList(value: unknown, field: string, levels: number): Said[] {
	if (isText(value)) return [say(field, value)];
	if (levels === 0 || typeof value !== 'object' || value === null) return [];
	if (Array.isArray(value)) {
		return value.slice(0, MAX_FIELDS).flatMap((one) => readList(one, field, levels - 1));
	}
	const record = value as Record<string, unknown>;
	const message = firstText(record, MESSAGES);
	if (message !== undefined) return [say(readField(record) || field, message)];
	const { constraints } = record;
	const named = readField(record);
	if (named !== '' && isRecord(constraints)) return readList(Object.values(constraints), named, 2);
	return firstEntries(record).flatMap(([key, one]) =>
		readList(one, field === '' ? key : `${field}.${key}`, levels - 1),
	);
}

// FastAPI and others name a field by a list of its steps, RFC 6901 by a pointer.
function readField(entry: Record<string, unknown>): string {
	const { source } = entry;
	const value =
		FIELDS.map((name) => entry[name]).find(isPath) ?? (isRecord(source) && source.pointer);
	if (Array.isArray(value)) {
		const steps = value.filter((step) => typeof step === 'string' || typeof step === 'number');
		return (steps[0] === 'body' ? steps.slice(1) : steps).join('.');
	}
	return typeof value === 'string' ? value.replace(/^#?\//, '').replaceAll('/', '.') : '';
}

function isPath(value: unknown): boolean {
	return isText(value) || Array.isArray(value);
}

function say(field: string, message: string): Said {
	return { field: shorten(field, MAX_FIELD_LENGTH), message: shorten(message, MAX_LENGTH) };
}

function firstEntries(record: Record<string, unknown>): Array<[string, unknown]> {
	return Object.entries(record).slice(0, MAX_FIELDS);
}

function describe({ field, message }: Said): string {
	return withPhone(field === '' ? message : `${field}: ${message}`);
}

function withPhone(text: string): string {
	const phone = describePhone(text);
	return phone === undefined ? text : `${text} (${phone})`;
}

// "Bad Request" in one key and the reason in the other: both are shown.
function readTexts(body: Record<string, unknown>, levels: number): string[] {
	const { error } = body;
	const texts = isRecord(error) && levels > 0 ? readTexts(error, levels - 1) : [];
	for (const key of ['error', 'title', 'message', 'Message', 'detail', 'reason', 'description']) {
		const value = body[key];
		if (isText(value) && !texts.includes(value)) texts.push(value);
	}
	return [withPhone(shorten(texts.slice(0, 2).join(': '), MAX_LENGTH))];
}

function readPage(body: string): string {
	if (!/<html|<!doctype|<title|<h1/i.test(body)) return shorten(body, MAX_LENGTH);
	const said = readElement(body, /<title/i) || readElement(body, /<h1/i);
	return said || 'a page instead of an answer';
}

// By searching forward only: a regular expression over a whole element takes quadratic time on
// `<title<title<title…`.
function readElement(page: string, tag: RegExp): string {
	const start = page.search(tag);
	const open = start < 0 ? -1 : page.indexOf('>', start);
	if (open < 0) return '';
	const end = page.indexOf('<', open);
	return shorten(page.slice(open + 1, end < 0 ? undefined : end), MAX_LENGTH);
}

function firstText(record: Record<string, unknown>, names: readonly string[]): string | undefined {
	return names.map((name) => record[name]).find(isText);
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
