import { randomUUID } from 'node:crypto';
import type { Credential } from '../../n8n/src/types';
import { startChatModel } from './support/chatModel';
import type { Turn } from './support/chatModel';
import { SLOW, useStand } from './support/stand';
import { FILLED_IN_BY_MODEL } from '../support/filledIn';
import { smsTool, withSubNodes } from '../support/tool';
import { activate, call, chain, node, webhookNode } from '../support/workflow';

jest.setTimeout(SLOW);

const stand = useStand();
const ORDER = { phone: '11 98765-4321', message: 'Pedido enviado', reference: '1042' };
const DONE = { say: 'Pronto' };

let model: Awaited<ReturnType<typeof startChatModel>>;
let openAi: Credential;
beforeAll(async () => {
	model = await startChatModel();
	openAi = await stand.client.createCredential('Scripted model', 'openAiApi', {
		apiKey: 'none',
		url: model.url,
	});
});
beforeEach(() => stand.sandbox.control.reset());
afterAll(() => model?.close());

const sms = (change: object = {}): Turn => ({
	tool: 'Send_an_SMS',
	args: { ...ORDER, ...change },
});

async function ask(turns: Turn[], parameters?: Record<string, unknown>) {
	const path = randomUUID();
	const agent = node(
		'Agent',
		'@n8n/n8n-nodes-langchain.agent',
		{ promptType: 'define', text: 'Tell Maria that her order is on its way', options: {} },
		{ typeVersion: 3 },
	);
	const chatModel = node(
		'Model',
		'@n8n/n8n-nodes-langchain.lmChatOpenAi',
		{
			model: { __rl: true, mode: 'id', value: 'scripted' },
			responsesApiEnabled: false,
			options: {},
		},
		{ typeVersion: 1.3, credentials: { openAiApi: { id: openAi.id, name: openAi.name } } },
	);
	const workflow = withSubNodes(chain([webhookNode(path), agent]), [
		{ node: chatModel, as: 'ai_languageModel', of: agent.name },
		{ node: smsTool(stand.credential, parameters), as: 'ai_tool', of: agent.name },
	]);
	model.play(...turns);
	return await call(stand.client, await activate(stand.client, workflow), path, {});
}

test('an agent is told what the tool takes, sends an SMS and gets its campaign', async () => {
	const { execution, items } = await ask([sms(), DONE]);

	expect(execution.status).toBe('success');
	expect(items('Agent')[0]?.json.output).toBe('Pronto');
	expect(model.requests[0]?.tools).toMatchObject([
		{
			function: {
				name: 'Send_an_SMS',
				description: 'Send an SMS to mobile numbers in LigueLead',
				parameters: {
					properties: {
						phone: { type: 'string', description: expect.stringContaining('11 91234-5678') },
						message: { type: 'string' },
						reference: { type: 'string' },
					},
				},
			},
		},
	]);
	const [campaign] = stand.sandbox.control.campaigns().campaigns;
	expect(campaign?.message).toBe(ORDER.message);
	expect(model.toolAnswers()).toEqual([expect.stringContaining(String(campaign?.id))]);
	expect([...stand.sandbox.control.deliveries()]).toEqual([['11987654321', 1]]);
});

test('a refusal reaches the model with its reason; it mends the call, and a repeated one gets the same answer', async () => {
	const { execution } = await ask([sms({ phone: '1133334444' }), sms(), sms(), DONE]);

	expect(execution.status).toBe('success');
	const [refused, sent, repeated] = model.toolAnswers();
	expect(refused).toContain('landline');
	expect(sent).toContain('SMS accepted successfully');
	expect(repeated).toBe(sent);
	expect([...stand.sandbox.control.deliveries()]).toEqual([['11987654321', 1]]);
});

test('a call whose outcome is unknown is not sent again when the model repeats it', async () => {
	const phone = '11930000001';
	await ask([sms({ phone }), sms({ phone }), DONE], { ...FILLED_IN_BY_MODEL, options: {} });

	expect(model.toolAnswers()).toEqual([
		expect.stringContaining('may have been sent'),
		expect.stringContaining('may have been sent'),
	]);
	expect([...stand.sandbox.control.deliveries()]).toEqual([[phone, 1]]);
});
