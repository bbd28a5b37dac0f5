import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { EventFilter } from '../../statusEvents';
import { CHANNELS, OTHER, readPhoneFilter, readWords, STATUSES } from '../../statusEvents';

/** Why the parameters let no event pass that should, and the way out. */
export interface FilterProblem {
	readonly problem: string;
	readonly remedy: string;
}

/** As {@link readFilter}; undefined if an expression fails. Never throws. */
export function tryReadFilter(
	context: IHookFunctions | IWebhookFunctions,
): EventFilter | FilterProblem | undefined {
	try {
		return readFilter(context);
	} catch {
		return undefined;
	}
}

/**
 * Reads the trigger's parameters, which may be expressions of any type. Returns the filter, or what is
 * wrong with it: LigueLead posts an event once, so one that is dropped for a mistake is lost unseen.
 * Throws if an expression fails.
 */
function readFilter(context: IHookFunctions | IWebhookFunctions): EventFilter | FilterProblem {
	const statuses = readWords(context.getNodeParameter('statuses', []));
	const channels = readWords(context.getNodeParameter('channels', []));
	const options = context.getNodeParameter('options', {}) as {
		campaignIds?: unknown;
		phones?: unknown;
	};
	const { phones, unreadable } = readPhoneFilter(options.phones);
	if (unreadable.length > 0) {
		return {
			problem: `'Phones' holds "${unreadable[0]}", which is no Brazilian phone number`,
			remedy: 'No event could ever match it. Correct the number or remove it.',
		};
	}
	return (
		wrongChoice('Trigger On', statuses, [...STATUSES, OTHER]) ??
		wrongChoice('Channels', channels, CHANNELS) ?? {
			statuses,
			channels,
			campaignIds: readWords(options.campaignIds),
			phones,
		}
	);
}

function wrongChoice(
	parameter: string,
	chosen: ReadonlySet<string>,
	known: readonly string[],
): FilterProblem | undefined {
	const unknown = [...chosen].find((word) => !known.includes(word));
	if (unknown === undefined && chosen.size > 0) return undefined;
	return {
		problem:
			unknown === undefined ? `'${parameter}' is empty` : `'${parameter}' holds "${unknown}"`,
		remedy: `Choose one or more of: ${known.join(', ')}.`,
	};
}
