import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { startSandbox, type StatusEvent } from '../../sandbox';
import { launchBrowser, openPage, screenshot } from './support/browser';
import { postSms } from './support/postSms';
import { SLOW, type Sandbox } from './support/stand';

jest.setTimeout(SLOW);

const phonesOf = (count: number) =>
	Array.from({ length: count }, (_, index) => String(11987650000 + index));
const held = { phone: '+5511987650007', status: 'delivered' };

let sandbox: Sandbox;
let browser: Browser;
let receiver: Server;
/** Resolves with the answer that the receiver holds back. */
let owed: Promise<ServerResponse>;

beforeAll(async () => {
	browser = await launchBrowser();
	sandbox = await startSandbox({ webhookTimeoutMs: SLOW });
	owed = new Promise((resolve) => {
		receiver = createServer(async (request, response) => {
			let text = '';
			for await (const chunk of request) text += chunk;
			const { campaign }: StatusEvent = JSON.parse(text);
			if (campaign.phone === held.phone && campaign.status === held.status) resolve(response);
			else response.end();
		});
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	await browser?.close();
	await sandbox?.close();
	receiver?.close();
});

const send = (phones: string[]) => postSms(sandbox, { message: 'Seu pedido chegou', phones });

async function showAll(count: number): Promise<Page> {
	const page = await openPage(browser);
	await page.goto(sandbox.url);
	await page.getByRole('button', { name: `Show all ${count}` }).click();
	return page;
}

test('all recipients, once shown, follow what becomes of their status events', async () => {
	const { port } = receiver.address() as AddressInfo;
	const url = `http://127.0.0.1:${port}/`;
	sandbox.control.setWebhook({ url, delays: { sent: 0, final: 0 } });
	await send(phonesOf(8));
	const answer = await owed;
	const page = await showAll(8);
	const row = page.locator('.recipients.all .recipient').last();
	await row.getByText('sent → HTTP 200').waitFor();
	// The page has to be at rest, or it would read everything anew for another reason.
	await page.waitForTimeout(1_500);
	expect(await row.innerText()).not.toContain('delivered →');

	answer.end();
	await row.getByText('delivered → HTTP 200').waitFor({ timeout: 3_000 });
});

test('a long list stays where it was scrolled to while statuses arrive', async () => {
	sandbox.control.setWebhook({ url: null, delays: { sent: 0, final: 4_000 } });
	await send(phonesOf(300));
	const page = await showAll(300);
	const list = page.locator('.recipients.all');
	const place = () => list.evaluate((box) => box.scrollTop);
	await list.evaluate((box) => box.scrollTo(0, 4_000));
	const row = list.locator('.recipient').filter({ hasText: '(11) 98765-0102' });
	await row.waitFor();
	await row.getByText('Delivered').waitFor();
	expect(await place()).toBe(4_000);
});

test('the webhook URL is set on the page, and an event posted again there', async () => {
	sandbox.control.reset();
	const { port } = receiver.address() as AddressInfo;
	const url = `http://127.0.0.1:${port}/again`;
	const page = await openPage(browser);
	await page.goto(sandbox.url);
	await page.getByRole('tab', { name: 'Status events' }).click();
	await page.getByLabel('Webhook URL').fill(url);
	await page.getByRole('button', { name: 'Save' }).click();
	await page.getByText(`Status events go to ${url}`).waitFor();
	expect(sandbox.control.webhook().url).toBe(url);

	sandbox.control.setWebhook({ delays: { sent: 0, final: 10 } });
	await send(phonesOf(1));
	await page.getByRole('tab', { name: 'Outbox' }).click();
	await page.getByRole('button', { name: 'Post again' }).click();
	const posts = page.locator('.post', { hasText: 'delivered → HTTP 200' });
	await posts.nth(1).waitFor();
	await screenshot(page, 'outbox-events');
});

test('the oldest campaign is one click away', async () => {
	sandbox.control.reset();
	for (let n = 0; n < 120; n++)
		await postSms(sandbox, { message: `No. ${n}`, phones: phonesOf(1) });
	const page = await openPage(browser);
	await page.goto(sandbox.url);
	await page.getByRole('button', { name: 'Oldest campaigns' }).click();
	await page.locator('#rows').getByText('No. 0', { exact: true }).waitFor();
	expect(await page.locator('#range').innerText()).toBe('101–120 of 120');
	await page.getByRole('button', { name: 'Newest campaigns' }).click();
	await page.locator('#rows').getByText('No. 119').waitFor();
});

test('on a phone, four tiles fit one row, a tap opens the message, and a button leads back', async () => {
	sandbox.control.reset();
	await postSms(sandbox, { message: 'Seu pedido chegou', phones: phonesOf(2), title: 'Pedidos' });
	const page = await openPage(browser, { viewport: { width: 390, height: 844 } });
	await page.goto(sandbox.url);
	const tiles = page.locator('.tile:visible');
	await tiles.first().waitFor();
	const boxes = await Promise.all(
		(await tiles.all()).map(async (tile) => await tile.boundingBox()),
	);
	expect(boxes).toHaveLength(4);
	expect(new Set(boxes.map((box) => box?.y)).size).toBe(1);
	await screenshot(page, 'outbox-narrow');
	await page.getByRole('button', { name: /Pedidos/ }).click();
	await page.locator('.bubble').waitFor();
	const bubble = await page.locator('.bubble').boundingBox();
	expect((bubble?.y ?? Infinity) + (bubble?.height ?? 0)).toBeLessThan(844);
	await screenshot(page, 'outbox-narrow-message');
	await page.getByRole('button', { name: '‹ All messages' }).click();
	await page.locator('#rows').getByText('Pedidos').waitFor();
	expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
		390,
	);
});
