import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

/** What an execution waits for, kept in the node's context until LigueLead calls. */
export interface Wait {
	/** Token in the query of the resume URL; missing in waits that version 0.1 began. */
	readonly pass?: string;
	/** LigueLead's campaign; missing as long as nobody knows whether there is one. */
	readonly campaignId?: string;
	/** 11 national digits. */
	readonly phone: string;
	/** The campaign response, to be put out together with the event. */
	readonly json: IDataObject;
}

const CONTEXT_KEY = 'ligueLeadWait';

/** Notes what the execution waits for. */
export function rememberWait(context: IExecuteFunctions, wait: Wait): void {
	context.getContext('node')[CONTEXT_KEY] = wait as unknown as IDataObject;
}

/** What the execution waits for; undefined where it does not wait for a delivery. */
export function recallWait(context: IWebhookFunctions): Wait | undefined {
	// A webhook has no getContext; n8n's own expressions are the way to the saved execution's. Braces
	// in the name would end the expression, so they are written as escapes.
	const node = JSON.stringify(context.getNode().name).replace(/[{}]/g, (brace) =>
		brace === '{' ? '\\u007b' : '\\u007d',
	);
	const wait = context.evaluateExpression(`{{ $node[${node}].context["${CONTEXT_KEY}"] }}`);
	return typeof wait === 'object' && wait !== null ? (wait as unknown as Wait) : undefined;
}
