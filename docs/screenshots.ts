// `npm run docs:screenshots`: takes the README's pictures in a real n8n and in the sandbox's outbox.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from 'playwright-core';

import { connect } from '../n8n/src/client';
import { installNode, packNode } from '../n8n/src/pack';
import { freePorts } from '../n8n/src/ports';
import { startN8n } from '../n8n/src/process';
import { DEMO_LOGIN, seed } from '../n8n/src/seed';
import { stopOnSignal } from '../n8n/src/shutdown';
import { startSandbox } from '../sandbox';
import { adoptSession, launchBrowser, openPage } from '../test/e2e/support/browser';
import { scenes } from './scenes';
import type { Frame } from './scenes';

const IMAGES = join(__dirname, 'images');
const CACHE = join(__dirname, '..', '.cache');
const MARGIN = 48;

// What n8n lays over the panes and over the canvas, for people who work there.
const TOASTS = '.el-notification, [data-test-id="floating-nodes"]';
const TOOLS = `
	#canvas ~ *, .vue-flow__panel, [data-reka-popper-content-wrapper], [data-test-id="select-trigger"],
	[data-test-id="execute-workflow-button"], [data-test-id="execute-workflow-button"] ~ *
`;
const hide = (elements: string) => `${elements} { visibility: hidden !important }`;

async function take(page: Page, name: string, frame: Frame): Promise<void> {
	// The canvas moves until all is in view; the delivery of what was sent takes a moment.
	await page.waitForTimeout(2_000);
	const path = join(IMAGES, `${name}.png`);
	if (frame === 'canvas') {
		await page.mouse.move(0, 0);
		await page.screenshot({
			path,
			style: hide(`${TOASTS}, ${TOOLS}`),
			clip: await boxAroundNodes(page),
		});
	} else {
		const clip = frame === 'node' ? await page.getByTestId('ndv').boundingBox() : null;
		await page.screenshot({ path, style: hide(TOASTS), ...(clip !== null && { clip }) });
	}
}

async function boxAroundNodes(page: Page) {
	const nodes = await page.getByTestId('canvas-node').or(page.getByTestId('sticky')).all();
	const boxes = (await Promise.all(nodes.map((node) => node.boundingBox()))).filter(
		(box) => box !== null,
	);
	const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN;
	const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN / 2;
	const right = Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN;
	// A node's name and subtitle stand below its box.
	const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + 1.5 * MARGIN;
	return { x: left, y: top, width: right - left, height: bottom - top };
}

async function main(shutdown: ReturnType<typeof stopOnSignal>): Promise<void> {
	mkdirSync(IMAGES, { recursive: true });
	mkdirSync(CACHE, { recursive: true });
	readdirSync(IMAGES).forEach((file) => rmSync(join(IMAGES, file)));
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
	await adoptSession(page, client);
	for (const scene of scenes) await scene({ page, client, sandbox, take });
}

const shutdown = stopOnSignal();
main(shutdown).then(
	() => shutdown.now(0),
	(error: unknown) => {
		console.error(error);
		return shutdown.now(1);
	},
);
