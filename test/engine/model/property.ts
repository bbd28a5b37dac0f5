import fc from 'fast-check';
import type { RunDetails } from 'fast-check';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { play } from './play';
import { scenarios, type Scenario } from './scenario';

/** A sandbox whose token and app ID stand nowhere else. */
export async function startModelSandbox(): Promise<Sandbox> {
	return await startSandbox({ token: 'tok-6f1c9a2e4b', appId: 'app-93b7d1c40e' });
}

/** How a check goes. */
export interface CheckOptions {
	readonly seed: number;
	/** Scenarios at most. */
	readonly runs: number;
	/** The scenario to begin with, as fast-check names it. */
	readonly path?: string;
	/** Milliseconds after which a failing scenario is made no smaller; 0: not at all. */
	readonly shrinkFor: number;
}

export type Checked = RunDetails<[Scenario]>;

/** Plays random scenarios until one goes wrong; then looks for a smaller one that does, too. */
export async function check(sandbox: Sandbox, options: CheckOptions): Promise<Checked> {
	const { seed, runs, path, shrinkFor } = options;
	const property = fc.asyncProperty(scenarios, async (scenario) => {
		const wrong = await play(scenario, sandbox);
		if (wrong.length > 0) throw new Error(wrong.join('\n'));
	});
	const found = await fc.check(property, { seed, path, numRuns: runs, endOnFailure: true });
	if (!found.failed || shrinkFor === 0) return found;
	const smaller = await fc.check(property, {
		seed,
		path: found.counterexamplePath ?? undefined,
		numRuns: 1,
		interruptAfterTimeLimit: shrinkFor,
		markInterruptAsFailure: false,
	});
	return smaller.failed ? { ...smaller, numRuns: found.numRuns } : found;
}

/** What went wrong in which scenario, and how to play it again. */
export function describeFound({
	seed,
	counterexample,
	counterexamplePath,
	errorInstance,
}: Checked) {
	const what = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
	const shown = JSON.stringify(counterexample?.[0], null, 1).replace(/x{20,}/g, 'x…');
	return `${what}\n${shown}\nAgain: npm run test:model -- --seed ${seed} --path ${counterexamplePath}`;
}
