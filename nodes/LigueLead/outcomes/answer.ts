/** What came back for a request, before anybody judged it. */
export type RawAnswer =
	| { readonly kind: 'response'; readonly response: HttpResponse }
	| { readonly kind: 'noResponse'; readonly cause: NetworkCause };

export interface HttpResponse {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, unknown>>;
	/** Parsed JSON, or the text if it was none. */
	readonly body: unknown;
}

/** Why no whole response arrived. */
export interface NetworkCause {
	/** Node's or axios's code, such as ECONNREFUSED; undefined if there was none. */
	readonly code?: string;
	/** The system call that ended, such as `connect`. */
	readonly syscall?: string;
	/** The status, if headers had arrived before the connection was cut. */
	readonly status?: number;
	readonly text: string;
}

/**
 * Reads what an HTTP helper threw.
 *
 * Takes the thrown value: n8n wraps the axios error, whose own cause is the socket's. Returns code,
 * system call and text, found anywhere along that chain, and the status if a response had begun.
 */
export function readNetworkCause(thrown: unknown): NetworkCause {
	const chain = causes(thrown);
	const find = (key: string) =>
		chain.map((link) => link[key]).find((value) => typeof value === 'string');
	const status = chain
		.map((link) => Number(link.httpCode ?? link.status))
		.find((value) => Number.isInteger(value) && value >= 100 && value < 600);
	const text = chain
		.flatMap((link) => [link.messages, link.message])
		.flat()
		.find((value) => typeof value === 'string' && value !== '');
	return {
		code: deepest(chain, 'code') as string | undefined,
		syscall: find('syscall') as string | undefined,
		...(status !== undefined && { status }),
		text: typeof text === 'string' ? text : '',
	};
}

const MAX_DEPTH = 6;

function causes(thrown: unknown): Array<Record<string, unknown>> {
	const chain: Array<Record<string, unknown>> = [];
	let link = thrown;
	while (typeof link === 'object' && link !== null && chain.length < MAX_DEPTH) {
		chain.push(link as Record<string, unknown>);
		// Node tries each address of a host; if all of them fail, one error holds theirs.
		const { cause, errors } = link as { cause?: unknown; errors?: unknown };
		link = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
	}
	return chain;
}

// axios says ERR_NETWORK or the like, and its cause, the socket's own error, is more exact.
function deepest(chain: Array<Record<string, unknown>>, key: string): unknown {
	const values = chain.map((link) => link[key]).filter((value) => typeof value === 'string');
	return values.at(-1);
}
