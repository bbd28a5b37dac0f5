import { eventually, productionUrl, triggerNode } from './support/delivery';
import {
	eventsThatRan,
	identityOf,
	loadEvent,
	percentile,
	postInBursts,
	postSteadily,
	shuffled,
} from './support/deliveryLoad';
import { sandboxCredential } from '../../n8n/src/seed';
import { OwnN8n } from './support/ownN8n';
import { SLOW } from './support/stand';
import { IS_N8N_1 } from '../support/version';
import { activate, chain, endNode } from '../support/workflow';

jest.setTimeout(3 * SLOW);

// n8n 1 starts ten executions a second at best, whichever node the webhook is of, and answers 503 or
// after many seconds if more wait.
const [EVENTS, BURST, PER_SECOND] = IS_N8N_1 ? [1_000, 10, 4] : [5_000, 200, 20];
const REPEATS = EVENTS / 10;
const STEADY = 20 * PER_SECOND;
const APP_ID = 'load-app';

// Unless told otherwise, n8n sets up an isolate of its expression engine for each webhook call of a
// trigger and one for each execution, whether there are expressions or not: at this load nearly all of
// the time, and in the end more memory and more open requests than it can serve.
const SETTINGS = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

let n8n: OwnN8n;
beforeAll(async () => {
	n8n = await OwnN8n.start(SETTINGS);
});
afterAll(() => n8n?.remove());

test(`${EVENTS} events in bursts of ${BURST}: none lost, none twice, also after a restart`, async () => {
	const access = { apiUrl: 'http://127.0.0.1:9/v1', token: 'none', appId: APP_ID };
	const trigger = triggerNode(await sandboxCredential(n8n.client, access));
	const { id } = await activate(n8n.client, chain([trigger, endNode('After')]));
	const url = productionUrl(n8n.client.url, trigger);
	// Nothing else runs in this n8n, which numbers its executions from 1; it lists the latest hundred.
	const executions = async (count: number) => {
		return await eventually(async () => {
			const latest = await n8n.client.listExecutions(id);
			const ended = latest.every(({ status }) => status === 'success');
			return ended && Number(latest[0]?.id) >= count ? Number(latest[0]?.id) : undefined;
		}, 300_000);
	};
	expect(await eventually(async () => (await postInBursts(url, [{}], 1)).statuses[400])).toBe(1);

	const events = Array.from({ length: EVENTS }, (_, n) => loadEvent(APP_ID, n));
	const bodies = shuffled([...events, ...events.slice(0, REPEATS)], 7);
	const begun = performance.now();
	const { statuses, times, started } = await postInBursts(url, bodies, BURST);
	const seconds = Math.round((performance.now() - begun) / 1000);
	console.log(`${bodies.length} posts, ${BURST} at once: ${describeTimes(times)}, ${seconds} s`);
	expect(statuses).toEqual({ 200: bodies.length });
	expect(started).toHaveLength(EVENTS);
	expect(await executions(EVENTS)).toBe(EVENTS);

	const calm = Array.from({ length: STEADY }, (_, n) => loadEvent(APP_ID, EVENTS + n));
	const steady = await postSteadily(url, calm, PER_SECOND);
	console.log(`${STEADY} posts, ${PER_SECOND} a second: ${describeTimes(steady.times)}`);
	expect(steady.statuses).toEqual({ 200: STEADY });
	expect(await executions(EVENTS + STEADY)).toBe(EVENTS + STEADY);

	await n8n.restart();
	const next = loadEvent(APP_ID, EVENTS + STEADY);
	await eventually(async () => (await postInBursts(url, [{}], 1)).statuses[400]);
	const again = await postInBursts(url, [...events.slice(0, 20), next], 21);
	expect(again.started).toEqual([next]);
	expect(await executions(EVENTS + STEADY + 1)).toBe(EVENTS + STEADY + 1);
	const all = [...events, ...calm, next].map(identityOf).sort();
	expect(await eventsThatRan(n8n.client, all.length)).toEqual(all);
	// LigueLead waits five seconds for an answer, and does not try again.
	expect(percentile(times, 0.99)).toBeLessThan(5_000);
	expect(percentile(steady.times, 0.5)).toBeLessThan(IS_N8N_1 ? 500 : 100);
});

function describeTimes(times: readonly number[]): string {
	return `p50 ${percentile(times, 0.5)} ms, p99 ${percentile(times, 0.99)} ms`;
}
