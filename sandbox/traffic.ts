import type { IncomingHttpHeaders } from 'node:http';

const kept = 200;
const secretHeaders = new Set([
	'api-token',
	'app-id',
	'authorization',
	'control-token',
	'cookie',
	'proxy-authorization',
]);

/** One of the last requests; the value of a header with a secret is `[hidden]`. */
export interface SeenRequest {
	method: string;
	url: string;
	/** Unix milliseconds. */
	at: number;
	headers: Record<string, string>;
}

/** A request to the path that the redirect faults point to. */
export interface RedirectedCall {
	method: string;
	/** Whether the caller has carried the token over to the other path. */
	withToken: boolean;
}

interface RawRequest {
	method: string;
	url: string;
	at: number;
	headers: IncomingHttpHeaders;
}

function visible(headers: IncomingHttpHeaders): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			secretHeaders.has(name) ? '[hidden]' : String(value),
		]),
	);
}

/** Counts the requests to the API. */
export class Traffic {
	requests = 0;
	concurrent = 0;
	maxConcurrent = 0;
	/** Answers by HTTP status; requests that never got one are under `none`. */
	answers: Record<string, number> = {};
	redirected: RedirectedCall[] = [];
	private last: RawRequest[] = [];

	start(request: RawRequest): void {
		this.requests++;
		this.concurrent++;
		if (this.concurrent > this.maxConcurrent) this.maxConcurrent = this.concurrent;
		this.last[(this.requests - 1) % kept] = request;
	}

	end(answer: string): void {
		this.concurrent--;
		this.answers[answer] = (this.answers[answer] ?? 0) + 1;
	}

	/** The last requests, at most 200, newest first. */
	lastRequests(): SeenRequest[] {
		const oldest = this.requests > kept ? this.requests % kept : 0;
		const inOrder = [...this.last.slice(oldest), ...this.last.slice(0, oldest)];
		return inOrder.reverse().map((request) => ({ ...request, headers: visible(request.headers) }));
	}

	/** Starts counting anew; requests in progress stay counted as such. */
	reset(): void {
		this.requests = 0;
		this.maxConcurrent = this.concurrent;
		this.answers = {};
		this.redirected = [];
		this.last = [];
	}
}
