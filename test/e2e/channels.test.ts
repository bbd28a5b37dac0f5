import type { Browser, Page } from 'playwright-core';
import { rcsTemplates } from '../../sandbox/rcs';
import { activate, call, chain, node, webhookNode } from '../support/workflow';
import { adoptSession, launchBrowser, openPage, screenshot } from './support/browser';
import { executeStep, openNode, openWorkflow, parameter } from './support/editor';
import { SLOW, useStand } from './support/stand';

jest.setTimeout(SLOW);

const stand = useStand();
let browser: Browser;
let page: Page;
beforeAll(async () => {
	browser = await launchBrowser();
	page = await openPage(browser);
	await adoptSession(page, stand.client);
});
afterAll(() => browser?.close());
beforeEach(() => stand.sandbox.control.reset());

const WAV = Buffer.from('RIFF$\0\0\0WAVEfmt ', 'latin1').toString('base64');

/** A LigueLead node named as its resource. */
const ligueLead = (resource: string, parameters: Record<string, unknown>) => {
	const { id, name } = stand.credential;
	const credentials = { ligueLeadApi: { id, name } };
	const all = { resource, operation: 'send', ...parameters };
	return node(resource, 'n8n-nodes-liguelead.ligueLead', all, { credentials });
};
const manual = () => node('Manual', 'n8n-nodes-base.manualTrigger', {});
const delivered = (type: 'sms' | 'voice' | 'rcs') =>
	Object.fromEntries(stand.sandbox.control.deliveries({ type }));

/** Opens a workflow whose last node is the given one, and its parameters. */
async function open(resource: string, parameters: Record<string, unknown>): Promise<void> {
	const workflow = chain([manual(), ligueLead(resource, parameters)]);
	const { id } = await stand.client.createWorkflow(workflow);
	await openWorkflow(page, stand.client.url, id);
	await openNode(page, resource);
}

async function choose(name: string, entry: string | RegExp): Promise<void> {
	await parameter(page, name).getByTestId('rlc-input').click();
	await page.getByTestId('rlc-item').getByText(entry).click();
}

/** A workflow that uploads an audio file and calls a landline and a mobile with it. */
function uploadAndCall(path: string) {
	const file = node('File', 'n8n-nodes-base.convertToFile', {
		operation: 'toBinary',
		sourceProperty: 'body.file',
		options: { fileName: 'lembrete.wav', mimeType: 'audio/wav' },
	});
	const upload = ligueLead('audio', { operation: 'upload', title: 'Lembrete' });
	const call = ligueLead('voice', {
		phones: '(11) 3333-4444, 11 98765-4321',
		audio: { __rl: true, mode: 'id', value: '={{ $json.data.id }}' },
		title: 'Consultas',
	});
	return chain([webhookNode(path), file, upload, call]);
}

test('an audio file is uploaded, and a call plays it to a landline and a mobile', async () => {
	const path = 'upload-and-call';
	const workflow = await activate(stand.client, uploadAndCall(path));
	const { execution, items } = await call(stand.client, workflow, path, { file: WAV });
	expect(execution.status).toBe('success');
	expect(items('voice')).toMatchObject([
		{ json: { sent: true, recipients: { phones: ['1133334444', '11987654321'] } } },
	]);
	expect(delivered('voice')).toEqual({ '1133334444': 1, '11987654321': 1 });
	await page.goto(stand.sandbox.url);
	await page.locator('.bubble audio').waitFor();
	await screenshot(page, 'outbox-voice');
});

test('audio is chosen from the list of the account', async () => {
	const body = new FormData();
	body.set('title', 'Aviso de consulta');
	body.set('file', new Blob([Buffer.from(WAV, 'base64')]), 'aviso.wav');
	const { apiUrl, token, appId } = stand.sandbox;
	await fetch(`${apiUrl}/voice/uploads`, {
		method: 'POST',
		headers: { 'api-token': token, 'app-id': appId },
		body,
	});
	await open('voice', { phones: '11987654321', title: 'Consultas' });
	await choose('audio', 'Aviso de consulta');
	await screenshot(page, 'editor-voice');
	await executeStep(page);
	expect(delivered('voice')).toEqual({ '11987654321': 1 });
});

test('an RCS template is chosen from the list, its variables are offered by name, and a button reports', async () => {
	await open('rcs', { phones: '11987654321', sendAs: 'template' });
	const [template] = rcsTemplates;
	await choose('template', template?.title ?? '');
	for (const [n, value] of ['Ana', '1042'].entries()) {
		const loaded = page.waitForResponse(/dynamic-node-parameters\/options/);
		await page.getByRole('button', { name: 'Add variable' }).click();
		await loaded;
		// The list closes when it is filled.
		await page.waitForTimeout(500);
		await parameter(page, 'key').nth(n).click();
		const option = page.getByRole('option').getByText(`{{${n + 1}}}`, { exact: true });
		await option.filter({ visible: true }).first().click();
		await parameter(page, 'value').nth(n).locator('input').fill(value);
	}
	await screenshot(page, 'editor-rcs');
	await executeStep(page);
	expect(stand.sandbox.control.campaigns().campaigns[0]?.message).toBe(
		'Olá, Ana! O pedido 1042 está a caminho. Quer receber hoje?',
	);
	await page.goto(stand.sandbox.url);
	await page.locator('.card-buttons button').first().waitFor();
	await screenshot(page, 'outbox-rcs');
});
