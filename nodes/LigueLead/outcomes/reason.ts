/** The API's own words about why it refused. */
export interface Reason {
	/** One line; empty where the answer gives none. */
	readonly text: string;
	readonly fields: ReadonlyArray<{ readonly field: string; readonly message: string }>;
}

const MAX_LENGTH = 300;

/**
 * Reads the reason out of an answer: `{"error": "text"}`, `{"error": [{field, message}]}`, also
 * `{"message": "text"}`, or an HTML page of a gateway, of which the title counts.
 *
 * Takes parsed JSON or text of any shape; returns an empty reason where there is none to read.
 */
export function readReason(body: unknown): Reason {
	if (typeof body === 'string') return { text: readText(body), fields: [] };
	if (typeof body !== 'object' || body === null) return { text: '', fields: [] };
	const { error, message } = body as { error?: unknown; message?: unknown };
	if (Array.isArray(error)) {
		const fields = error.map(readField).filter(({ message: said }) => said !== '');
		const text = fields.map(({ field, message: said }) => (field ? `${field}: ${said}` : said));
		return { text: cut(text.join('; ')), fields };
	}
	const said = [error, message, (error as { message?: unknown } | null | undefined)?.message];
	const text = said.find((value) => typeof value === 'string' && value.trim() !== '');
	return { text: typeof text === 'string' ? cut(text) : '', fields: [] };
}

function readField(entry: unknown): { field: string; message: string } {
	if (typeof entry === 'string') return { field: '', message: entry };
	const { field, message } = (entry ?? {}) as { field?: unknown; message?: unknown };
	return {
		field: typeof field === 'string' ? field : '',
		message: typeof message === 'string' ? message : '',
	};
}

function readText(body: string): string {
	const title = /<title[^>]*>([^<]*)<\/title>/i.exec(body)?.[1];
	const heading = /<h1[^>]*>([^<]*)<\/h1>/i.exec(body)?.[1];
	if (/<html|<!doctype/i.test(body)) return cut(title ?? heading ?? 'a page instead of an answer');
	return cut(body);
}

function cut(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}…` : line;
}
