import { NodeHelpers } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeParameters,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { LigueLead } from '../../nodes/LigueLead/LigueLead.node';
import { resources } from '../../nodes/LigueLead/resources';
import {
	describeCredentials,
	describeProperties,
	describeSubtitle,
} from '../../nodes/LigueLead/resources/describe';
import { runOperation, runWebhook } from '../../nodes/LigueLead/resources/dispatch';
import type { Operation, Resource } from '../../nodes/LigueLead/resources/operation';
import { optionsOf } from '../../nodes/LigueLead/resources/run/fields';
import { EngineInstance, NODE, runNode, type NodeRunOptions } from './support';
import { toWorkflow, toWorkflowBase } from './support/definition';
import { resumeUrlOf } from './wait/support';

const text = (displayName: string, name: string, more: Partial<INodeProperties> = {}) =>
	({ displayName, name, type: 'string', default: '', ...more }) as INodeProperties;

const faxed = async (context: IExecuteFunctions): Promise<INodeExecutionData[]> =>
	context.getInputData().map((_, item) => ({
		json: { page: context.getNodeParameter('page', item), sentBy: 'fax' },
		pairedItem: { item },
	}));

const waits = async (context: IExecuteFunctions): Promise<INodeExecutionData[]> => {
	await context.putExecutionToWait(new Date(Date.now() + 60_000));
	return context.getInputData();
};

const operation = (value: string, name: string, more: Partial<Operation> = {}): Operation => ({
	value,
	name,
	action: `${name} a fax`,
	description: `${name} a fax`,
	sends: false,
	fields: [],
	execute: faxed,
	...more,
});

const shred = operation('shred', 'Shred');
const jams = async (): Promise<INodeExecutionData[]> => {
	throw new RangeError('Maximum call stack size exceeded');
};
const notForModels = { displayOptions: { hide: { '@tool': [true] } } };
const fax: Resource = {
	value: 'fax',
	name: 'Fax',
	firstChoice: 'send',
	marks: { urgent: 'urgent' },
	operations: [
		operation('send', 'Send', {
			sends: true,
			fields: [
				text('Page', 'page', notForModels),
				text('Urgent', 'urgent', { type: 'boolean', default: false }),
				optionsOf(text('Zoom', 'zoom'), text('Copies', 'copies')),
			],
		}),
		operation('wait', 'Wait', {
			notAsTool: true,
			execute: waits,
			webhook: async () => ({ workflowData: [[{ json: { answered: 'fax' } }]] }),
		}),
		operation('jam', 'Jam', { execute: jams }),
		operation('waitInVain', 'Wait in Vain', { execute: waits }),
	],
};

// The node with one more operation of SMS and one more resource.
const LIST: readonly Resource[] = [
	...resources.map((one) => ({ ...one, operations: [...one.operations, shred] })),
	fax,
];

function nodeOf(list: readonly Resource[]): INodeType & { description: INodeTypeDescription } {
	const { description, webhookMethods } = new LigueLead();
	return {
		description: {
			...description,
			subtitle: describeSubtitle(list),
			credentials: describeCredentials(list),
			properties: describeProperties(list),
		},
		webhookMethods,
		async execute() {
			return [await runOperation(this, list)];
		},
		async webhook() {
			return await runWebhook(this, list);
		},
	};
}

const node = nodeOf(LIST);
const asTool = { ...node.description, name: `${node.description.name}Tool` };
const own = { type: 'test.extended', nodeTypes: { 'test.extended': node } };
const run = async (parameters: INodeParameters, more: NodeRunOptions = {}) =>
	await runNode({ ...own, parameters, ...more });

const operationsOf = (resource: string) =>
	resources.find(({ value }) => value === resource)?.operations.map(({ value }) => value) ?? [];

const shownOf = (
	values: INodeParameters,
	description: INodeTypeDescription = node.description,
): INodeProperties[] =>
	description.properties.filter((field) =>
		NodeHelpers.displayParameter(values, field, null, description),
	);
const names = (fields: readonly INodeProperties[]) => fields.map(({ name }) => name);
const valuesOf = (field: INodeProperties | undefined) =>
	(field?.options ?? []).map((option) => ('value' in option ? option.value : option.name));

describe('a node made from the list of resources', () => {
	it.each([
		['sms', [...operationsOf('sms'), 'shred']],
		['fax', ['send', 'wait', 'jam', 'waitInVain']],
	])('offers the operations of %s, and one list of them', (resource, expected) => {
		const [resourceList, ...operations] = shownOf({ resource });
		expect(valuesOf(resourceList)).toEqual([...resources.map(({ value }) => value), 'fax']);
		expect(names(operations)).toEqual(['operation']);
		expect(valuesOf(operations[0])).toEqual(expected);
		expect(operations[0]?.default).toBe('send');
	});

	it('offers a tool the operations that can run as one, and their fields for models', () => {
		const [, ...lists] = shownOf({ resource: 'fax' }, asTool);
		expect(lists.map(valuesOf)).toEqual([['send', 'jam', 'waitInVain']]);
		const fields = shownOf({ resource: 'fax', operation: 'send' }, asTool);
		expect(names(fields)).toEqual(['resource', 'operation', 'urgent', 'options']);
	});

	it('shows the fields of an operation to that operation of that resource only', () => {
		const faxFields = shownOf({ resource: 'fax', operation: 'send' });
		const smsFields = shownOf({ resource: 'sms', operation: 'send' });
		expect(names(faxFields)).toEqual(['resource', 'operation', 'page', 'urgent', 'options']);
		expect(valuesOf(faxFields.at(-1))).toEqual(['copies', 'zoom']);
		expect(names(smsFields)).toEqual(expect.arrayContaining(['phones', 'message', 'options']));
		expect(names(smsFields)).not.toContain('page');
		expect(valuesOf(smsFields.at(-1))).toContain('idempotencyKey');
		expect(valuesOf(smsFields.at(-1))).not.toContain('copies');
		expect(names(shownOf({ resource: 'sms', operation: 'shred' }))).toEqual([
			'resource',
			'operation',
		]);
	});

	it.each([
		[{ resource: 'fax', operation: 'send' }, true],
		[{ resource: 'sms', operation: 'sendWait' }, true],
		[{ resource: 'sms', operation: 'shred' }, false],
		[{ resource: 'fax', operation: 'wait' }, false],
	])('asks %j for the credential: %s', (values, asked) => {
		const { credentials = [] } = node.description;
		expect(credentials).toHaveLength(1);
		const shown = credentials.filter((one) =>
			NodeHelpers.displayParameter(values, one, null, node.description),
		);
		expect(shown).toHaveLength(asked ? 1 : 0);
	});

	it.each([
		[{ resource: 'fax', operation: 'send', urgent: true }, 'Send Fax (urgent)'],
		[{ resource: 'fax', operation: 'waitInVain' }, 'Wait in Vain Fax'],
		[{ resource: 'sms', operation: 'send', flash: true }, 'Send SMS (flash)'],
		[{ resource: 'sms', operation: 'sendWait' }, 'Send SMS and wait'],
		[{ resource: 'sms', operation: 'constructor' }, ''],
	])('says below it what %j does', (parameters, expected) => {
		const definition = { nodes: [{ name: NODE, type: 'test.extended', parameters }], ...own };
		const base = toWorkflowBase(definition);
		const workflow = toWorkflow(base, definition);
		const [saved] = base.nodes;
		if (saved === undefined) throw new Error('There is no node');
		const { subtitle = '' } = node.description;
		const value = workflow.expression.getSimpleParameterValue(saved, subtitle, 'internal', {});
		expect(value).toBe(expected);
	});

	it('runs the operation of the resource that is chosen', async () => {
		const sent = await run({ resource: 'fax', operation: 'send', page: 'A' });
		expect(sent.json(NODE)).toEqual([{ page: 'A', sentBy: 'fax' }]);
	});

	it.each([
		['fax', 'preview'],
		['fax', 'sendWait'],
		['sms', 'wait'],
		['sms', 'constructor'],
		['sms', '__proto__'],
		['sms', 'hasOwnProperty'],
		['constructor', 'send'],
		['__proto__', 'send'],
		['', ''],
	])('runs nothing for the operation %s/%s', async (resource, unknown) => {
		const parameters = { resource, operation: unknown };
		const stopped = await run(parameters);
		expect([stopped.status, stopped.json(NODE)]).toEqual(['error', []]);
		expect(stopped.error?.message).toContain(`The resource '${resource}' has no operation`);
		const on = await run(parameters, {
			items: [{ json: { order: 1 } }, { json: { order: 2 } }],
			onError: 'continueErrorOutput',
		});
		expect(on.json(NODE)).toEqual([]);
		expect(on.json(NODE, 1)).toMatchObject([{ order: 1 }, { order: 2 }]);
		expect(on.json(NODE, 1)[0]).toMatchObject({ details: { outcome: 'notSent' } });
	});
});

// n8n would pass all items on as if they had been sent.
it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'an operation that throws fails each item, in doubt: %s',
	async (onError) => {
		const on = await run(
			{ resource: 'fax', operation: 'jam' },
			{ items: [{ json: { order: 1 } }, { json: { order: 2 } }], onError },
		);
		const failed = on.json(NODE, onError === 'continueErrorOutput' ? 1 : 0);
		expect(failed).toHaveLength(2);
		for (const json of failed) {
			expect(json).toMatchObject({
				error: 'The node stopped: Maximum call stack size exceeded',
				details: { outcome: 'unknown', safe_to_send_again: false },
			});
		}
	},
);

describe('a call of the resume URL', () => {
	let n8n: EngineInstance;
	beforeAll(async () => void (n8n = await EngineInstance.start()));
	afterAll(async () => await n8n.close());

	it.each([
		['wait', 200, 'success'],
		['waitInVain', 404, 'waiting'],
	])('goes to the operation that waits: %s', async (value, status, then) => {
		const waiting = await n8n.runNode({
			...own,
			parameters: { resource: 'fax', operation: value },
		});
		expect(waiting.status).toBe('waiting');
		const answer = await fetch(resumeUrlOf(waiting, n8n), { method: 'POST' });
		expect(answer.status).toBe(status);
		await n8n.executions.settled();
		const found = n8n.executions.find(waiting.id);
		expect(typeof found === 'object' && found.status).toBe(then);
	});
});
