// `npm run docs:screenshots`: takes the README's pictures in a real n8n and in the sandbox's outbox.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from 'playwright-core';

import { connect } from '../n8n/src/client';
import type { N8nClient } from '../n8n/src/client';
import { ensureN8n } from '../n8n/src/install';
import { installNode, packNode } from '../n8n/src/pack';
import { freePorts } from '../n8n/src/ports';
import { startN8n } from '../n8n/src/process';
import { DEMO_LOGIN, seed } from '../n8n/src/seed';
import { stopOnSignal } from '../n8n/src/shutdown';
import { startSandbox } from '../sandbox';
import type { Sandbox } from '../sandbox';
import { launchBrowser, logIn, openPage } from '../test/e2e/support/browser';
import { addNode, executeStep, fillParameter, newWorkflow } from '../test/e2e/support/editor';

const IMAGES = join(__dirname, 'images');
const CACHE = join(__dirname, '..', '.cache');

async function take(page: Page, name: string): Promise<void> {
	// Toasts and the buttons' animations would be caught half-way.
	await page.waitForTimeout(2_000);
	await page.screenshot({ path: join(IMAGES, `${name}.png`) });
}

async function takeSend(page: Page, n8nUrl: string): Promise<void> {
	await newWorkflow(page, n8nUrl);
	await addNode(page, { search: 'sms', name: 'LigueLead', action: 'Send an SMS' });
	await fillParameter(page, 'phones', '(11) 98765-4321, +55 21 99876-5432, 11 3333-4444');
	await fillParameter(page, 'message', 'Your order 1042 is on its way. Thank you!');
	await fillParameter(page, 'title', 'Deliveries');
	await executeStep(page);
	await take(page, 'node');
	await fillParameter(page, 'phones', '11 3333-4444');
	await executeStep(page, { fails: true });
	await take(page, 'refusal');
}

async function takeTrigger(page: Page, n8nUrl: string): Promise<void> {
	await page.goto(`${n8nUrl}/workflow/new`);
	await page.getByTestId('canvas-add-button').click();
	await page.getByTestId('node-creator-search-bar').fill('liguelead');
	await page.getByTestId('node-creator-item-name').getByText('LigueLead', { exact: true }).click();
	await take(page, 'panel');
}

async function takeExamples(page: Page, client: N8nClient): Promise<void> {
	for (const { id, name } of await client.listWorkflows()) {
		await page.goto(`${client.url}/workflow/${id}`);
		await page.getByTestId('canvas-node').first().waitFor();
		await page.keyboard.press('1');
		await take(page, `example-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`);
	}
}

async function takeOutbox(page: Page, sandbox: Sandbox): Promise<void> {
	const send = async (body: Record<string, unknown>) =>
		await fetch(`${sandbox.apiUrl}/sms`, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				'api-token': sandbox.token,
				'app-id': sandbox.appId,
			},
			body: JSON.stringify(body),
		});
	await send({ message: 'Seu código é 482 913', phones: ['21998765432'], is_flash: true });
	await send({ title: 'Lembretes', message: 'Ana, sua consulta é amanhã às 10h.', phones: ['11940000002'] });
	await send({
		title: 'Black Friday',
		group_id: 'promo',
		message: 'Só hoje: frete grátis em toda a loja. Responda SAIR para não receber mais.',
		phones: Array.from({ length: 200 }, (_, n) => `119${80_000_000 + n}`),
	});
	await page.goto(sandbox.url);
	await page.getByText('Black Friday').first().click();
	await take(page, 'outbox');
}

async function main(shutdown: ReturnType<typeof stopOnSignal>): Promise<void> {
	await ensureN8n();
	mkdirSync(IMAGES, { recursive: true });
	mkdirSync(CACHE, { recursive: true });
	const userFolder = mkdtempSync(join(CACHE, 'pictures-'));
	shutdown.add(async () => rmSync(userFolder, { recursive: true, force: true }));
	await installNode(await packNode(), userFolder);
	const sandbox = await startSandbox();
	shutdown.add(() => sandbox.close());
	const [port = 0, broker = 0] = await freePorts(2);
	const n8n = await startN8n({ userFolder, ports: { n8n: port, broker } });
	shutdown.add(() => n8n.stop());
	const client = await connect(n8n.url, DEMO_LOGIN);
	await seed(client, sandbox);
	const browser = await launchBrowser();
	shutdown.add(() => browser.close());
	const page = await openPage(browser);
	await logIn(page, n8n.url);
	await takeSend(page, n8n.url);
	await takeTrigger(page, n8n.url);
	await takeExamples(page, client);
	await takeOutbox(page, sandbox);
}

const shutdown = stopOnSignal();
main(shutdown).then(
	() => shutdown.now(0),
	(error: unknown) => {
		console.error(error);
		return shutdown.now(1);
	},
);
