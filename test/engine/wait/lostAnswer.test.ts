import { NODE } from '../support';
import { accountOf, mobile } from '../sms/support';
import { loop, post, resumeUrlOf, useWaiting } from './support';

const world = useWaiting();
const PHONE = mobile(1);
const ONE = { message: 'Your code is 4711', phones: PHONE, order: 'A' };
const MODES = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

const lose = (times = 1) => world.control.queueFault({ fault: 'reset-after', times });
const settings = () => ({ credentials: { 1: accountOf(world.sandbox) } });
const lastCampaign = () => world.control.campaigns({ limit: 10_000 }).campaigns.at(-1);

describe('an SMS whose answer was lost', () => {
	it.each(MODES)('is found by its status event, with On Error = %s', async (onError) => {
		world.control.queueFault({ fault: 'reset-after', times: 1, finalDelay: 400 });
		const waiting = await world.run([ONE], { onError });
		expect([waiting.status, waiting.error]).toEqual(['waiting', undefined]);
		const run = await world.ended(waiting);
		expect(run.status).toBe('success');
		expect(run.json('After')).toEqual([
			{
				message: expect.stringContaining('shows that the message was accepted'),
				sent: true,
				text: ONE.message,
				data: { campaign_id: lastCampaign()?.id },
				recipients: { phones: [PHONE] },
				credits: { per_recipient: 1, total: 1 },
				delivery: { status: 'delivered', phone: PHONE, occurred_at: expect.any(String) },
				event: expect.objectContaining({ event: 'campaign.status' }),
			},
		]);
		expect([...world.control.deliveries()]).toEqual([[PHONE, 1]]);
	});

	it.each(['undelivered', 'failed'] as const)('and that was %s is, too', async (outcome) => {
		world.control.queueFault({ fault: 'reset-after', times: 1, finalDelay: 400, outcome });
		const run = await world.ended(await world.run([ONE]));
		expect(run.json('After')).toMatchObject([{ sent: true, delivery: { status: outcome } }]);
	});

	it('and is proved to be delivered is over: an equal order goes out', async () => {
		world.control.queueFault({ fault: 'reset-after', times: 1, finalDelay: 400 });
		await world.ended(await world.run([ONE]));
		const next = await world.ended(await world.run([ONE]));
		expect(next.json('After')).toMatchObject([{ sent: true, delivery: { status: 'delivered' } }]);
		expect([...world.control.deliveries()]).toEqual([[PHONE, 2]]);
	});

	it('is waited for as long as only other events come', async () => {
		world.silence();
		lose();
		const waiting = await world.run([ONE]);
		const url = resumeUrlOf(waiting, world.n8n);
		const others: Array<[string, object]> = [
			[url.replace(/&pass=.*/, ''), world.event()],
			[url.replace(/pass=.{4}/, 'pass=0000'), world.event()],
			[`${url}&pass=0`, world.event()],
			[url, world.event({ phone: `+55${mobile(2)}` })],
			[url, world.event({ status: 'sent' })],
			[url, world.event({}, { event: 'campaign.clicked' })],
		];
		for (const [at, event] of others) {
			expect(await post(at, event)).toEqual({
				status: 200,
				body: { received: true, resumed: false },
			});
		}
		expect((await post(url, world.event({}, { app_id: 'other' }))).status).toBe(403);
		expect((await world.after(waiting)).status).toBe('waiting');
		expect((await post(url, world.event())).body).toEqual({ received: true, resumed: true });
		expect((await world.after(waiting)).json('After')).toMatchObject([{ sent: true }]);
	});

	it('shows while it waits that nobody knows, with no key `error`', async () => {
		world.silence();
		lose();
		const waiting = await world.run([ONE], { onError: 'continueErrorOutput' });
		expect(waiting.outputs(NODE).flat()).toMatchObject([
			{ json: { sent: false, outcome: 'unknown', text: ONE.message }, pairedItem: { item: 0 } },
		]);
		expect(waiting.json(NODE)[0]).not.toHaveProperty('error');
	});
});

describe('at the time limit the outcome is unknown, and never safe to send again', () => {
	const atLimit = async (onError: (typeof MODES)[number]) => {
		world.silence();
		lose();
		const run = await (await world.run([ONE], { onError })).resume();
		expect(run.status).toBe('success');
		expect([...world.control.deliveries()]).toEqual([[PHONE, 1]]);
		return run;
	};
	const delivery = {
		status: 'unknown',
		phone: PHONE,
		message: expect.stringMatching(/time limit: 1 hour.*may have been sent/),
	};

	it('where the workflow stops: n8n cannot stop it any more, so the output says it', async () => {
		const run = await atLimit('stopWorkflow');
		expect(run.json('After')).toEqual([
			expect.objectContaining({ sent: false, outcome: 'unknown', text: ONE.message, delivery }),
		]);
		expect(run.json('After')[0]).not.toHaveProperty('data.campaign_id');
	});

	it.each([
		['continueRegularOutput', 0, {}],
		['continueErrorOutput', 1, ONE],
	] as const)('with On Error = %s the item fails', async (onError, output, fields) => {
		const run = await atLimit(onError);
		expect(run.outputs(NODE).flat()).toHaveLength(1);
		expect(run.json(NODE, output)).toEqual([
			{
				...fields,
				error: expect.stringContaining('No complete answer came from LigueLead'),
				details: expect.objectContaining({
					outcome: 'unknown',
					safe_to_send_again: false,
					delivery,
					sms: { phones: PHONE, message: ONE.message, is_flash: false },
				}),
			},
		]);
	});
});

describe('what may have been accepted is never sent again', () => {
	it('by Retry On Fail', async () => {
		world.silence();
		lose();
		const waiting = await world.run([ONE], {
			retryOnFail: true,
			maxTries: 3,
			onError: 'continueErrorOutput',
		});
		expect([waiting.status, world.control.stats().requests]).toEqual(['waiting', 1]);
		await post(resumeUrlOf(waiting, world.n8n), world.event());
		expect((await world.after(waiting)).json('After')).toMatchObject([{ sent: true }]);
	});

	it('by Retry On Fail at the time limit', async () => {
		world.silence();
		lose();
		const onError = 'continueErrorOutput';
		const waiting = await world.run([ONE], { retryOnFail: true, maxTries: 3, onError });
		const run = await waiting.resume();
		expect(run.json(NODE, 1)).toMatchObject([{ ...ONE, details: { outcome: 'unknown' } }]);
		expect(world.control.stats().requests).toBe(1);
	});

	it('by a retry of the execution, or another with its idempotency key', async () => {
		world.silence();
		lose();
		const parameters = { options: { idempotencyKey: 'order-1' } };
		const waiting = await world.run([ONE], { parameters });
		const retried = await waiting.retry();
		expect(retried.json('After')).toMatchObject([{ delivery: { status: 'unknown' } }]);
		const again = await world.run([ONE], { parameters });
		expect(again.json('After')).toMatchObject([{ reason: 'idempotencyKeyUnsettled' }]);
		expect([...world.control.deliveries()]).toEqual([[PHONE, 1]]);
	});
});

describe('in a loop', () => {
	it('each pass finds its own lost SMS', async () => {
		world.control.queueFaults([
			{ fault: 'reset-after', finalDelay: 300, outcome: 'undelivered' },
			{ fault: 'reset-after', finalDelay: 300, outcome: 'delivered' },
		]);
		const run = await world.ended(await world.n8n.run(loop(PHONE, PHONE), settings()));
		const ids = world.control.campaigns().campaigns.map(({ id }) => id);
		expect(run.json('Done')).toMatchObject([
			{ data: { campaign_id: ids[0] }, delivery: { status: 'undelivered' } },
			{ data: { campaign_id: ids[1] }, delivery: { status: 'delivered' } },
		]);
	});

	it('the event of a lost SMS does not end the pass of another one', async () => {
		world.silence();
		lose(2);
		const waiting = await world.n8n.run(loop(PHONE, PHONE), settings());
		const first = resumeUrlOf(waiting, world.n8n);
		const event = world.event();
		expect((await post(first, event)).body).toMatchObject({ resumed: true });
		const second = await world.after(waiting);
		expect([second.status, world.control.campaigns().total]).toEqual(['waiting', 2]);
		expect((await post(first, event)).body).toMatchObject({ resumed: false });
		expect((await world.after(waiting)).status).toBe('waiting');
		await post(resumeUrlOf(second, world.n8n), world.event());
		expect((await world.after(waiting)).status).toBe('success');
	});

	it('a campaign id that comes twice does not keep the second pass waiting', async () => {
		world.silence();
		const waiting = await world.n8n.run(loop(PHONE, PHONE), settings());
		const first = resumeUrlOf(waiting, world.n8n);
		world.control.queueFault({ fault: 'same-id', times: 1 });
		await post(first, world.event());
		const second = await world.after(waiting);
		const ids = world.control.campaigns().campaigns.map(({ id }) => id);
		expect([second.status, ids]).toEqual(['waiting', [ids[0], ids[0]]]);
		expect((await post(first, world.event())).body).toMatchObject({ resumed: false });
		const { body } = await post(resumeUrlOf(second, world.n8n), world.event());
		expect(body).toEqual({ received: true, resumed: true });
		expect((await world.after(waiting)).json('Done')).toHaveLength(2);
	});
});
