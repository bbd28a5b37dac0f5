import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { callWebhook } from '../../n8n/src/client';
import { withCredential } from '../../n8n/src/examples';
import { sandboxCredential } from '../../n8n/src/seed';
import type { Execution } from '../../n8n/src/types';
import { activate } from '../support/workflow';
import { importExample } from './support/example';
import { OwnN8n } from './support/ownN8n';
import { SLOW, useStand } from './support/stand';

jest.setTimeout(SLOW);

const stand = useStand();
let own: OwnN8n | undefined;
afterEach(() => own?.remove());

const clock = join(mkdtempSync(join(tmpdir(), 'clock-')), 'ahead');
const moveClock = (to: DateTime) => writeFileSync(clock, String(to.toMillis() - Date.now()));

/** A Tuesday to come, by the clock of São Paulo. */
const TUESDAY = DateTime.now()
	.setZone('America/Sao_Paulo')
	.plus({ weeks: 1 })
	.set({ weekday: 2, hour: 3, minute: 0, second: 0, millisecond: 0 });
const ANA = '11987654321';
const ACRE = '68987654321';
const MESSAGES = [
	{ id: '1', phone: ANA, message: 'Bom dia, Ana' },
	{ id: '2', phone: ACRE, message: 'Bom dia, Bia' },
	{ id: '3', phone: '1133334444', message: 'Bom dia, Caio' },
];

/** The newest execution, once it waits or has ended. */
async function settled({ client }: OwnN8n, id: string, status: string): Promise<Execution> {
	for (;;) {
		const [latest] = await client.listExecutions(id);
		if (latest?.status === status) return await client.finishedExecution(latest.id);
		await new Promise((next) => setTimeout(next, 200));
	}
}

test('an item outside its hours waits for them, over restarts of n8n, and is sent once', async () => {
	const { sandbox } = stand;
	const delivered = () => Object.fromEntries(sandbox.control.deliveries());
	moveClock(TUESDAY);
	own = await OwnN8n.start({
		NODE_OPTIONS: `--require ${join(__dirname, 'support', 'movedClock.cjs')}`,
		MOVED_CLOCK: clock,
	});
	const credential = await sandboxCredential(own.client, sandbox);
	const example = await importExample(own.client, 'wait-for-sending-hours');
	const { id } = await activate(own.client, withCredential(example, credential));
	sandbox.control.reset();

	await callWebhook(own.client.url, 'sms-within-hours', { items: MESSAGES });
	const atNight = await settled(own, id, 'waiting');
	expect(atNight.data.resultData.lastNodeExecuted).toBe('Wait until the first may go out');
	expect(delivered()).toEqual({});

	moveClock(TUESDAY.set({ hour: 9, second: 1 }));
	await own.restart();
	while (!(ANA in delivered())) await new Promise((next) => setTimeout(next, 200));
	await settled(own, id, 'waiting');
	expect(delivered()).toEqual({ [ANA]: 1 });

	moveClock(TUESDAY.set({ hour: 11, second: 1 }));
	await own.restart();
	const last = await settled(own, id, 'success');
	expect(delivered()).toEqual({ [ANA]: 1, [ACRE]: 1 });
	const { 'Not sent': others = [] } = last.data.resultData.runData;
	expect(JSON.stringify(others)).toContain('1133334444');
});
