import { setTimeout as sleep } from 'node:timers/promises';
import type { Runner } from './run';

// What the node stores after its output is there is over by then: an order on its own.
const QUIET_MS = 1_500;

/** The same, each run after a pause. */
export function afterQuiet(runner: Runner): Runner {
	const run = async () => {
		await sleep(QUIET_MS);
		return runner.run();
	};
	return { ...runner, run };
}
