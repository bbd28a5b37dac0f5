// `npm run release:check`: the compatibility that the README states is of the tests there are; the
// tarball that would be published passes the rehearsed scan, installs into a clean n8n, and an SMS goes
// out through it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import records from '../docs/compatibility.json';
import { startSandbox } from '../sandbox';
import { callWebhook, connect } from './src/client';
import { findStale } from './src/compatibility';
import type { CompatibilityRecord } from './src/compatibility';
import { ensureN8n } from './src/install';
import { installNode, packNode } from './src/pack';
import { freePorts } from './src/ports';
import { startN8n } from './src/process';
import { DEMO_LOGIN, seed } from './src/seed';
import { stopOnSignal } from './src/shutdown';

const E2E = join(__dirname, '..', 'test', 'e2e');
const CACHE = join(__dirname, '..', '.cache');
const ORDER = { order_id: '1', customer: { name: 'Ana', phone: '11 91234-5678' }, total: 10 };

function checkRecords(): void {
	const tests = readdirSync(E2E).flatMap((file) => /^(.+)\.test\.ts$/.exec(file)?.[1] ?? []);
	const stale = findStale(records as CompatibilityRecord[], tests);
	if (stale.length > 0) throw new Error(`${stale.join('\n')}\nRun npm run test:compat.`);
}

async function check(shutdown: ReturnType<typeof stopOnSignal>): Promise<void> {
	checkRecords();
	await ensureN8n();
	const tarball = await packNode();
	execFileSync('npm', ['run', 'scan', '--silent'], { stdio: 'inherit' });

	mkdirSync(CACHE, { recursive: true });
	const userFolder = mkdtempSync(join(CACHE, 'release-'));
	shutdown.add(async () => rmSync(userFolder, { recursive: true, force: true }));
	await installNode(tarball, userFolder);
	const sandbox = await startSandbox();
	shutdown.add(() => sandbox.close());
	const [port = 0, broker = 0] = await freePorts(2);
	const n8n = await startN8n({ userFolder, ports: { n8n: port, broker } });
	shutdown.add(() => n8n.stop());

	await seed(await connect(n8n.url, DEMO_LOGIN), sandbox);
	const { status } = await callWebhook(n8n.url, 'order-paid', ORDER);
	const sent = sandbox.control.deliveries().get('11912345678') ?? 0;
	if (status !== 200 || sent !== 1) {
		throw new Error(`The webhook answered ${status}, and ${sent} SMS went out instead of one`);
	}
	console.log('The tarball passes the scan, installs into a clean n8n, and sends an SMS.');
}

const shutdown = stopOnSignal();
check(shutdown).then(
	() => shutdown.now(0),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		return shutdown.now(1);
	},
);
