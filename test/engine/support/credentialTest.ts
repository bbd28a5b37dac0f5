import './env';

import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	NodeConnectionTypes,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';
import type {
	ICredentialTestRequest,
	ICredentialType,
	INode,
	INodeCredentialTestResult,
	INodeType,
} from 'n8n-workflow';

import { baseAdditionalData } from './additionalData';
import { EngineCredentials, type SavedCredential } from './credentials';
import { loadCredentials } from './packageUnderTest';

/**
 * Presses the Test button of a credential: its `test` request is made by n8n-core's declarative
 * engine, and judged by status and rules as n8n's CredentialsTester does.
 */
export async function testCredential(
	credential: SavedCredential,
	{ types, bundle }: { types?: ICredentialType[]; bundle?: boolean } = {},
): Promise<INodeCredentialTestResult> {
	const known = [...loadCredentials(bundle), ...(types ?? [])];
	const test = known.find(({ name }) => name === credential.type)?.test;
	if (test === undefined) {
		return { status: 'Error', message: 'No testing function found for this credential.' };
	}
	const helper = new EngineCredentials(known, { test: credential });
	const data = helper.withDefaults(credential.type, credential.data);
	const type = probe(credential.type, test);
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'test.probe',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [credential.type]: { id: 'test', name: 'Test' } },
	};
	const nodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(type, 1),
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const input = { main: [[{ json: {} }]] };
	const context = new ExecuteContext(
		workflow,
		node,
		baseAdditionalData(helper),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		input,
		{ node, data: {}, source: null },
		[],
	);
	const saved = { id: 'test', name: 'Test', type: credential.type, data };
	try {
		await workflow.expression.acquireIsolate();
		const output = await new RoutingNode(context, type, saved).runNode();
		return judgeBody(test, output?.[0]?.[0]?.json);
	} catch (error) {
		return judgeError(test, error);
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

function probe(credentialType: string, test: ICredentialTestRequest): INodeType {
	return {
		description: {
			displayName: 'Probe',
			name: 'probe',
			group: ['transform'],
			version: 1,
			description: 'Makes the test request',
			defaults: { name: 'Probe' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: credentialType, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					default: '',
					routing: { request: test.request },
				},
			],
		},
	};
}

function judgeBody(
	{ rules = [] }: ICredentialTestRequest,
	body: unknown,
): INodeCredentialTestResult {
	for (const rule of rules) {
		if (rule.type !== 'responseSuccessBody') continue;
		const { key, value, message } = rule.properties;
		if (Reflect.get(Object(body), key) === value) return { status: 'Error', message };
	}
	return { status: 'OK', message: 'Connection successful!' };
}

interface RequestFailure {
	message: string;
	cause?: { code?: string; response?: { status: number; statusText?: string } };
}

function judgeError(
	{ rules = [] }: ICredentialTestRequest,
	error: unknown,
): INodeCredentialTestResult {
	const { message, cause } = error as RequestFailure;
	const response = cause?.response;
	if (response === undefined) return { status: 'Error', message: cause?.code ?? message };
	for (const rule of rules) {
		if (rule.type === 'responseCode' && rule.properties.value === response.status) {
			return { status: 'Error', message: rule.properties.message };
		}
	}
	const text = response.statusText || `Received HTTP status code: ${response.status}`;
	return { status: 'Error', message: text };
}
