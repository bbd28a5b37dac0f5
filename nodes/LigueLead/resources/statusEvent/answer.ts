import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** Answers with a status of refusal and starts nothing. */
export function refuse(
	context: IWebhookFunctions,
	status: number,
	problem: string,
): IWebhookResponseData {
	context.getResponseObject().status(status).json({ error: problem });
	return { noWebhookResponse: true };
}
