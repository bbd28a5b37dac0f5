import type { Browser } from 'playwright-core';
import { launchBrowser, logIn, openPage, screenshot } from './support/browser';
import {
	addNode,
	chooseCredential,
	executeStep,
	fillParameter,
	newWorkflow,
} from './support/editor';
import { SLOW, useStand } from './support/stand';

jest.setTimeout(SLOW);

const stand = useStand();
let browser: Browser;
beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('a user finds the node by “sms”, sends one and sees it in the outbox', async () => {
	const { client, sandbox, credential } = stand;
	const page = await openPage(browser);
	await logIn(page, client.url);
	await newWorkflow(page, client.url);

	await addNode(page, {
		search: 'sms',
		name: 'LigueLead',
		action: 'Send an SMS to mobile numbers',
	});
	await chooseCredential(page, credential.name);
	await fillParameter(page, 'phones', '(11) 98765-4321');
	await fillParameter(page, 'message', 'Seu pedido saiu para entrega');
	await screenshot(page, 'editor-filled-in');
	const output = await executeStep(page);
	await screenshot(page, 'editor-output');

	const { campaigns } = sandbox.control.campaigns();
	expect(campaigns).toHaveLength(1);
	expect(await output.innerText()).toContain(campaigns[0]?.id);
	expect([...sandbox.control.deliveries()]).toEqual([['11987654321', 1]]);

	await page.goto(sandbox.url);
	await page.getByText('Seu pedido saiu para entrega').first().waitFor();
	await screenshot(page, 'outbox');
	expect(await page.locator('body').innerText()).toContain('(11) 98765-4321');
});
