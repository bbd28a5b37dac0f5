import type { IncomingHttpHeaders } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip } from 'node:zlib';

const chunk = Buffer.alloc(64 * 1024, 1);

/** JSON of objects and lists in turn, `levels` deep. */
export function deepJson(levels: number): string {
	const opening = Array.from({ length: levels }, (_, level) => (level % 2 ? '[' : '{"error":'));
	const closing = Array.from({ length: levels }, (_, level) => (level % 2 ? ']' : '}')).reverse();
	return [...opening, '"deep"', ...closing].join('');
}

function* repeatedChunk(bytes: number): Generator<Buffer> {
	for (let left = bytes; left > 0; left -= chunk.length) {
		yield left < chunk.length ? chunk.subarray(0, left) : chunk;
	}
}

/** So many MB (of 1,000,000 bytes) of U+0001, made as they are read. */
export function controlCharacters(megabytes: number): Readable {
	return Readable.from(repeatedChunk(megabytes * 1_000_000), { objectMode: false });
}

/** The same, gzipped. */
export function gzippedControlCharacters(megabytes: number): Readable {
	// An error here is a reader who has left, and ends both streams.
	return pipeline(controlCharacters(megabytes), createGzip(), () => undefined);
}

async function* bytesForEver(pauseMs: number): AsyncGenerator<Buffer> {
	for (;;) {
		yield Buffer.from(' ');
		await sleep(pauseMs, undefined, { ref: false });
	}
}

/** One byte each `pauseMs`, until the stream is destroyed. */
export function drip(pauseMs: number): Readable {
	return Readable.from(bytesForEver(pauseMs), { objectMode: false });
}

/** So many kB (of 1,000 bytes) of a tag that begins and never ends. */
export function titles(kilobytes: number): string {
	const tag = '<title';
	return tag.repeat(Math.ceil((kilobytes * 1000) / tag.length)).slice(0, kilobytes * 1000);
}

function escapedHtml(text: string): string {
	return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Each header plain, URL-encoded, in base64 and escaped for HTML, a line each. */
export function reflectedHeaders(headers: IncomingHttpHeaders): string[] {
	return Object.entries(headers).flatMap(([name, value]) => {
		const text = String(value);
		return [
			text,
			encodeURIComponent(text),
			Buffer.from(text).toString('base64'),
			escapedHtml(text),
		].map((form) => `${name}: ${form}`);
	});
}
