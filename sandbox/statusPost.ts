import type { Agent } from 'node:http';
import axios from 'axios';

export interface PostOptions {
	agent: Agent;
	/** Gives the post up; its result then tells nothing. */
	signal: AbortSignal;
	/** For the whole call, from connecting to the last byte of the answer. */
	timeoutMs: number;
}

function failure(error: unknown): string {
	if (!axios.isAxiosError(error)) return `failed: ${String(error)}`;
	return `failed: ${error.code ?? error.message}`;
}

/** Posts one status event, once. Returns what became of it: `HTTP 200`, or why there is no answer. */
export async function postStatus(
	url: string,
	event: object,
	{ agent, signal, timeoutMs }: PostOptions,
): Promise<string> {
	// The timeout of axios would start anew with each byte of an answer that drips.
	const limit = AbortSignal.timeout(timeoutMs);
	try {
		const { status } = await axios.post(url, event, {
			signal: AbortSignal.any([signal, limit]),
			httpAgent: agent,
			maxRedirects: 0,
			proxy: false,
			validateStatus: () => true,
			responseType: 'text',
		});
		return `HTTP ${status}`;
	} catch (error) {
		if (!limit.aborted) return failure(error);
		return `failed: no answer within ${timeoutMs / 1000} seconds`;
	}
}
