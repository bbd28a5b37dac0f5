import { controlCall } from './controlCall.js';

const question =
	'Delete all messages? Faults, limits and the webhook URL go back to what they were at the start.';

/** Asks, then empties the sandbox; false when it did not. */
export async function clearSandbox() {
	return confirm(question) && (await controlCall('POST', '/reset')) !== undefined;
}
