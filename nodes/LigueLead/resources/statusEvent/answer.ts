import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { Owner } from './appId';

/** Answers with a status of refusal and starts nothing. */
export function refuse(
	context: IWebhookFunctions,
	status: number,
	problem: string,
): IWebhookResponseData {
	return reply(context, status, { error: problem });
}

const OWNER_REFUSALS = {
	other: [403, "'app_id' is not the one expected"],
	noCredential: [403, 'This node has no usable credential'],
	unreadable: [503, 'The credential could not be read'],
} as const;

/** Answers an event of another account, or one whose account is not known. */
export function refuseOwner(
	context: IWebhookFunctions,
	owner: Exclude<Owner, 'ours'>,
): IWebhookResponseData {
	const [status, problem] = OWNER_REFUSALS[owner];
	return refuse(context, status, problem);
}

/**
 * Answers before n8n does anything else; what the caller adds to the result, n8n does afterwards.
 *
 * If n8n answers by itself, it first starts the execution, and with it forgets that the workflow's
 * static data has changed (seen in n8n 2.41: it saves only what was changed when the answer is given).
 */
export function reply(
	context: IWebhookFunctions,
	status: number,
	body: IDataObject,
): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}
