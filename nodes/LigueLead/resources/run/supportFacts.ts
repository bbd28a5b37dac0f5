import { version } from '../../../../package.json';
import type { Account } from '../../api/request';
import type { Outcome } from '../../outcomes';

const SHOWN = 4;

/**
 * Adds to what was not accepted what LigueLead's support asks for beside the ids of the request: the end of the app
 * ID (all of it would identify the account to whoever reads a log), the time, and the version of this package. Takes
 * when the request ended, in milliseconds since 1970.
 */
export function addSupportFacts(outcome: Outcome, account: Account, at: number): Outcome {
	if (outcome.outcome === 'accepted') return outcome;
	const appId = String(account.credential.data?.appId ?? '');
	const support = {
		...(appId.length > 2 * SHOWN && { app_id_ends_in: appId.slice(-SHOWN) }),
		at: new Date(at).toISOString(),
		node_version: version,
	};
	return { ...outcome, details: { ...outcome.details, support } };
}
