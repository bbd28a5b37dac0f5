import type { IDataObject, INodeType, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { LigueLead } from '../../../nodes/LigueLead/LigueLead.node';
import { NODE } from '../support';
import { accountOf, mobile, special } from '../sms/support';
import { loop, post, resumeUrlOf, useWaiting } from './support';

const world = useWaiting();
const ONE = { message: 'Your code is 4711', phones: `+55 ${mobile(1)}`, order: 'A' };

describe('a delivery that the sandbox reports', () => {
	it.each([
		['delivered', mobile(1)],
		['undelivered', special('undelivered')],
		['failed', special('failed')],
		['delivered', special('out-of-order')],
		['delivered', special('twice')],
	])('ends the wait: %s', async (status, phone) => {
		world.control.setWebhook({ delays: { sent: 100, final: 200 } });
		const waiting = await world.run([{ ...ONE, phones: phone }]);
		expect([waiting.status, waiting.error]).toEqual(['waiting', undefined]);
		const run = await world.ended(waiting);
		await world.control.settled();
		const [campaign] = world.control.campaigns().campaigns;
		expect(run.status).toBe('success');
		expect(run.json('After')).toEqual([
			{
				message: 'SMS accepted successfully',
				sent: true,
				text: 'Your code is 4711',
				data: { campaign_id: campaign?.id, accepted_at: expect.any(String) },
				recipients: { phones: [phone] },
				credits: { per_recipient: 1, total: 1 },
				delivery: { status, phone, occurred_at: expect.any(String) },
				event: expect.objectContaining({
					event: 'campaign.status',
					campaign: expect.objectContaining({ id: campaign?.id, phone: `+55${phone}`, status }),
				}),
			},
		]);
		expect([...world.control.deliveries()]).toEqual([[phone, 1]]);
		expect(run.outputs(NODE)[0]?.[0]?.pairedItem).toEqual({ item: 0 });
	});

	it('is waited for an hour, unless the node says otherwise', async () => {
		world.silence();
		const minutes = { values: { resumeAmount: 10, resumeUnit: 'minutes' } };
		const left = async (parameters = {}) => {
			const { waitTill } = await world.run([ONE], { parameters });
			return ((waitTill?.getTime() ?? 0) - Date.now()) / 60_000;
		};
		expect(await left()).toBeCloseTo(60, 0);
		expect(await left({ limitWaitTime: minutes })).toBeCloseTo(10, 0);
		expect(await left({ limitWaitTime: {} })).toBeCloseTo(60, 0);
	});

	it('is waited for with the credential read once', async () => {
		world.silence();
		expect((await world.run([ONE])).credentialReads).toBe(1);
	});
});

type Webhook = (context: IWebhookFunctions) => Promise<IWebhookResponseData>;

/** The node under test with a webhook of the test's own, which is given the real one. */
function withWebhook(webhook: (context: IWebhookFunctions, real: Webhook) => ReturnType<Webhook>) {
	const real = new LigueLead();
	const node: INodeType = {
		description: real.description,
		async execute() {
			return await real.execute.call(this);
		},
		async webhook() {
			return await webhook(this, (context) => real.webhook.call(context));
		},
	};
	return { type: 'test.webhook', nodeTypes: { 'test.webhook': node } };
}

/** A context in which n8n cannot evaluate the node's expressions. */
function withoutExpressions(context: IWebhookFunctions): IWebhookFunctions {
	const evaluateExpression = () => {
		throw new Error('The expression engine is not there');
	};
	return new Proxy(context, {
		get: (target, key) =>
			key === 'evaluateExpression' ? evaluateExpression : (Reflect.get(target, key) as unknown),
	});
}

describe('while it waits', () => {
	const MINE = () => world.event();

	it.each([
		['an intermediate status', () => world.event({ status: 'sent' })],
		['a status nobody documents', () => world.event({ status: 'queued' })],
		['another campaign', () => world.event({ id: '00000000-0000-4000-8000-000000000000' })],
		['another phone', () => world.event({ phone: `+55${mobile(2)}` })],
		['another kind of event', () => world.event({}, { event: 'campaign.clicked' })],
	])('%s is answered 200 and does not end it', async (_, event) => {
		world.silence();
		const waiting = await world.run([ONE]);
		const url = resumeUrlOf(waiting, world.n8n);
		expect(await post(url, event())).toEqual({
			status: 200,
			body: { received: true, resumed: false },
		});
		expect((await world.after(waiting)).status).toBe('waiting');
		expect((await post(url, MINE())).body).toEqual({ received: true, resumed: true });
		expect((await world.after(waiting)).status).toBe('success');
	});

	it.each([
		['another app id', 403, () => world.event({}, { app_id: 'other' })],
		['no app id', 400, () => world.event({}, { app_id: undefined })],
		['a list', 400, () => [world.event()]],
		['an empty body', 400, () => ''],
		['100,000 levels', 413, () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
		['5 MB', 413, () => ({ text: 'x'.repeat(5_000_000) })],
	])('%s is answered %i and does not end it', async (_, status, event) => {
		world.silence();
		const waiting = await world.run([ONE]);
		const url = resumeUrlOf(waiting, world.n8n);
		expect((await post(url, event())).status).toBe(status);
		expect((await world.after(waiting)).status).toBe('waiting');
		expect((await post(url, MINE())).status).toBe(200);
		expect((await world.after(waiting)).status).toBe('success');
	});

	it('the phone may be spelled in any way', async () => {
		world.silence();
		const waiting = await world.run([ONE]);
		const url = resumeUrlOf(waiting, world.n8n);
		await post(url, world.event({ phone: mobile(1) }));
		expect((await world.after(waiting)).json('After')).toMatchObject([
			{ delivery: { phone: mobile(1), status: 'delivered' } },
		]);
	});

	it('a node name with braces and quotes does not matter', async () => {
		world.silence();
		const waiting = await world.run([ONE], { name: `}} {{ "Send" 'it' \\` });
		await post(resumeUrlOf(waiting, world.n8n), MINE());
		expect((await world.after(waiting)).json('After')).toMatchObject([
			{ delivery: { status: 'delivered' } },
		]);
	});

	it('an event is answered 503 where n8n cannot read the wait, and does not end it', async () => {
		world.silence();
		let broken = true;
		const node = withWebhook((context, real) =>
			real(broken ? withoutExpressions(context) : context),
		);
		const waiting = await world.run([ONE], node);
		const url = resumeUrlOf(waiting, world.n8n);
		expect(await post(url, MINE())).toEqual({
			status: 503,
			body: { error: 'The wait could not be read' },
		});
		expect((await world.after(waiting)).status).toBe('waiting');
		broken = false;
		expect((await post(url, MINE())).body).toEqual({ received: true, resumed: true });
	});

	it('the final event that comes five times at once ends it once', async () => {
		world.silence();
		let letGo = () => {};
		const allHere = new Promise<void>((resolve) => (letGo = resolve));
		let calls = 0;
		const node = withWebhook(async (context, real) => {
			if (++calls === 5) letGo();
			await allHere;
			return await real(context);
		});
		const waiting = await world.run([ONE], node);
		const url = resumeUrlOf(waiting, world.n8n);
		const answers = await Promise.all(Array.from({ length: 5 }, () => post(url, MINE())));
		await world.after(waiting);
		expect(answers.filter(({ body }) => body.resumed === true)).toHaveLength(1);
		expect(world.n8n.executions.startsOf(waiting.id)).toBe(2);
	});

	it('the final event ends it once', async () => {
		world.silence();
		const waiting = await world.run([ONE]);
		const url = resumeUrlOf(waiting, world.n8n);
		expect((await post(url, MINE())).status).toBe(200);
		await world.after(waiting);
		expect((await post(url, MINE())).status).toBe(409);
		expect((await world.after(waiting)).runData.After).toHaveLength(1);
	});
});

describe('when the time is over', () => {
	it('the output says so, and earlier nodes keep theirs', async () => {
		world.silence();
		const parameters = { limitWaitTime: { values: { resumeAmount: 2, resumeUnit: 'minutes' } } };
		const waiting = await world.run([ONE], { parameters });
		const run = await waiting.resume();
		expect(run.status).toBe('success');
		const [campaign] = world.control.campaigns().campaigns;
		expect(run.json('After')).toEqual([
			{
				message: 'SMS accepted successfully',
				sent: true,
				text: 'Your code is 4711',
				data: { campaign_id: campaign?.id, accepted_at: expect.any(String) },
				recipients: { phones: [mobile(1)] },
				credits: { per_recipient: 1, total: 1 },
				delivery: {
					status: 'timedOut',
					phone: mobile(1),
					message: 'No final status has reached this execution (time limit: 2 minutes)',
				},
			},
		]);
		expect(run.json('Items')).toEqual([ONE]);
		expect([...world.control.deliveries().values()]).toEqual([1]);
	});

	it('as it is for a retry of a wait that was stopped: n8n goes on behind the node', async () => {
		world.silence();
		const run = await (await world.run([ONE])).retry();
		expect(run.json('After')).toMatchObject([{ delivery: { status: 'timedOut' } }]);
		expect([...world.control.deliveries().values()]).toEqual([1]);
	});
});

describe('in a loop', () => {
	const settings = () => ({ credentials: { 1: accountOf(world.sandbox) } });

	it('each pass waits for its own delivery', async () => {
		world.control.setWebhook({ delays: { sent: 50, final: 150 } });
		const phones = [mobile(1), special('undelivered'), mobile(1), special('failed')];
		const run = await world.ended(await world.n8n.run(loop(...phones), settings()));
		expect(run.status).toBe('success');
		const { campaigns } = world.control.campaigns();
		const done = run.json('Done').map(({ delivery, data }) => {
			return [(delivery as IDataObject).status, (data as IDataObject).campaign_id];
		});
		expect(done).toEqual(
			['delivered', 'undelivered', 'delivered', 'failed'].map((status, n) => [
				status,
				campaigns[n]?.id,
			]),
		);
	});

	it('the event of an earlier pass does not end a later one', async () => {
		world.silence();
		const waiting = await world.n8n.run(loop(mobile(1), mobile(1)), settings());
		const url = resumeUrlOf(waiting, world.n8n);
		const first = world.event();
		await post(url, first);
		const second = await world.after(waiting);
		expect([second.status, world.control.campaigns().total]).toEqual(['waiting', 2]);
		expect((await post(url, first)).body).toEqual({ received: true, resumed: false });
		expect((await world.after(waiting)).status).toBe('waiting');
		await post(resumeUrlOf(second, world.n8n), world.event());
		expect((await world.after(waiting)).status).toBe('success');
	});

	it('a retry after a pass that was refused sends that pass alone', async () => {
		world.control.setWebhook({ delays: { sent: 50, final: 100 } });
		const failed = await world.ended(
			await world.n8n.run(loop(mobile(1), special('http-400'), mobile(3)), settings()),
		);
		expect(failed.status).toBe('error');
		world.silence();
		const retried = await failed.retry();
		expect(retried.status).toBe('error');
		expect([...world.control.deliveries()]).toEqual([[mobile(1), 1]]);
	});
});
