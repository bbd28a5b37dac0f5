import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ItemFailure, ItemResult } from '../../campaigns';

/**
 * One output per item, in order and paired. A failure has the keys `error`, `message` and `details`
 * and no other: that shape alone is routed to the error output by n8n with its facts intact.
 */
export function toOutput(results: readonly ItemResult[]): INodeExecutionData[] {
	return results.map((result, item) => ({
		json: (result.kind === 'success' ? result.json : failureJson(result.failure)) as IDataObject,
		pairedItem: { item },
	}));
}

function failureJson({ message, remedy, details }: ItemFailure): Record<string, unknown> {
	return { error: message, message: remedy, details };
}
