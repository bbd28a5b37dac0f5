import { randomUUID } from 'crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

const CONTEXT_KEY = 'ligueLeadPass';

/** The query parameter of the resume URL that says which pass of a loop it was given to. */
export const PASS = 'pass';

interface Pass {
	readonly execution: string;
	readonly run: number;
	readonly token: string;
}

/**
 * The token of this pass: in a loop, all passes have the same resume URL. The tries of one pass share
 * it, because an event may be about what an earlier try sent; a retry of the execution has its own.
 */
export function passOf(context: IExecuteFunctions): string {
	const kept = context.getContext('node');
	const known = kept[CONTEXT_KEY] as Pass | undefined;
	const execution = context.getExecutionId();
	const run = context.getWorkflowDataProxy(0).$runIndex as number;
	// Without an execution of its own, as a tool of an MCP server, there is no id.
	const isKnown = known !== undefined && known.execution === execution && known.run === run;
	if (isKnown) return known.token;
	const token = randomUUID();
	kept[CONTEXT_KEY] = { execution, run, token } satisfies Pass;
	return token;
}

/**
 * Adds the token to a resume URL. n8n checks the signature in the URL and not what else is in its query
 * (seen in n8n 2.41; n8n 1 signs no URL of this operation), and LigueLead calls it as it is written.
 */
export function withPass(url: string, token: string): string {
	return `${url}${url.includes('?') ? '&' : '?'}${PASS}=${token}`;
}
