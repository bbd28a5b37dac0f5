/**
 * Makes a text safe to quote in the message of an error: n8n takes an execution for stopped by hand if
 * that message holds the word "canceled" (n8n-core, `processSuccessExecution`), wherever it comes from.
 *
 * Takes any text; returns it with that word in its British spelling, which n8n does not look for.
 */
export function quotable(text: string): string {
	return text.replaceAll('canceled', 'cancelled');
}
