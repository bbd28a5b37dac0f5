import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** Answers with a status of refusal and starts nothing. */
export function refuse(
	context: IWebhookFunctions,
	status: number,
	problem: string,
): IWebhookResponseData {
	return reply(context, status, { error: problem });
}

/**
 * Answers before n8n does anything else; what the caller adds to the result, n8n does afterwards.
 *
 * Where n8n answers itself, it first starts the execution, and with it forgets that the workflow's
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
