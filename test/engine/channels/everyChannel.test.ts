import type { INodeParameters } from 'n8n-workflow';

import { specialNumbers } from '../../../sandbox';
import { dedupe, NODE, type EngineRun, type NodeRunOptions } from '../support';
import { accountOf, mobile, special, useSandbox, verdicts } from '../sms/support';
import { CHANNELS } from './channels';

const world = useSandbox();

describe.each(CHANNELS)('$resource', ({ resource, parameters, differsBy }) => {
	let own: INodeParameters = {};
	beforeEach(async () => {
		dedupe.reset();
		own = await parameters(world.sandbox);
	});

	const send = async (
		list: Array<Record<string, unknown>>,
		options: INodeParameters = {},
		more: NodeRunOptions & { operation?: string } = {},
	) => {
		const { operation = 'send', parameters: others, ...rest } = more;
		return await world.send(list, {
			...rest,
			parameters: {
				resource,
				operation,
				phones: '={{ $json.phones }}',
				...own,
				...others,
				options,
			},
		});
	};
	const delivered = () => Object.fromEntries(world.control.deliveries({ type: resource }));
	const told = (run: EngineRun) =>
		run
			.outputs(NODE)
			.flat()
			.map(({ json }) => json);
	const entries = (...phones: string[]) =>
		phones.map((phone, n) => ({ phones: phone, message: `No. ${n}` }));

	it('sends each item as a campaign of its own, and says who gets it', async () => {
		const run = await send(entries(mobile(1), mobile(2)));
		expect(told(run)).toMatchObject(
			[1, 2].map((n) => ({
				sent: true,
				text: expect.any(String),
				data: { campaign_id: expect.any(String) },
				recipients: { phones: [mobile(n)] },
			})),
		);
		expect(delivered()).toEqual({ [mobile(1)]: 1, [mobile(2)]: 1 });
		const seen = world.control.campaigns().campaigns.map((campaign) => campaign[differsBy]);
		expect(seen).toEqual(['No. 0', 'No. 1']);
	});

	it('combines items with the same content', async () => {
		const list = [1, 2, 3, 1].map((n) => ({ phones: mobile(n), message: 'Oi' }));
		const run = await send(list, {}, { parameters: { campaigns: 'perMessage' } });
		expect(verdicts(run)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
		expect(world.control.campaigns().total).toBe(1);
		expect(delivered()).toEqual({ [mobile(1)]: 1, [mobile(2)]: 1, [mobile(3)]: 1 });
	});

	// Those that end by themselves; the others hang until the time is over.
	const faults = specialNumbers.filter(
		({ group, fault }) => group !== 'Delivery status' && !/hang|429/.test(fault),
	);
	test.each(faults.map(({ fault, accepted }) => [fault, accepted] as const))(
		'%s and a retry: nobody twice, and the others once',
		async (fault, accepted) => {
			const list = entries(mobile(1), special(fault), mobile(2));
			const run = await send(list, { timeout: 2_000 }, { onError: 'stopWorkflow' });
			if (run.error !== undefined) await run.retry();
			const counts = world.control.deliveries({ type: resource });
			expect(Object.fromEntries(counts)).toEqual({
				[mobile(1)]: 1,
				...(accepted && { [special(fault)]: 1 }),
				...(counts.has(mobile(2)) && { [mobile(2)]: 1 }),
			});
		},
	);

	it('is retried where it was refused, and sends the rest only', async () => {
		world.control.queueFault({ fault: 'http-402' });
		const run = await send(entries(mobile(1), mobile(2), mobile(3)), { parallelRequests: 1 });
		expect(run.error?.message).toContain('(402)');
		expect(verdicts(await run.retry())).toEqual(['accepted', 'accepted', 'accepted']);
		expect(delivered()).toEqual({ [mobile(1)]: 1, [mobile(2)]: 1, [mobile(3)]: 1 });
	});

	it('holds back what an idempotency key has sent', async () => {
		const keyed = { idempotencyKey: '={{ $json.message }}' };
		await send(entries(mobile(1)), keyed);
		expect(verdicts(await send(entries(mobile(1)), keyed))).toEqual(['idempotencyKeyUsed']);
		expect(delivered()).toEqual({ [mobile(1)]: 1 });
	});

	it('reaches nobody who opted out, and only those who are allowed', async () => {
		const list = entries(mobile(1), mobile(2), mobile(3));
		const run = await send(list, {
			doNotSend: mobile(1),
			onlySendTo: `${mobile(1)}, ${mobile(2)}`,
		});
		expect(verdicts(run)).toEqual(['doNotSend', 'accepted', 'notAllowed']);
		expect(delivered()).toEqual({ [mobile(2)]: 1 });
	});

	it('goes to the test phone alone, where there is one', async () => {
		const { type, data } = accountOf(world.sandbox);
		const credential = { type, data: { ...data, testPhone: mobile(9), testPhoneUse: 'always' } };
		const run = await send(entries(...[1, 2, 3, 4].map(mobile)), {}, { credential });
		expect(told(run).map(({ test }) => test)).toEqual([true, true, true, true]);
		expect(delivered()).toEqual({ [mobile(9)]: 3 });
	});

	it('is not sent outside its hours', async () => {
		const weekdays = [((new Date().getDay() + 3) % 7) + 1];
		const sendingHours = { window: { from: '09:00', to: '10:00', weekdays, outside: 'skip' } };
		expect(verdicts(await send(entries(mobile(1)), { sendingHours }))).toEqual(['sendingHours']);
		expect(delivered()).toEqual({});
	});

	it('costs no more than it may', async () => {
		const list = entries(...[1, 2, 3].map(mobile));
		const run = await send(list, { maxRunCredits: 2 });
		expect(run.error?.message).toContain("more than the 2 of 'Maximum Credits per Run'");
		expect(delivered()).toEqual({});
	});

	it('is shown by Test Without Sending, and not sent', async () => {
		const run = await send(entries(mobile(1), ''), {}, { operation: 'preview', credential: null });
		expect(told(run)).toMatchObject([
			{ sent: false, recipients: { phones: [mobile(1)] }, campaigns: [{ number: 1 }] },
			{ sent: false, reason: 'refused', parameter: 'Phones' },
		]);
		expect(world.control.stats().acceptedCampaigns).toBe(0);
	});

	it('says behind the error output what was to be sent', async () => {
		const run = await send(entries(special('http-400')), {}, { onError: 'continueErrorOutput' });
		const [, [failed] = []] = run.outputs(NODE);
		expect(failed?.json).toMatchObject({
			details: { [resource]: { phones: special('http-400') } },
		});
	});

	it('is sent by an agent’s tool', async () => {
		const run = await send(entries(mobile(1)), {}, { type: 'n8n-nodes-liguelead.ligueLeadTool' });
		expect(verdicts(run)).toEqual(['accepted']);
	});
});
