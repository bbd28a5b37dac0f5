import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import type { ItemFailure, ItemResult } from '../../campaigns';
import { mapInSteps } from '../../steps';
import { inputOf } from './includeInput';
import { inSlices } from './inSlices';

/** What an item asked for, by the key under which its `details` show it. */
export type Wanted = (item: number) => Readonly<Record<string, unknown>>;

/**
 * One output per item, in order and paired. A failure has the keys `error` and `details` and no other:
 * on the error output, n8n adds the input's fields, and what stands in the item replaces those of the
 * same name. A message whose text is in `message` has to keep it, or the next node would send something else.
 *
 * Takes the results by item, and what to tell in a failure's `details` of what was asked for.
 */
export async function toOutput(
	results: readonly ItemResult[],
	context: IExecuteFunctions,
	wanted: Wanted = () => ({}),
): Promise<INodeExecutionData[]> {
	const node = context.getNode();
	const routed = node.onError === 'continueErrorOutput';
	const input = inputOf(context);
	const steps = mapInSteps(results, (result, item) => {
		const own = result.kind === 'success' ? result.json : failureJson(result.failure, wanted(item));
		// On the error output, n8n itself adds the input's fields.
		const json = routed && result.kind === 'failure' ? own : { ...own, ...input(item) };
		const output: INodeExecutionData = { json: json as IDataObject, pairedItem: { item } };
		if (routed && result.kind === 'failure') markFailed(output, node, result.failure.message);
		return output;
	});
	return await inSlices(steps);
}

/** The json of a failing item; takes what to add to its details. */
export function failureJson(
	{ message, remedy, details }: ItemFailure,
	more: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
	const { outcome, safe_to_send_again, ...facts } = details;
	return {
		error: message,
		details: { outcome, remedy, safe_to_send_again, ...facts, ...more },
	};
}

// n8n 1 takes an item with `details` for a success unless `error` stands beside `json`, and n8n
// replaces the whole json of such an item by its message. Not enumerable, `error` is there when the
// item is routed and gone from the copy that is passed on.
function markFailed(output: INodeExecutionData, node: INode, message: string): void {
	const value = new NodeOperationError(node, message);
	Object.defineProperty(output, 'error', { value, enumerable: false });
}
