import { parse as parseForm } from 'node:querystring';

import type { Request, Response } from 'express';
import { jsonParse } from 'n8n-workflow';
import type { IWebhookDescription, IWebhookResponseData } from 'n8n-workflow';

/** Parses the body; answers 422, as n8n does, and returns false if that is impossible. */
export function parsed(request: Request, response: Response): boolean {
	try {
		parseBody(request);
		return true;
	} catch {
		send(response, { code: 422, message: 'Failed to parse request body' }, 422);
		return false;
	}
}

/**
 * Replaces the raw body by what n8n makes of it: JSON, a form or a text by its content type,
 * undefined if there is none or n8n does not read the type (XML and multipart are not offered).
 */
function parseBody(request: Request): void {
	const raw: unknown = request.body;
	request.body = undefined;
	if (!Buffer.isBuffer(raw) || raw.length === 0) return;
	// n8n has it, or reads it when it is asked to.
	Object.assign(request, { rawBody: raw, readRawBody: async () => {} });
	const text = raw.toString();
	const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
	if (type === 'application/json') request.body = jsonParse(text);
	if (type === 'application/x-www-form-urlencoded') request.body = { ...parseForm(text) };
	if (type === 'text/plain') request.body = text;
}

/** Sends an answer as n8n does: a text as it is, anything else as JSON. */
export function send(response: Response, body: unknown, status = 200): void {
	response.status(status);
	if (typeof body === 'string') response.send(body);
	else response.json(body);
}

/** Answers for a node whose `webhook` has returned `result`, unless the node has answered itself. */
export function answer(
	response: Response,
	{ responseMode = 'onReceived', responseData }: IWebhookDescription,
	result: IWebhookResponseData,
): void {
	if (result.noWebhookResponse === true) return;
	if (responseMode !== 'onReceived')
		throw new Error(`Response mode ${responseMode} is not offered`);
	if (result.workflowData !== undefined) return send(response, receivedBody(responseData, result));
	send(response, result.webhookResponse ?? { message: 'Webhook call received' });
}

/** Answers for a node whose `webhook` threw. */
export function answerFailure(response: Response): void {
	if (response.headersSent) return;
	const message = 'Workflow Webhook Error: Workflow could not be started!';
	send(response, { code: 0, message }, 500);
}

/**
 * The body n8n answers with when an execution was started (`onReceived`); undefined is sent empty.
 * `responseData` is the webhook description's field: left out, n8n answers `firstEntryJson`.
 */
function receivedBody(responseData: unknown, { webhookResponse }: IWebhookResponseData): unknown {
	if (responseData === undefined) return 'firstEntryJson';
	if (responseData === 'noData') return undefined;
	if (responseData) return responseData;
	return webhookResponse === undefined ? { message: 'Workflow was started' } : webhookResponse;
}
