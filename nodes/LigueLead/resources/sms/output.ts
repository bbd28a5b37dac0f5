import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import type { ItemFailure, ItemResult } from '../../campaigns';

/**
 * One output per item, in order and paired. A failure has the keys `error`, `message` and `details`
 * and no other: that shape alone is routed to the error output by n8n 2 with its facts intact.
 */
export function toOutput(results: readonly ItemResult[], node: INode): INodeExecutionData[] {
	const routed = node.onError === 'continueErrorOutput';
	return results.map((result, item) => {
		const output: INodeExecutionData = {
			json: (result.kind === 'success' ? result.json : failureJson(result.failure)) as IDataObject,
			pairedItem: { item },
		};
		if (routed && result.kind === 'failure') markFailed(output, node, result.failure.message);
		return output;
	});
}

function failureJson({ message, remedy, details }: ItemFailure): Record<string, unknown> {
	return { error: message, message: remedy, details };
}

// n8n 1 takes an item with `details` for a success unless `error` stands beside `json`, and n8n
// replaces the whole json of such an item by its message. Not enumerable, `error` is there when the
// item is routed and gone from the copy that is passed on.
function markFailed(output: INodeExecutionData, node: INode, message: string): void {
	const value = new NodeOperationError(node, message);
	Object.defineProperty(output, 'error', { value, enumerable: false });
}
