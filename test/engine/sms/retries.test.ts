import { version } from '../../../package.json';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { LIGUELEAD, LOOP, NODE, nodeWorkflow, runWorkflow, type NodeRunOptions } from '../support';
import {
	accountOf,
	dataOf,
	FROM_ITEM,
	items,
	mobile,
	special,
	useSandbox,
	verdicts,
} from './support';

const world = useSandbox();

const entriesFor = (...phones: string[]) =>
	phones.map((phone) => ({ message: 'Hi', phones: phone }));
const withOptions = (options: INodeParameters) => ({ parameters: { options } });
const delivered = () => Object.fromEntries(world.control.deliveries());

describe('Retry On Fail', () => {
	const bad = special('http-400');

	it.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'sends only what was not sent, with %s',
		async (onError) => {
			world.control.queueFault({ fault: 'http-400' });
			const entries = entriesFor(mobile(0), mobile(1), mobile(2));
			const options = { ...withOptions({ parallelRequests: 1 }), onError };
			const run = await world.send(entries, { ...options, retryOnFail: true });
			expect(verdicts(run)).toEqual(['accepted', 'accepted', 'accepted']);
			expect(delivered()).toEqual({ [mobile(0)]: 1, [mobile(1)]: 1, [mobile(2)]: 1 });
			expect(world.control.stats().requests).toBe(4);
			expect(run.context(NODE)).toEqual({ ligueLeadExecution: run.id });
		},
	);

	it('leaves one SMS each where it never succeeds', async () => {
		const entries = entriesFor(bad, mobile(1), mobile(2));
		const run = await world.send(entries, {
			onError: 'continueErrorOutput',
			retryOnFail: true,
			maxTries: 3,
		});
		expect(run.json(NODE, 1)).toHaveLength(1);
		expect(delivered()).toEqual({ [mobile(1)]: 1, [mobile(2)]: 1 });
		expect(world.control.stats().requests).toBe(5);
	});

	it('answers from the ledger although the message holds the time', async () => {
		world.control.queueFault({ fault: 'http-400' });
		const message = '={{ $json.message }} {{ $now.toMillis() }} {{ Math.random() }}';
		const run = await world.send(entriesFor(mobile(0), mobile(1), mobile(2)), {
			parameters: { message, title: '={{ $now.toMillis() }}', options: { parallelRequests: 3 } },
			retryOnFail: true,
		});
		expect(verdicts(run)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(delivered()).toEqual({ [mobile(0)]: 1, [mobile(1)]: 1, [mobile(2)]: 1 });
	});

	it.each([
		['hold', 1],
		['resend', 2],
	])('with an unknown outcome and %s, sends it %i time(s)', async (unknownOutcome, times) => {
		world.control.queueFault({ fault: 'reset-after' });
		const run = await world.send(entriesFor(mobile(0), mobile(1)), {
			...withOptions({ unknownOutcome, parallelRequests: 1 }),
			retryOnFail: true,
		});
		expect(delivered()).toEqual({ [mobile(0)]: times, [mobile(1)]: 1 });
		expect(run.status).toBe(times === 1 ? 'error' : 'success');
	});
});

describe('Retry of a failed execution', () => {
	/** Three items, of which the second is refused; the third is never started. */
	const fail = async () => {
		const entries = entriesFor(mobile(0), mobile(1), mobile(2));
		const options = { parameters: { ...FROM_ITEM, options: { parallelRequests: 1 } } };
		world.control.queueFault({ fault: 'http-202' });
		world.control.queueFault({ fault: 'http-402' });
		return { run: await world.send(entries, options), entries, options };
	};
	/** Two items whose message is too long, so that nothing is sent. */
	const refusedInPlanning = async () => {
		const entries = entriesFor(mobile(0), mobile(1));
		const message = 'x'.repeat(1_601);
		return { run: await world.send(entries, { parameters: { ...FROM_ITEM, message } }), entries };
	};
	const changed = (
		entries: IDataObject[],
		parameters: INodeParameters,
		changes: Pick<NodeRunOptions, 'credential' | 'onError'> = {},
	) => {
		const saved = { credential: accountOf(world.sandbox), items: items(...entries), parameters };
		return nodeWorkflow({ ...saved, ...changes }).definition;
	};

	it('names what was accepted, and sends the rest with the saved workflow', async () => {
		const { run } = await fail();
		const [campaign] = world.control.campaigns().campaigns;
		expect(run.error?.message).toMatch(/refused the campaign \(402\).*\[item 1\]$/);
		expect(run.error?.description).toContain(`1 campaign accepted: ${campaign?.id}.`);
		expect(run.error?.description).toContain('A retry of this execution sends only');
		expect(dataOf(run)).toEqual({
			outcome: 'rejected',
			status: 402,
			safe_to_send_again: true,
			answer: expect.any(String),
			support: {
				app_id_ends_in: world.sandbox.appId.slice(-4),
				at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
				node_version: version,
			},
			accepted_campaign_ids: [campaign?.id],
			unknown_campaigns: 0,
			items: [{ item: 1, outcome: 'rejected', reason: expect.stringContaining('(402)') }],
			items_not_sent: 1,
		});
		const again = await run.retry();
		expect(verdicts(again)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(again.json(NODE)[0]).toHaveProperty('data.campaign_id', campaign?.id);
		expect(delivered()).toEqual({ [mobile(0)]: 1, [mobile(1)]: 1, [mobile(2)]: 1 });
	});

	it('is found by its campaigns in the list of executions, in the order in which they were accepted', async () => {
		const { run } = await fail();
		const noted = () => run.saved.resultData.metadata;
		const [first] = world.control.campaigns().campaigns;
		expect(noted()).toEqual({ liguelead_campaign_id: first?.id });
		const again = await run.retry();
		const ids = again.json(NODE).map(({ data }) => (data as { campaign_id: string }).campaign_id);
		expect(again.saved.resultData.metadata).toEqual({ liguelead_campaign_id: ids.join(',') });
	});

	it('is found by the first of many', async () => {
		const entries = Array.from({ length: 30 }, (_, n) => ({
			message: `No. ${n}`,
			phones: mobile(n),
		}));
		const run = await world.send(entries, { parameters: { options: { parallelRequests: 1 } } });
		const ids = run.json(NODE).map(({ data }) => (data as { campaign_id: string }).campaign_id);
		expect(run.saved.resultData.metadata).toEqual({
			liguelead_campaign_id: ids.slice(0, 13).join(','),
		});
	});

	it('sends a corrected phone alone with the current workflow', async () => {
		const { run, entries, options } = await fail();
		const phones = `={{ $json.phones === '${mobile(1)}' ? '${mobile(9)}' : $json.phones }}`;
		const workflow = changed(entries, { ...options.parameters, phones });
		const again = await run.retry({ workflow });
		expect(verdicts(again)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(delivered()).toEqual({ [mobile(0)]: 1, [mobile(9)]: 1, [mobile(2)]: 1 });
	});

	it('sends a changed message as a new request, a changed title not', async () => {
		const { run, entries, options } = await fail();
		const message = '={{ $json.phones === "' + mobile(0) + '" ? "New" : $json.message }}';
		const titled = changed(entries, { ...options.parameters, title: 'New' });
		world.control.queueFault({ fault: 'http-402' });
		const second = await run.retry({ workflow: titled });
		expect(delivered()).toEqual({ [mobile(0)]: 1 });
		const third = await second.retry({
			workflow: changed(entries, { ...options.parameters, message }),
		});
		expect(verdicts(third)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(delivered()).toEqual({ [mobile(0)]: 2, [mobile(1)]: 1, [mobile(2)]: 1 });
	});

	it('reports the unknown and sends the rest', async () => {
		world.control.queueFault({ fault: 'cut-off-after' });
		const run = await world.send(
			entriesFor(mobile(0), mobile(1)),
			withOptions({ parallelRequests: 1 }),
		);
		expect(dataOf(run)).toMatchObject({ unknown_campaigns: 1, items_not_sent: 1, status: 202 });
		const again = await run.retry();
		expect(again.status).toBe('error');
		expect(again.error?.description).toMatch(/Of 1 campaign the outcome is unknown/);
		expect(delivered()).toEqual({ [mobile(0)]: 1, [mobile(1)]: 1 });
	});

	it('is refused a second time: it would not know what the first retry sent', async () => {
		const entries = entriesFor(mobile(0), mobile(1), mobile(2));
		const options = { parameters: { ...FROM_ITEM, options: { parallelRequests: 1 } } };
		world.control.queueFault({ fault: 'http-202' });
		world.control.queueFault({ fault: 'http-402' });
		const first = await world.send(entries, options);
		world.control.queueFault({ fault: 'http-202' });
		world.control.queueFault({ fault: 'http-402' });
		const newest = await first.retry();
		expect(newest.status).toBe('error');
		const again = await first.retry();
		expect(again.error?.message).toContain(`Execution ${first.id} was retried before`);
		expect(again.error?.description).toContain('retry the newest retry');
		expect(again.error?.description).not.toContain('A retry of this execution');
		expect(delivered()).toEqual({ [mobile(0)]: 1, [mobile(1)]: 1 });
		expect(verdicts(await newest.retry())).toEqual(['accepted', 'accepted', 'accepted']);
		expect(delivered()).toEqual({ [mobile(0)]: 1, [mobile(1)]: 1, [mobile(2)]: 1 });
	});

	it('is refused a second time also where the first try was refused in planning', async () => {
		const { run, entries } = await refusedInPlanning();
		const workflow = changed(entries, { ...FROM_ITEM, options: { parallelRequests: 1 } });
		world.control.queueFault({ fault: 'http-202' });
		world.control.queueFault({ fault: 'http-402' });
		expect((await run.retry({ workflow })).status).toBe('error');
		expect((await run.retry({ workflow })).error?.message).toContain('was retried before');
		expect(delivered()).toEqual({ [mobile(0)]: 1 });
	});

	it('claims nothing of what another retry may have sent', async () => {
		const { run, entries } = await refusedInPlanning();
		await run.retry({ workflow: changed(entries, FROM_ITEM) });
		expect(world.control.stats().requests).toBe(2);

		const refused = await run.retry();
		expect(refused.error?.message).toContain('so nothing more was sent');
		expect(refused.error?.description).toMatch(/Another retry .* may have sent something/);
		const onError = 'continueRegularOutput';
		for (const workflow of [
			changed(entries, { ...FROM_ITEM, message: 'x'.repeat(1_601) }, { onError }),
			changed(entries, FROM_ITEM, { onError, credential: null }),
		]) {
			const outputs = (await run.retry({ workflow })).json(NODE);
			expect(outputs.map(({ details }) => (details as IDataObject).safe_to_send_again)).toEqual([
				false,
				false,
			]);
			expect(JSON.stringify(outputs)).not.toContain('Nothing was sent');
		}
		expect(world.control.stats().requests).toBe(2);
	});

	it('may be tried as often as it sends nothing', async () => {
		world.control.queueFault({ fault: 'http-402' });
		const run = await world.send(entriesFor(mobile(0)));
		for (let n = 0; n < 2; n++) {
			world.control.queueFault({ fault: 'http-402' });
			expect((await run.retry()).error?.message).toContain('(402)');
		}
		expect(verdicts(await run.retry())).toEqual(['accepted']);
		expect(delivered()).toEqual({ [mobile(0)]: 1 });
	});

	it('that is refused in planning names what was accepted before', async () => {
		const { run, entries, options } = await fail();
		const [campaign] = world.control.campaigns().campaigns;
		const phones = `={{ $json.phones === '${mobile(1)}' ? '1133334444' : $json.phones }}`;
		const workflow = changed(entries, { ...options.parameters, phones });
		const again = await run.retry({ workflow });
		expect(again.error?.description).toContain('Nothing more was sent.');
		expect(again.error?.description).toContain(`1 campaign accepted: ${campaign?.id}`);
		expect(dataOf(again)).toMatchObject({ accepted_campaign_ids: [campaign?.id] });
		expect(delivered()).toEqual({ [mobile(0)]: 1 });
	});

	it('keeps 25,000 recipients to one SMS each while the first campaign fails', async () => {
		world.control.queueFault({ fault: 'http-402' });
		const phones = Array.from({ length: 25_000 }, (_, n) => mobile(n));
		let run = await world.send([{ message: 'Hi', phones }]);
		for (let n = 0; n < 2; n++) {
			world.control.queueFault({ fault: 'http-402' });
			run = await run.retry();
		}
		run = await run.retry();
		expect(run.status).toBe('success');
		expect(world.control.deliveries().size).toBe(25_000);
		expect(Math.max(...world.control.deliveries().values())).toBe(1);
	});
});

describe('Several runs in one execution', () => {
	const node = (name: string) => ({
		name,
		type: LIGUELEAD,
		parameters: FROM_ITEM,
		credentials: { ligueLeadApi: { id: '1', name: 'Saved' } },
	});
	const settings = () => ({ credentials: { 1: accountOf(world.sandbox) } });

	it('each pass of a loop sends, equal items too, and a retry goes on where it failed', async () => {
		const entries = entriesFor(mobile(0), mobile(0), mobile(1), mobile(2));
		world.control.queueFault({ fault: 'http-202' });
		world.control.queueFault({ fault: 'http-202' });
		world.control.queueFault({ fault: 'http-402' });
		const run = await runWorkflow(
			{
				nodes: [
					{ name: 'Items', type: 'test.items', items: items(...entries) },
					{
						name: 'Loop',
						type: LOOP,
					},
					node(NODE),
				],
				connections: [
					['Items', 'Loop'],
					['Loop', NODE, 1],
					[NODE, 'Loop'],
				],
			},
			settings(),
		);
		expect(run.status).toBe('error');
		expect(delivered()).toEqual({ [mobile(0)]: 2 });
		const again = await run.retry();
		expect(again.status).toBe('success');
		expect(delivered()).toEqual({ [mobile(0)]: 2, [mobile(1)]: 1, [mobile(2)]: 1 });
	});

	it('two branches into the node are two runs', async () => {
		world.control.queueFault({ fault: 'http-202' });
		world.control.queueFault({ fault: 'http-402' });
		const run = await runWorkflow(
			{
				nodes: [
					{ name: 'Items', type: 'test.items', items: items(...entriesFor(mobile(0))) },
					{ name: 'A', type: 'test.pass' },
					{ name: 'B', type: 'test.pass' },
					node(NODE),
				],
				connections: [
					['Items', 'A'],
					['Items', 'B'],
					['A', NODE],
					['B', NODE],
				],
			},
			settings(),
		);
		expect(run.status).toBe('error');
		expect(delivered()).toEqual({ [mobile(0)]: 1 });
		const again = await run.retry();
		expect(again.status).toBe('success');
		expect(delivered()).toEqual({ [mobile(0)]: 2 });
	});
});

describe('Cancelling', () => {
	it('stops between requests; the one in flight may have gone out', async () => {
		world.control.setLatency(150);
		const phones = Array.from({ length: 20 }, (_, n) => mobile(n));
		const running = world.start(entriesFor(...phones), withOptions({ parallelRequests: 2 }));
		while (world.control.stats().requests < 4) await new Promise((next) => setTimeout(next, 5));
		running.cancel();
		const run = await running.finished;
		// Two more SMS, one after the other: by then, what was in flight is over, and what would follow too.
		await world.send(entriesFor(mobile(98)));
		await world.send(entriesFor(mobile(99)));
		expect(run.status).not.toBe('success');
		expect(world.control.stats().requests).toBeLessThanOrEqual(6 + 2);
		expect(Math.max(...world.control.deliveries().values())).toBe(1);
	});
});
