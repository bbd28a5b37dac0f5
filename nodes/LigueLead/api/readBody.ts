import { closeJson } from './closeJson';

/** How much of an answer is read, in bytes; no answer of LigueLead's comes near it. */
const MAX_BYTES = 262_144;

/**
 * Reads the body of a response as JSON, or as the text it is otherwise. Takes a stream of bytes, of
 * which the first 256 KB are read and the rest is left to whoever sends it: the connection is closed.
 * JSON that was cut there is read as far as it is whole.
 *
 * Anything but a stream comes back as it is. Rejects if the stream ends too early.
 */
export async function readBody(body: unknown): Promise<unknown> {
	if (!isStream(body)) return body;
	const decoder = new TextDecoder();
	let text = '';
	let bytes = 0;
	for await (const chunk of body) {
		const kept = chunk.subarray(0, MAX_BYTES - bytes);
		text += decoder.decode(kept, { stream: true });
		bytes += chunk.length;
		if (bytes > MAX_BYTES) return parse(closeJson(text)) ?? text;
	}
	return parse(text) ?? text;
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
