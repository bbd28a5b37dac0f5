import type { Browser, Page } from 'playwright-core';
import { adoptSession, launchBrowser, openPage, screenshot } from './support/browser';
import {
	canvasNode,
	dragField,
	executeStep,
	inputField,
	openNode,
	openWorkflow,
	parameter,
} from './support/editor';
import { ordersWorkflow } from './support/orders';
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

async function openOrders(parameters?: Record<string, unknown>): Promise<void> {
	const { client, credential } = stand;
	const { id } = await client.createWorkflow(ordersWorkflow(credential, parameters));
	await openWorkflow(page, client.url, id);
}

test('says in place what is missing, and fields dragged from the input fill it in', async () => {
	await openOrders();
	await openNode(page, 'SMS');
	const issues = page.getByTestId('parameter-issues');
	await issues.nth(1).waitFor();
	await screenshot(page, 'editor-required');
	await issues.first().hover();
	await page.getByText('Parameter "Phones" is required.').waitFor();

	await dragField(page, 'phone', 'phones');
	await parameter(page, 'phones').getByText('{{ $json.customer.phone }}').waitFor();
	await dragField(page, 'order', 'message');
	await parameter(page, 'message').getByText('{{ $json.order }}').waitFor();
	await issues.first().waitFor({ state: 'detached' });

	const output = await executeStep(page);
	await screenshot(page, 'editor-dragged');
	expect([...stand.sandbox.control.deliveries()]).toEqual([
		['11987654321', 1],
		['21998765432', 1],
	]);
	expect(stand.sandbox.control.campaigns().campaigns.map(({ message }) => message)).toEqual(
		expect.arrayContaining(['1042', '1043']),
	);
	expect(await output.innerText()).toContain('Numbers left out: 1 landline.');
});

test('says below the node what the step does', async () => {
	await openOrders({ phones: '11987654321', message: 'Olá', flash: true });
	const subtitle = canvasNode(page, 'SMS').getByText('Send SMS');
	expect(await subtitle.innerText()).toBe('Send SMS (flash)');
});

test('shows the fields of the output before the first run', async () => {
	await openOrders({ phones: '11987654321', message: 'Olá' });
	await openNode(page, 'After');
	await inputField(page, 'campaign_id').waitFor();
	await screenshot(page, 'editor-output-fields');
	const fields = await page.getByTestId('run-data-schema-node-name').allInnerTexts();
	expect(fields.map((field) => field.trim())).toEqual(
		expect.arrayContaining(['accepted_at', 'recipients', 'skipped', 'credits', 'per_recipient']),
	);
});

test('shows what was wrong, how to get unstuck and with which item', async () => {
	await openOrders({
		phones: '={{ $itemIndex === 1 ? "21 3333-4444" : "11987654321" }}',
		message: 'Olá',
	});
	await openNode(page, 'SMS');
	const output = await executeStep(page, { fails: true });
	await screenshot(page, 'editor-refusal');
	const text = await output.innerText();
	expect(text).toContain("'Phones' holds no number that can receive this message");
	expect(text).toContain('[item 1]');
	expect(text).toContain("or set Options → 'Invalid Phones' to 'Skip and Report'");
});
