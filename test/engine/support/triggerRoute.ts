import './env';

import type { Request, Response } from 'express';
import type { ExecutionError, INodeExecutionData } from 'n8n-workflow';

import { startWith } from './EngineRun';
import { nextExecutionId } from './execution';
import type { Executions } from './executions';
import { callWebhook, type FoundWebhook, type WebhookSite } from './webhookCall';
import { answer, answerFailure, parsed, send } from './webhookHttp';

/** A webhook that starts an active workflow. */
export interface Listener {
	site: WebhookSite;
	found: FoundWebhook;
}

/** What listeners are known by: method and path. */
export const listenerKey = (method: string, path: string) => `${method} ${path}`;

/** Answers `/webhook/<path>` as n8n does for active workflows, starting their executions. */
export async function onTrigger(
	listeners: ReadonlyMap<string, Listener>,
	executions: Executions,
	request: Request,
	response: Response,
): Promise<void> {
	const key = listenerKey(
		request.method,
		decodeURIComponent(request.path).replace('/webhook/', ''),
	);
	const listener = listeners.get(key);
	if (listener === undefined) {
		const message = `The requested webhook "${key}" is not registered.`;
		return send(response, { code: 404, message }, 404);
	}
	if (!parsed(request, response)) return;
	const { site, found } = listener;
	const start = (items: INodeExecutionData[], error?: ExecutionError) => {
		const settings = { ...site.settings, executionId: nextExecutionId() };
		const { definition, base } = site;
		const running = startWith(definition, base, items, settings, found.node.name, error);
		executions.track(settings.executionId, running);
	};
	try {
		const result = await callWebhook(found, site.settings, request, response, null);
		if (result.workflowData !== undefined) start(result.workflowData[0] ?? []);
		answer(response, found.webhook.webhookDescription, result);
	} catch (error) {
		answerFailure(response);
		start([{ json: {} }], error as ExecutionError);
	}
}
