import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { LigueLead } from '../../nodes/LigueLead/LigueLead.node';
import { convertWorkflow } from '../../n8n/src/convert';
import type { WorkflowDocument } from '../../n8n/src/types';
import { unknownParameters } from './examples/parameters';

const THEIRS = '@liguelead/n8n-nodes-liguelead.ligueLead';

const theirs = (name: string, parameters: Record<string, unknown>) => ({
	id: name,
	name,
	type: THEIRS,
	typeVersion: 3,
	position: [0, 0] as [number, number],
	credentials: { llApi: { id: '7', name: 'LigueLead' } },
	parameters,
});

const after = (value: string) => ({
	id: 'after',
	name: 'After',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	position: [0, 0] as [number, number],
	parameters: { value },
});

const workflowOf = (
	first: ReturnType<typeof theirs>,
	then = after('={{ $json.response.data.campaign_id }}'),
): WorkflowDocument => ({
	name: 'Theirs',
	nodes: [first, then],
	connections: { [first.name]: { main: [[{ node: 'After', type: 'main', index: 0 }]] } },
	settings: {},
});

const VARIABLES = { variable: [{ key: '1', value: 'Ana' }] };

test.each<[operation: string, Record<string, unknown>, expected: Record<string, unknown>]>([
	[
		'sendSms',
		{
			title: 'Pedidos',
			message: '=Oi {{ $json.name }}',
			phones: '={{ $json.phone }}',
			isFlash: true,
			additionalFields: { webhookUrl: 'https://example.com/status?order=1' },
		},
		{
			resource: 'sms',
			operation: 'send',
			title: 'Pedidos',
			message: '=Oi {{ $json.name }}',
			phones: '={{ $json.phone }}',
			flash: true,
			options: { statusWebhookUrl: 'https://example.com/status?order=1' },
		},
	],
	[
		'sendVoice',
		{
			title: 'Consultas',
			voiceUploadId: 436514,
			phones: '1133334444',
			additionalFields: { retryAttempts: 2, retryEndTime: '18:00', retryIntervalMin: 30 },
		},
		{
			resource: 'voice',
			operation: 'send',
			title: 'Consultas',
			phones: '1133334444',
			audio: { __rl: true, mode: 'id', value: '436514' },
			options: { retryAttempts: 2, retryEndTime: '18:00', retryInterval: 30 },
		},
	],
	[
		'uploadAudio',
		{ binaryPropertyName: 'file', audioTitle: 'Aviso' },
		{ resource: 'audio', operation: 'upload', binaryProperty: 'file', title: 'Aviso' },
	],
	[
		'sendRcs',
		{ phones: '11987654321', sendAs: 'message', message: 'Oi', agentId: 'a-1' },
		{
			resource: 'rcs',
			operation: 'send',
			phones: '11987654321',
			sendAs: 'message',
			message: 'Oi',
			agent: { __rl: true, mode: 'id', value: 'a-1' },
			options: {},
		},
	],
	[
		'sendRcs',
		{ phones: '11987654321', sendAs: 'template', templateId: 't-1', templateVariables: VARIABLES },
		{
			resource: 'rcs',
			operation: 'send',
			phones: '11987654321',
			sendAs: 'template',
			template: { __rl: true, mode: 'id', value: 't-1' },
			templateVariables: VARIABLES,
			options: {},
		},
	],
])('%s becomes a node of this package, with its parameters', (operation, parameters, expected) => {
	const original = workflowOf(theirs('Send', { operation, ...parameters }));
	const before = JSON.stringify(original);
	const { workflow, notes } = convertWorkflow(original);
	expect(JSON.stringify(original)).toBe(before);
	const [node, later] = workflow.nodes;
	expect(node).toMatchObject({
		name: 'Send',
		type: 'n8n-nodes-liguelead.ligueLead',
		typeVersion: 1,
	});
	expect(node?.parameters).toEqual(expected);
	expect(node).not.toHaveProperty('credentials');
	expect(unknownParameters(new LigueLead().description, node?.parameters ?? {})).toEqual([]);
	expect(later?.parameters.value).toBe('={{ $json.data.campaign_id }}');
	expect(notes).toContain('"Send": choose a credential of the type LigueLead API.');
});

test.each([
	['={{ $json.ok ? 1 : 2 }}', '={{ $json.sent ? 1 : 2 }}'],
	["={{ $('Send').item.json.response.message }}", "={{ $('Send').item.json.message }}"],
	['={{ $("Send").first().json.ok }}', '={{ $("Send").first().json.sent }}'],
	['={{ $json.responses }}', '={{ $json.responses }}'],
	["={{ $('Other').item.json.response }}", "={{ $('Other').item.json.response }}"],
])('what reads the output is rewritten: %s', (read, expected) => {
	const { workflow } = convertWorkflow(workflowOf(theirs('Send', { message: 'Oi' }), after(read)));
	expect(workflow.nodes[1]?.parameters.value).toBe(expected);
});

test('what has no counterpart is left as it is, and said', () => {
	const original = workflowOf(theirs('Agents', { operation: 'listRcsAgents' }));
	const { workflow, notes } = convertWorkflow(original);
	expect(workflow).toEqual(original);
	expect(notes).toContain(
		'"Agents": listRcsAgents has no counterpart; the node was left as it is.',
	);
	expect(() => convertWorkflow({} as WorkflowDocument)).toThrow('no list of nodes');
});

test('npm run convert writes the new workflow beside the old one', () => {
	const file = join(mkdtempSync(join(tmpdir(), 'convert-')), 'mine.json');
	writeFileSync(file, JSON.stringify(workflowOf(theirs('Send', { message: 'Oi' }))));
	const told = execFileSync('npm', ['run', '--silent', 'convert', '--', file], {
		encoding: 'utf8',
	});
	expect(told).toContain('mine.converted.json');
	expect(readFileSync(file.replace('.json', '.converted.json'), 'utf8')).toContain(
		'"n8n-nodes-liguelead.ligueLead"',
	);
});
