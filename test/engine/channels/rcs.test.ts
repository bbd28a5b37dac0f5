import type { INodeParameters } from 'n8n-workflow';

import { rcsAgents } from '../../../sandbox/rcs';
import { dedupe, NODE, type EngineRun } from '../support';
import { mobile, useSandbox } from '../sms/support';
import { TEMPLATE } from './channels';

const world = useSandbox();
beforeEach(() => dedupe.reset());

const told = (run: EngineRun) =>
	run
		.outputs(NODE)
		.flat()
		.map(({ json }) => json);
const locator = (value: string, more: INodeParameters = {}) => ({
	__rl: true,
	mode: 'id',
	value,
	...more,
});
const send = async (parameters: INodeParameters, item: Record<string, unknown> = {}) =>
	await world.send([{ phones: mobile(1), ...item }], {
		parameters: { resource: 'rcs', ...parameters },
	});
const message = (text: string) => ({
	sendAs: 'message',
	agent: locator(rcsAgents(world.sandbox.appId)[0]?.id ?? ''),
	message: text,
});
const template = (variables: unknown, id = TEMPLATE) =>
	({
		sendAs: 'template',
		template: locator(id, { cachedResultName: 'Pedido a caminho' }),
		templateVariables: variables,
	}) as INodeParameters;

it('sends a message, and says what a phone without RCS gets', async () => {
	expect(told(await send(message('Oi')))).toMatchObject([
		{
			sent: true,
			text: 'Oi',
			without_rcs: 'A phone without RCS gets the text as an SMS',
			credits: { per_recipient: 1, total: 1, certainty: 'a guess' },
		},
	]);
});

it('sends a template with its variables', async () => {
	const variable = [
		{ key: '1', value: '={{ $json.name }}' },
		{ key: '{{2}}', value: 1042 },
	];
	const run = await send(template({ variable }), { name: 'Ana' });
	expect(told(run)).toMatchObject([{ sent: true, text: 'Pedido a caminho' }]);
	expect(world.control.campaigns().campaigns[0]?.message).toBe(
		'Olá, Ana! O pedido 1042 está a caminho. Quer receber hoje?',
	);
});

test.each<[string, () => INodeParameters, string]>([
	[
		'307 characters',
		() => message('x'.repeat(307)),
		'has 307 characters, and LigueLead takes at most 306 in RCS',
	],
	['no text', () => message(' '), "'Message' is empty"],
	['a placeholder', () => message('Oi {{nome}}'), "'Message'"],
	[
		'no agent',
		() => ({ ...message('Oi'), agent: locator('={{ $json.nothing }}') }),
		"'Agent' is empty",
	],
	[
		'an agent that is no ID',
		() => ({ ...message('Oi'), agent: locator('a b') }),
		"'Agent' is not an ID",
	],
	['no template', () => template({}, '={{ $json.nothing }}'), "'Template' is empty"],
	[
		'a value that is missing',
		() => template({ variable: [{ key: '1', value: '={{ $json.x }}' }] }),
		"'Template Variables' has no value for {{1}}",
	],
	[
		'a value that is not finished',
		() => template({ variable: [{ key: '1', value: 'undefined' }] }),
		'{{1}}',
	],
	[
		'a variable twice',
		() =>
			template({
				variable: [
					{ key: '1', value: 'a' },
					{ key: '1', value: 'b' },
				],
			}),
		'has {{1}} twice',
	],
	[
		'an unknown kind',
		() => ({ ...message('Oi'), sendAs: 'card' }),
		"'Send As' is not message or template",
	],
])('%s is refused before anything is sent', async (_, parameters, expected) => {
	const run = await send(parameters());
	expect(run.error?.message).toContain(expected);
	expect(world.control.stats().requests).toBe(0);
});

it('reports what LigueLead refuses of it', async () => {
	const rejected = rcsAgents(world.sandbox.appId)[2]?.id ?? '';
	const run = await send({ ...message('Oi'), agent: locator(rejected) });
	expect(run.error?.message).toContain('agent_id');
});
