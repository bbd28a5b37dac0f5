import './env';

import type { Request, Response } from 'express';
import { WAITING_TOKEN_QUERY_PARAM } from 'n8n-core';
import type { ExecutionError, INodeExecutionData } from 'n8n-workflow';

import type { EngineRun } from './EngineRun';
import type { Executions } from './executions';
import { dataForResume, dataForWebhook } from './savedExecution';
import { callWebhook, webhooksOf, type FoundWebhook } from './webhookCall';
import { answer, answerFailure, parsed, send } from './webhookHttp';

/** Answers `/webhook-waiting/<execution id>` as n8n does, resuming the execution if its node says so. */
export async function onWaiting(
	executions: Executions,
	request: Request,
	response: Response,
): Promise<void> {
	const id = String(request.params.id);
	const run = executions.find(id);
	const refuse = (status: number, message: string) =>
		send(response, { code: status, message }, status);
	if (run === undefined) return refuse(404, `The execution "${id}" does not exist.`);
	if (run === 'running') return refuse(409, `The execution "${id}" is running already.`);
	if (request.query[WAITING_TOKEN_QUERY_PARAM] !== run.saved.resumeToken) {
		return send(response, { error: 'Invalid token' }, 401);
	}
	if (run.status !== 'waiting') return refuse(409, `The execution "${id}" has finished already.`);
	const found = waitingWebhook(run, request);
	if (found === undefined) return refuse(404, 'No waiting webhook matches path and method.');
	if (parsed(request, response)) await resume(executions, run, found, request, response);
}

function waitingWebhook(run: EngineRun, request: Request): FoundWebhook | undefined {
	const { lastNodeExecuted } = run.saved.resultData;
	const suffix = [request.params.suffix ?? []].flat().join('/');
	return webhooksOf(run, 'restart').find(
		({ node, webhook }) =>
			node.name === lastNodeExecuted &&
			webhook.httpMethod === request.method &&
			webhook.path === suffix,
	);
}

async function resume(
	executions: Executions,
	run: EngineRun,
	found: FoundWebhook,
	request: Request,
	response: Response,
): Promise<void> {
	const data = dataForWebhook(run.saved);
	const goOn = (output: INodeExecutionData[][]) => {
		const finished = run.continueWith(dataForResume(data, output));
		executions.track(run.id, { cancel: () => {}, finished });
	};
	try {
		const result = await callWebhook(found, run.settings, request, response, data);
		if (result.workflowData !== undefined) goOn(result.workflowData);
		answer(response, found.webhook.webhookDescription, result);
	} catch (error) {
		answerFailure(response);
		const lastNodeExecuted = found.node.name;
		data.resultData = { runData: {}, lastNodeExecuted, error: error as ExecutionError };
		goOn([[{ json: {} }]]);
	}
}
