import type { Browser } from 'playwright-core';
import { adoptSession, launchBrowser, openPage, screenshot } from './support/browser';
import { canvasNode, newWorkflow, openNode, openWorkflow, panelEntry } from './support/editor';
import { SLOW, useStand } from './support/stand';
import { chain, node } from '../support/workflow';

jest.setTimeout(SLOW);

const stand = useStand();
let browser: Browser;
beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('the node panel finds the node by what people in Brazil call it', async () => {
	const page = await openPage(browser);
	await adoptSession(page, stand.client);
	await newWorkflow(page, stand.client.url);
	await page.getByTestId('canvas-handle-plus').first().click();
	const search = page.getByTestId('node-creator-search-bar');
	const entry = panelEntry(page, 'LigueLead');
	for (const word of ['sms', 'liguelead', 'torpedo', 'mensagem']) {
		await search.fill('');
		await entry.waitFor({ state: 'hidden' });
		await search.fill(word);
		await entry.waitFor();
		expect(await entry.count()).toBe(1);
	}
	await screenshot(page, 'editor-panel');
});

test('the trigger shows its URL, and where in LigueLead it belongs', async () => {
	const { client, credential } = stand;
	const type = 'n8n-nodes-liguelead.ligueLeadTrigger';
	const ligueLeadApi = { id: credential.id, name: credential.name };
	const trigger = node(
		'Delivered',
		type,
		{},
		{ typeVersion: 2, webhookId: 'b7', credentials: { ligueLeadApi } },
	);
	const { id } = await client.createWorkflow(chain([trigger]));
	const page = await openPage(browser);
	await adoptSession(page, client);
	await openWorkflow(page, client.url, id);
	await openNode(page, 'Delivered');
	await page.getByText('Webhook URLs').first().click();
	await page.getByText('/webhook-test/').waitFor();
	await screenshot(page, 'editor-trigger');
	const text = await page.getByTestId('ndv').innerText();
	expect(text).toContain(`${client.url}/webhook-test/b7/webhook`);
	expect(text).toContain('Integrations → API Token → Webhook URL');
});

test('the dark editor gets an icon of its own', async () => {
	const { client, credential } = stand;
	const page = await openPage(browser, { colorScheme: 'dark' });
	await adoptSession(page, client);
	const icon = page.waitForResponse((response) => response.url().endsWith('liguelead.dark.svg'));
	const sms = node('SMS', 'n8n-nodes-liguelead.ligueLead', { phones: '1', message: 'Olá' });
	const { id } = await client.createWorkflow(
		chain([
			{ ...sms, credentials: { ligueLeadApi: { id: credential.id, name: credential.name } } },
		]),
	);
	await openWorkflow(page, client.url, id);
	await canvasNode(page, 'SMS').waitFor();
	expect((await icon).status()).toBe(200);
	await screenshot(page, 'editor-dark');
});
