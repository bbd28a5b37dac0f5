import { sleep } from 'n8n-workflow';

import type { Steps } from '../../steps';

/** Milliseconds. Room is left for what else n8n does before it looks at its requests again. */
const SLICE = 30;

/**
 * Does work step by step, and lets n8n answer its requests every 30 ms: without that, it answers nobody (no
 * health check, no webhook) until a long list is through. Returns the result of the work; rejects with what a
 * step throws.
 */
export async function inSlices<Result>(steps: Steps<Result>): Promise<Result> {
	let end = Date.now() + SLICE;
	for (;;) {
		const { done, value } = steps.next();
		if (done === true) return value;
		if (Date.now() < end) continue;
		await sleep(0);
		end = Date.now() + SLICE;
	}
}
