import type { Mask } from '../outcomes';

// A shorter one is no secret, and would be found everywhere.
const MIN_SECRET = 4;

// From here on, a secret is blanked out within longer words too.
const MIN_PART = 8;

// Characters of a header that HTTP clients leave out: axios, of a text that is no byte string.
const NOT_SENT = /[^\t\u0020-\u007e\u0080-\u00ff]+/g;

/**
 * Makes the function that blanks out secrets in a text, in every form in which a gateway or a proxy may
 * quote a request's headers: as they are stored, as they are sent, URL-encoded, in base64 (also within a
 * longer text), escaped for HTML or JSON. Secrets of fewer than 4 characters are none.
 */
export function maskFor(secrets: readonly unknown[]): Mask {
	const forms = secrets.flatMap((secret) => formsOf(String(secret ?? '')));
	if (forms.length === 0) return (text) => text;
	// The longest first, so that no part of one stays.
	const patterns = [...new Set(forms)].sort((a, b) => b.length - a.length).map(toPattern);
	const pattern = new RegExp(patterns.join('|'), 'g');
	return (text) => text.replace(pattern, '***');
}

function formsOf(secret: string): string[] {
	const stored = secret.trim();
	const sent = stored.replace(NOT_SENT, '').trim();
	const plain = [stored, sent].filter((form) => form.length >= MIN_SECRET);
	return plain.flatMap((form) => [
		form,
		...urlEncoded(form),
		...base64(form),
		...htmlEscaped(form),
		...jsonEscaped(form),
	]);
}

function urlEncoded(text: string): string[] {
	const encoded = encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));
	const lower = encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
	const strict = encoded.replace(/[!'()*]/g, (sign) => `%${hex(sign).toUpperCase()}`);
	return [encoded, lower, strict].flatMap((one) => [one, one.replaceAll('%20', '+')]);
}

// What base64 makes of a text depends on where in a longer one it starts.
function base64(text: string): string[] {
	if (text.length < MIN_PART) return [Buffer.from(text).toString('base64')];
	const forms = [0, 1, 2].map((before) => {
		const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
		const start = Math.ceil((before * 8) / 6);
		return bytes.toString('base64').slice(start, Math.floor((bytes.length * 8) / 6));
	});
	return forms.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
}

function htmlEscaped(text: string): string[] {
	const named = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
	const numbered = (code: (sign: string) => string) =>
		text.replace(/[&<>"'`/]/g, (sign) => `&#${code(sign)};`);
	return [
		...['"', '&quot;', '&#34;'].flatMap((double) =>
			["'", '&#39;', '&#x27;', '&apos;'].map((single) =>
				named.replaceAll('"', double).replaceAll("'", single),
			),
		),
		numbered((sign) => String(sign.charCodeAt(0))),
		numbered((sign) => `x${hex(sign)}`),
		numbered((sign) => `x${hex(sign).toUpperCase()}`),
	];
}

function jsonEscaped(text: string): string[] {
	const escaped = JSON.stringify(text).slice(1, -1);
	const ascii = escaped.replace(/[^ -~]/g, (one) => `\\u${hex(one).padStart(4, '0')}`);
	return [escaped, ascii, escaped.replaceAll('/', '\\/')];
}

function hex(sign: string): string {
	return sign.charCodeAt(0).toString(16);
}

function toPattern(form: string): string {
	const literal = form.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
	return form.length < MIN_PART ? `(?<![\\w-])${literal}(?![\\w-])` : literal;
}
