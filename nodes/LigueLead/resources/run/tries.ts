import type { IExecuteFunctions } from 'n8n-workflow';

import { isTool } from './isTool';

const CONTEXT_KEY = 'ligueLeadTries';

// What n8n makes of Max. Tries, whatever is saved.
const FEWEST = 2;
const MOST = 5;
const DEFAULT = 3;

/**
 * Counts the tries of *Retry On Fail* in the node's context. To be called once at the start of each, before
 * anything can fail: n8n counts those that throw, too. Takes the pass of a loop; returns whether n8n will
 * run the node once more if this try's first item has failed.
 */
export function countTry(context: IExecuteFunctions, pass: number): boolean {
	const node = context.getNode();
	if (node.retryOnFail !== true || isTool(node)) return false;
	const memory = context.getContext('node');
	const run = `${context.getExecutionId()} ${pass}`;
	const before = memory[CONTEXT_KEY] as { run: string; tries: number } | undefined;
	const tries = (before?.run === run ? before.tries : 0) + 1;
	memory[CONTEXT_KEY] = { run, tries };
	return tries < Math.min(MOST, Math.max(FEWEST, node.maxTries || DEFAULT));
}

/** To be called when all has gone well: there is no further try. */
export function forgetTries(context: IExecuteFunctions): void {
	delete context.getContext('node')[CONTEXT_KEY];
}
