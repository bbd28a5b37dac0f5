import pLimit from 'p-limit';

import type { Clock } from '../memory/clock';

// n8n takes about a millisecond to prepare a request, most of it after this has returned.
const AT_ONCE = 16;

/**
 * Spreads what starts at once: the function returned resolves 16 calls in a row, then lets n8n answer
 * its own requests before the next ones. Hundreds of requests that started in one go would keep it from
 * that for as long as it takes to prepare them all.
 */
export function giveWay(clock: Pick<Clock, 'sleep'>): () => Promise<void> {
	const limit = pLimit(1);
	let started = 0;
	return async () =>
		await limit(async () => {
			if (started > 0 && started % AT_ONCE === 0) await clock.sleep(0);
			started++;
		});
}
