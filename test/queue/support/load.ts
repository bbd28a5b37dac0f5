import axios from 'axios';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';

const REGISTRATION_MS = 20_000;

// A connection each: n8n closes one that is idle for five seconds, just when the next call may use it.
const agent = new Agent({ keepAlive: false });

/** A valid mobile number for each number from 0 up to 80 million; none is special to the sandbox. */
export function phone(n: number): string {
	return `219${10_000_000 + n}`;
}

/** The answer of a webhook; status 0 if the connection failed. */
export interface Answer {
	status: number;
	body: unknown;
}

/**
 * Posts to a production webhook, once, and takes any answer; again while it answers 404, as it does
 * for a moment after the workflow's activation.
 */
export async function post(url: string, path: string, body: unknown): Promise<Answer> {
	const deadline = Date.now() + REGISTRATION_MS;
	for (;;) {
		const answer = await postOnce(url, path, body);
		if (answer.status !== 404 || Date.now() > deadline) return answer;
		await sleep(200);
	}
}

async function postOnce(url: string, path: string, body: unknown): Promise<Answer> {
	try {
		const { status, data } = await axios.post<unknown>(`${url}/webhook/${path}`, body, {
			proxy: false,
			httpAgent: agent,
			validateStatus: () => true,
			maxBodyLength: Infinity,
		});
		return { status, body: data };
	} catch (error) {
		return { status: 0, body: String(error) };
	}
}

/** Calls a function for each element, so many at a time, and returns the results in order. */
export async function eachOf<T, R>(
	list: readonly T[],
	atOnce: number,
	call: (element: T, index: number) => Promise<R>,
): Promise<R[]> {
	const limit = pLimit(atOnce);
	return await Promise.all(list.map((element, index) => limit(call, element, index)));
}
