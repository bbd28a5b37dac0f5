import type { ServerResponse } from 'node:http';
import { startSandbox, type Sandbox } from '../../sandbox';
import type { RecipientRow } from '../../sandbox/outboxView';
import { clientOf, mobile, sms, startReceiver } from './support';

const tooLate = 'failed: no answer within 0.3 seconds';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ webhookTimeoutMs: 300 });
});
beforeEach(() => {
	sandbox.control.reset();
	sandbox.control.setWebhook({ delays: { sent: 0, final: 0 } });
});
afterAll(() => sandbox.close());

/** What the sandbox notes of the two events of one SMS, and how often the receiver was called. */
async function postsTo(answer: (response: ServerResponse) => unknown) {
	const receiver = await startReceiver(answer);
	const body = sms([mobile], { webhook_url: receiver.url });
	const { data } = await clientOf(sandbox).post('/sms', body);
	await sandbox.control.settled();
	receiver.close();
	const id: string = data.data.campaign_id;
	return {
		id,
		calls: receiver.events.length,
		results: sandbox.control.posts(id).map(({ result }) => result),
	};
}

const drip = (response: ServerResponse) => {
	response.writeHead(200);
	const timer = setInterval(() => response.write('.'), 20);
	response.once('close', () => clearInterval(timer));
};

const breakOff = (response: ServerResponse) => {
	response.writeHead(200, { 'content-length': 10 });
	response.write('half', () => response.socket?.destroy());
};

test.each<[string, (response: ServerResponse) => unknown, string]>([
	['silence', () => undefined, tooLate],
	['a body that drips for ever', drip, tooLate],
	['500', (response) => response.writeHead(500).end(), 'HTTP 500'],
	['503', (response) => response.writeHead(503).end(), 'HTTP 503'],
	['a closed connection', (response) => response.socket?.destroy(), 'failed: ECONNRESET'],
	['half an answer', breakOff, 'failed: ERR_BAD_RESPONSE'],
])('%s is noted and not tried again', async (_name, answer, result) => {
	const { calls, results } = await postsTo(answer);
	expect(calls).toBe(2);
	expect(results).toEqual([result, result]);
});

test.each([302, 307])('a redirect with %i is noted and not followed', async (status) => {
	const target = await startReceiver();
	const { calls, results } = await postsTo((response) =>
		response.writeHead(status, { location: target.url }).end(),
	);
	expect([calls, target.events.length]).toEqual([2, 0]);
	expect(results).toEqual([`HTTP ${status}`, `HTTP ${status}`]);
	target.close();
});

test('the outbox names the limit that an answer has missed', async () => {
	const { id } = await postsTo(() => undefined);
	const page = await fetch(`${sandbox.url}/outbox/campaigns/${id}`);
	const { rows } = (await page.json()) as { rows: RecipientRow[] };
	expect(rows[0]?.posts).toMatchObject([
		{ status: 'sent', result: tooLate },
		{ status: 'delivered', result: tooLate },
	]);
});
