import { randomUUID } from 'node:crypto';
import { callWebhook } from '../../n8n/src/client';
import { sandboxCredential } from '../../n8n/src/seed';
import type { Credential, Execution, WorkflowDocument } from '../../n8n/src/types';
import { startSandbox } from '../../sandbox';
import { eventually, executionThatIs, productionUrl, triggerNode } from './support/delivery';
import { OwnN8n } from './support/ownN8n';
import { SLOW } from './support/stand';
import type { Sandbox } from './support/stand';
import {
	activate,
	chain,
	endNode,
	itemsNode,
	node,
	run,
	smsNode,
	webhookNode,
} from '../support/workflow';

jest.setTimeout(2 * SLOW);

const ENDED = ['success', 'error', 'crashed'];
const PHONE = '11987654321';

let n8n: OwnN8n;
let sandbox: Sandbox;
let credential: Credential;
beforeAll(async () => {
	sandbox = await startSandbox({ token: 'e2e-token', appId: 'e2e-app' });
	n8n = await OwnN8n.start();
	credential = await sandboxCredential(n8n.client, sandbox);
});
afterAll(async () => {
	await n8n?.remove();
	await sandbox?.close();
});

/** Send and Wait, at most so many minutes. */
function waitingNode(minutes = 60) {
	return smsNode(credential, {
		operation: 'sendWait',
		message: 'Pedido enviado',
		phones: '={{ $json.body?.phone ?? $json.phone }}',
		limitWaitTime: { values: { resumeAmount: minutes, resumeUnit: 'minutes' } },
	});
}

/** A workflow that a production webhook starts, answering at once. */
async function start(document: WorkflowDocument, path: string, body: unknown): Promise<string> {
	for (const { type, parameters } of document.nodes) {
		if (type === 'n8n-nodes-base.webhook') parameters.responseMode = 'onReceived';
	}
	const { id } = await activate(n8n.client, document);
	expect((await callWebhook(n8n.client.url, path, body)).status).toBe(200);
	return id;
}

async function startOne(minutes?: number): Promise<string> {
	const path = randomUUID();
	const document = chain([webhookNode(path), waitingNode(minutes), endNode('After')]);
	return await start(document, path, { phone: PHONE });
}

function eventOf(campaignId: string) {
	return {
		event: 'campaign.status',
		app_id: sandbox.appId,
		occurred_at: '2026-02-02T12:00:15.400Z',
		campaign: { id: campaignId, type: 'sms', phone: `+55${PHONE}`, status: 'delivered' },
	};
}

/** Posts an event; undefined if nobody listens yet. */
async function post(url: string, event: object): Promise<unknown> {
	const headers = { 'content-type': 'application/json' };
	const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(event) });
	return response.status === 404 ? undefined : await response.json();
}

/** What n8n keeps in an execution's data of a wait. */
interface Waiting {
	resumeToken?: string;
	executionData?: { contextData?: Record<string, { ligueLeadWait?: { pass?: string } }> };
}

/** Where LigueLead would post to: n8n keeps the tokens of the URL in the execution's data. */
function resumeUrlOf({ id, data }: Execution): string {
	const { resumeToken, executionData } = data as Waiting;
	const pass = executionData?.contextData?.['node:SMS']?.ligueLeadWait?.pass;
	return `${n8n.client.url}/webhook-waiting/${id}?signature=${resumeToken}&pass=${pass}`;
}

const ended = async (id: string, timeout?: number) =>
	run({ status: 200, body: '' }, await executionThatIs(n8n.client, id, ENDED, timeout));

test('from a production webhook: goes on with the delivery', async () => {
	sandbox.control.setWebhook({ delays: { sent: 1_000, final: 3_000 } });
	const { execution, items } = await ended(await startOne());
	const campaign = sandbox.control.campaigns().campaigns.at(-1);
	expect(execution.status).toBe('success');
	expect(items('After')).toMatchObject([
		{
			json: {
				data: { campaign_id: campaign?.id },
				delivery: { status: 'delivered', phone: PHONE },
				event: { campaign: { id: campaign?.id } },
			},
		},
	]);
	expect(sandbox.control.posts(campaign?.id ?? '').map(({ result }) => result)).toEqual([
		'HTTP 200',
		'HTTP 200',
	]);
});

test('an SMS whose answer was lost is found by its status event', async () => {
	sandbox.control.queueFault({ fault: 'reset-after', times: 1, finalDelay: 3_000 });
	const { execution, items } = await ended(await startOne());
	const campaign = sandbox.control.campaigns({ limit: 1_000 }).campaigns.at(-1);
	expect(execution.status).toBe('success');
	expect(items('After')).toMatchObject([
		{
			json: {
				sent: true,
				data: { campaign_id: campaign?.id },
				delivery: { status: 'delivered', phone: PHONE },
			},
		},
	]);
	expect(sandbox.control.deliveries({ campaignId: campaign?.id }).get(PHONE)).toBe(1);
});

test('in Loop Over Items: each pass goes on with its own delivery', async () => {
	sandbox.control.setWebhook({ delays: { sent: 1_000, final: 2_500 } });
	const path = randomUUID();
	const loop = node('Loop', 'n8n-nodes-base.splitInBatches', { options: {} }, { typeVersion: 3 });
	const document = chain([webhookNode(path), itemsNode(), loop]);
	const [sms, done] = [waitingNode(), endNode('Done')];
	document.nodes.push(sms, done);
	const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
	document.connections.Loop = { main: [to('Done'), to('SMS')] };
	document.connections.SMS = { main: [to('Loop')] };
	const phones = [PHONE, '11940000002', PHONE];
	const id = await start(document, path, { items: phones.map((phone) => ({ phone })) });

	const { execution, items } = await ended(id, 60_000);
	const campaigns = sandbox.control.campaigns().campaigns.slice(-3);
	expect(execution.status).toBe('success');
	expect(items('Done').map(({ json }) => json)).toMatchObject(
		['delivered', 'undelivered', 'delivered'].map((status, n) => ({
			data: { campaign_id: campaigns[n]?.id },
			delivery: { status, phone: phones[n] },
		})),
	);
});

test('a restart of n8n: waits go on, events do not pass again, and the time limit ends', async () => {
	// Only this test reports deliveries: the sandbox would post while n8n is down.
	sandbox.control.setWebhook({ delays: { sent: 3_600_000, final: 3_600_000 } });
	const late = await startOne(0.2);
	await executionThatIs(n8n.client, late, ['waiting']);
	const patient = await startOne();
	const waiting = await executionThatIs(n8n.client, patient, ['waiting']);
	const campaign = sandbox.control.campaigns({ limit: 1_000 }).campaigns.at(-1);
	const trigger = triggerNode(credential);
	const listening = await activate(n8n.client, chain([trigger, endNode('After')]));
	const url = productionUrl(n8n.client.url, trigger);
	const event = eventOf(campaign?.id ?? '');
	expect(await eventually(() => post(url, event))).toEqual({ received: true });
	expect(await post(url, event)).toEqual({ received: true, repeated: true });
	const second = eventOf(randomUUID());
	expect(await post(url, second)).toEqual({ received: true });

	await n8n.restart();

	expect(await eventually(() => post(url, event))).toEqual({ received: true, repeated: true });
	expect(await post(url, second)).toEqual({ received: true, repeated: true });
	const resumeUrl = resumeUrlOf(waiting);
	const sent = { ...event, campaign: { ...event.campaign, status: 'sent' } };
	expect(await post(resumeUrl, sent)).toEqual({ received: true, resumed: false });
	expect(await post(resumeUrl, event)).toEqual({ received: true, resumed: true });
	expect((await ended(patient)).items('After')).toMatchObject([
		{ json: { data: { campaign_id: campaign?.id }, delivery: { status: 'delivered' } } },
	]);
	expect(await n8n.client.listExecutions(listening.id)).toHaveLength(2);
	// n8n looks for waits that are over once a minute.
	expect((await ended(late, 90_000)).items('After')).toMatchObject([
		{ json: { delivery: { status: 'timedOut', phone: PHONE } } },
	]);
});
