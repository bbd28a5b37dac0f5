import type { Page } from 'playwright-core';

import type { N8nClient } from '../n8n/src/client';
import { exampleNames, readExample } from '../n8n/src/examples';
import type { Sandbox } from '../sandbox';
import {
	executeStep,
	newWorkflow,
	openNode,
	openWorkflow,
	panelEntry,
} from '../test/e2e/support/editor';
import { ordersWorkflow } from '../test/e2e/support/orders';
import { postSms } from '../test/e2e/support/postSms';

/** What a picture shows: the whole page, the open node, or the nodes of the open workflow. */
export type Frame = 'page' | 'node' | 'canvas';

/** Keeps a picture of a page under a name. */
export type Take = (page: Page, name: string, frame: Frame) => Promise<void>;

/** What the scenes are played in. */
export interface Stage {
	page: Page;
	client: N8nClient;
	sandbox: Sandbox;
	take: Take;
}

/** The node filled in, with the output of a run: `node`. */
async function takeSend({ page, client, take }: Stage): Promise<void> {
	await openOrders(page, client);
	await executeStep(page);
	await take(page, 'node', 'node');
}

/** What the node says if an item cannot be sent: `refusal`. */
async function takeRefusal({ page, client, take }: Stage): Promise<void> {
	await openOrders(page, client, { phones: '={{ $json.customer.phone.split(", ").pop() }}' });
	await executeStep(page, { fails: true });
	await take(page, 'refusal', 'node');
}

/** The node panel's answer to a search: `panel`. */
async function takePanel({ page, client, take }: Stage): Promise<void> {
	await newWorkflow(page, client.url);
	await page.getByTestId('canvas-handle-plus').first().click();
	await page.getByTestId('node-creator-search-bar').fill('sms');
	await panelEntry(page, 'LigueLead').waitFor();
	await take(page, 'panel', 'page');
}

/** The trigger's parameters with its URL: `trigger`. */
async function takeTrigger({ page, client, take }: Stage): Promise<void> {
	await openExample(page, client, 'delivery-report-to-data-table');
	await openNode(page, 'SMS delivered or not');
	await page.getByText('Webhook URLs').first().click();
	await take(page, 'trigger', 'node');
}

/** One picture per example workflow: `example-` and the name of its file. */
async function takeExamples({ page, client, take }: Stage): Promise<void> {
	for (const example of exampleNames()) {
		await openExample(page, client, example);
		await take(page, `example-${example}`, 'canvas');
	}
}

/** The sandbox's outbox with a flash SMS, a reminder that did not arrive, a big campaign: `outbox`. */
async function takeOutbox({ page, sandbox, take }: Stage): Promise<void> {
	await postSms(sandbox, {
		message: 'Seu código é 482 913',
		phones: ['21998765432'],
		is_flash: true,
	});
	await postSms(sandbox, {
		title: 'Lembretes',
		message: 'Ana, sua consulta é amanhã às 10h.',
		phones: ['11940000002'],
	});
	await postSms(sandbox, {
		title: 'Black Friday',
		group_id: 'promo',
		message: 'Só hoje: frete grátis em toda a loja. Responda SAIR para não receber mais.',
		phones: Array.from({ length: 200 }, (_, n) => `119${80_000_000 + n}`),
	});
	await page.goto(sandbox.url);
	await page.getByText('Black Friday').first().click();
	await take(page, 'outbox', 'page');
}

async function openOrders(page: Page, client: N8nClient, parameters = {}): Promise<void> {
	const [credential] = await client.listCredentials();
	if (credential === undefined) throw new Error('n8n has no credential');
	const workflow = ordersWorkflow(credential, {
		phones: '={{ $json.customer.phone }}',
		message: '=Hi {{ $json.customer.name }}, order {{ $json.order }} is on its way.',
		title: 'Deliveries',
		...parameters,
	});
	const { id } = await client.createWorkflow(workflow);
	await openWorkflow(page, client.url, id);
	await openNode(page, 'SMS');
}

async function openExample(page: Page, client: N8nClient, example: string): Promise<void> {
	const { name } = readExample(example);
	const saved = (await client.listWorkflows()).find((workflow) => workflow.name === name);
	if (saved === undefined) throw new Error(`n8n has no workflow named ${name}`);
	await openWorkflow(page, client.url, saved.id);
}

/** All scenes, in the order in which they are played. */
export const scenes = [takeSend, takeRefusal, takePanel, takeTrigger, takeExamples, takeOutbox];
