import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callWebhook } from '../../n8n/src/client';
import { rcsTemplates } from '../../sandbox/rcs';
import { readExample, withCredential } from '../../n8n/src/examples';
import type { WorkflowDocument, WorkflowNode } from '../../n8n/src/types';
import { eventually, executionThatIs, productionUrl } from './support/delivery';
import { importExample } from './support/example';
import { SLOW, useStand } from './support/stand';
import { activate, call, chain, run, smsNode, webhookNode } from '../support/workflow';

jest.setTimeout(SLOW);

const stand = useStand();
const UNDELIVERED = '11940000002';

beforeEach(() => {
	stand.sandbox.control.reset();
});

/** The LigueLead Trigger of an example. */
function triggerOf({ nodes }: WorkflowDocument): WorkflowNode {
	const trigger = nodes.find(({ type }) => type.endsWith('.ligueLeadTrigger'));
	if (trigger === undefined) throw new Error('The example has no LigueLead Trigger');
	return trigger;
}

/** Activates an example and lets the sandbox post its status events to the example's trigger. */
async function listen(example: WorkflowDocument) {
	const { client, sandbox, credential } = stand;
	const workflow = await activate(client, withCredential(example, credential));
	const url = productionUrl(client.url, triggerOf(example));
	const registered = await eventually(async () => {
		const { status } = await fetch(url, { method: 'POST' });
		return status === 404 ? undefined : status;
	});
	expect(registered).toBe(400);
	sandbox.control.setWebhook({ url, delays: { sent: 100, final: 300 } });
	return workflow;
}

/** Sends an SMS to each phone with the node's Send, and returns what it put out. */
async function send(phones: string) {
	const path = `send-${Date.now()}`;
	const sms = smsNode(stand.credential, { message: 'Seu pedido saiu', phones });
	const workflow = await activate(stand.client, chain([webhookNode(path), sms]));
	const { items } = await call(stand.client, workflow, path, {});
	return items('SMS')[0]?.json ?? {};
}

test('delivery report to a data table: one row per SMS, found by what Send put out', async () => {
	const columns = ['campaign_id', 'phone', 'status', 'occurred_at', 'message'];
	const table = await stand.client.createDataTable(
		'sms_deliveries',
		columns.map((name) => ({ name, type: 'string' })),
	);
	await listen(await importExample(stand.client, 'delivery-report-to-data-table'));

	const { data, recipients } = await send(`11987654321, ${UNDELIVERED}`);

	const rows = await eventually(async () => {
		// n8n 1 answers 500 while the workflow writes: calls at once share one transaction of its SQLite.
		const found = await stand.client.listRows(table.id).catch(() => []);
		return found.length === 2 ? found : undefined;
	});
	const { campaign_id } = data as { campaign_id: string };
	expect(recipients).toMatchObject({ phones: ['11987654321', UNDELIVERED] });
	expect(rows?.map(({ phone, status }) => `${phone} ${status}`).sort()).toEqual([
		`${UNDELIVERED} undelivered`,
		'11987654321 delivered',
	]);
	for (const row of rows ?? []) {
		expect(row).toMatchObject({ campaign_id, message: 'Seu pedido saiu' });
	}
});

test('SMS undelivered → second channel: the text goes out another way', async () => {
	const sent: unknown[] = [];
	const chat = createServer(async (request, response) => {
		let text = '';
		for await (const chunk of request) text += chunk;
		sent.push(JSON.parse(text));
		response.setHeader('content-type', 'application/json').end('{}');
	});
	await new Promise<void>((resolve) => chat.listen(0, '127.0.0.1', resolve));
	chat.unref();
	const { port } = chat.address() as AddressInfo;
	const example = readExample('sms-undelivered-second-channel');
	for (const { name, parameters } of example.nodes) {
		if (name === 'Send another way') parameters.url = `http://127.0.0.1:${port}/messages`;
	}
	await listen(example);

	await send(`11987654321, ${UNDELIVERED}`);

	await eventually(() => (sent.length > 0 ? true : undefined));
	await stand.sandbox.control.settled();
	expect(sent).toEqual([
		{ to: `+55${UNDELIVERED}`, text: 'Seu pedido saiu', reason: 'undelivered' },
	]);
	chat.close();
	chat.closeAllConnections();
});

test.each([
	['delivered', 'Ask for the code', '(11) 98765-4321', 3_000],
	['undelivered', 'Offer another way', '(11) 94000-0002', 3_000],
	['timedOut', 'Offer another way', '(11) 98765-4321', 3_600_000],
])('send a code and wait: %s leads to “%s”', async (status, branch, phone, final) => {
	const { client, sandbox, credential } = stand;
	const example = readExample('send-code-and-wait-for-delivery');
	for (const { parameters } of example.nodes) {
		if (status === 'timedOut' && 'limitWaitTime' in parameters) {
			parameters.limitWaitTime = { values: { resumeAmount: 0.2, resumeUnit: 'minutes' } };
		}
	}
	const { id } = await client.createWorkflow(withCredential(example, credential));
	await client.activateWorkflow(id);
	sandbox.control.setWebhook({ delays: { sent: 1_000, final } });

	const answer = await callWebhook(client.url, 'send-code', { user_id: '77', phone });

	// n8n looks for waits that are over once a minute.
	const ended = await executionThatIs(client, id, ['success', 'error'], 90_000);
	const { items } = run(answer, ended);
	const [campaign] = sandbox.control.campaigns().campaigns;
	const code = String(items('Make a code')[0]?.json.code);
	expect(items('Random number')[0]?.json.random).toMatch(/^[0-9a-f]{8}$/);
	expect(code).toMatch(/^\d{6}$/);
	expect(campaign?.message).toBe(`Seu código é ${code}. Não o compartilhe com ninguém.`);
	expect(items('Did it arrive?', status === 'delivered' ? 0 : 1)).toHaveLength(1);
	expect(items(branch)).toMatchObject([
		{ json: { data: { campaign_id: campaign?.id }, delivery: { status } } },
	]);
	await client.deactivateWorkflow(id);
});

/** The example with the value of a list chosen, as its note asks. */
function choosing(example: WorkflowDocument, name: string, value: string): WorkflowDocument {
	const nodes = example.nodes.map((node) =>
		name in node.parameters
			? { ...node, parameters: { ...node.parameters, [name]: { __rl: true, mode: 'id', value } } }
			: node,
	);
	return { ...example, nodes };
}

test('appointment call: who does not answer gets one SMS, a landline none', async () => {
	const { sandbox, client } = stand;
	const { apiUrl, token, appId } = sandbox;
	const body = new FormData();
	body.set('title', 'Consulta');
	body.set('file', new Blob([Buffer.from('RIFF$\0\0\0WAVEfmt ', 'latin1')]), 'consulta.wav');
	const headers = { 'api-token': token, 'app-id': appId };
	const upload = await fetch(`${apiUrl}/voice/uploads`, { method: 'POST', headers, body });
	const { data } = (await upload.json()) as { data: { id: number } };
	const example = await importExample(client, 'appointment-call');
	await listen(choosing(example, 'audio', String(data.id)));

	const items = ['11987654321', UNDELIVERED, '1133334444'].map((phone, n) => ({
		id: `${n}`,
		phone,
	}));
	await callWebhook(client.url, 'appointment-call', { items });
	const sms = () => Object.fromEntries(sandbox.control.deliveries());
	await eventually(async () => (UNDELIVERED in sms() ? true : undefined));
	const called = sandbox.control.campaigns().campaigns.filter(({ type }) => type === 'voice');
	expect(called.map(({ phones }) => phones)).toEqual(items.map(({ phone }) => [phone]));
	// Nobody answers the landline, either.
	const landline = called.find(({ phones }) => phones[0] === '1133334444')?.id ?? '';
	await sandbox.control.postAgain(landline, '1133334444', 'undelivered');
	await sandbox.control.settled();
	expect(sms()).toEqual({ [UNDELIVERED]: 1 });
});

test('RCS order card: what was tapped is in the table', async () => {
	const { sandbox, client } = stand;
	const columns = ['campaign_id', 'phone', 'answer', 'occurred_at'];
	const table = await client.createDataTable(
		'order_answers',
		columns.map((name) => ({ name, type: 'string' })),
	);
	const example = await importExample(client, 'rcs-order-card');
	await listen(choosing(example, 'template', rcsTemplates[0]?.id ?? ''));

	const order = { order: '1042', name: 'Ana', phone: '(11) 98765-4321' };
	await callWebhook(client.url, 'rcs-order-card', order);
	const sent = await eventually(async () => sandbox.control.campaigns().campaigns[0]);
	expect(sent?.message).toBe('Olá, Ana! O pedido 1042 está a caminho. Quer receber hoje?');
	await sandbox.control.settled();
	const [button] = rcsTemplates[0]?.buttons ?? [];
	await sandbox.control.postAgain(sent?.id ?? '', '11987654321', 'read', button?.postback_data);

	const rows = await eventually(async () => {
		const found = await client.listRows(table.id).catch(() => []);
		return found.length > 0 ? found : undefined;
	});
	expect(rows).toMatchObject([
		{ campaign_id: sent?.id, phone: '11987654321', answer: 'deliver-today' },
	]);
});
