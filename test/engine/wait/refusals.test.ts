import type { IExecuteFunctions, INodeType } from 'n8n-workflow';

import { LigueLead } from '../../../nodes/LigueLead/LigueLead.node';
import { LIGUELEAD, NODE, runNode, type NodeRunOptions } from '../support';
import { accountOf, items, mobile, special } from '../sms/support';
import { post, resumeUrlOf, useWaiting, WAITING } from './support';

const world = useWaiting();
const ONE = { message: 'Your code is 4711', phones: mobile(1) };

beforeEach(() => world.silence());

describe('what cannot work is refused before anything is sent', () => {
	const at = async (instanceUrl: string, baseUrl = world.sandbox.apiUrl) => {
		const { type, data } = accountOf(world.sandbox);
		return await runNode({
			instanceUrl,
			credential: { type, data: { ...data, baseUrl } },
			items: items(ONE),
			parameters: WAITING,
		});
	};
	// Reserved (RFC 2606): never resolves, so that nothing leaves this machine.
	const ELSEWHERE = 'https://liguelead.invalid/v1';
	const LONG = `https://n8n.example.com/${'p'.repeat(500)}`;

	it.each<[string, () => Promise<{ status: string; error?: Error; id: string }>, RegExp]>([
		['two items', () => world.run([ONE, ONE]), /one item at a time, and got 2/],
		[
			'two recipients',
			() => world.run([{ ...ONE, phones: `${mobile(1)}, ${mobile(2)}` }]),
			/holds 2 numbers/,
		],
		[
			'no number',
			() => world.run([{ ...ONE, phones: '1133334444' }]),
			/no number that can receive/,
		],
		['Execute Once', () => world.run([ONE, ONE], { executeOnce: true }), /'Execute Once'/],
		['no message', () => world.run([{ ...ONE, message: ' ' }]), /'Message' is empty/],
		['a tool', () => world.run([ONE], { type: `${LIGUELEAD}Tool` }), /cannot run as a tool/],
		['a local n8n', () => at('http://127.0.0.1:5678', ELSEWHERE), /127\.0\.0\.1 is a local/],
		['an n8n in a network', () => at('http://192.168.1.5:5678'), /192\.168\.1\.5/],
		['a URL that is too long', () => at(LONG), /characters, and LigueLead takes at most 512/],
	])('%s', async (_, run, reason) => {
		const { status, error } = await run();
		expect([status, error?.message]).toEqual(['error', expect.stringMatching(reason)]);
		expect(error).toMatchObject({ description: expect.stringContaining('Nothing was sent') });
		expect(world.control.stats().requests).toBe(0);
	});

	it.each([
		['nothing', { phones: "={{ '' }}" }, "'Phone' is empty"],
		[
			'a landline',
			{ phones: '1133334444' },
			"'Phone' holds no number that can receive this message",
		],
		['no expression', { phones: "={{ $('Nowhere').item.json.a }}" }, "'Phone' could not be read"],
	])('%s in Phone: the field is called as in the panel', async (_, parameters, text) => {
		const { error } = await world.run([ONE], { parameters });
		expect(error?.message).toContain(text);
		expect(error).toMatchObject({ description: expect.not.stringMatching(/Phones|numbers/) });
	});

	it('a local address names the way out', async () => {
		const { error } = await at('http://localhost:5678', ELSEWHERE);
		expect(error?.description).toContain('WEBHOOK_URL');
	});

	it('a public address, which the sandbox does not post to, names the way out', async () => {
		const { error } = await at('https://n8n.example.com');
		expect(error?.message).toContain('The sandbox posts to this machine only');
		expect(error?.description).toContain('Unset');
		expect(world.control.stats().requests).toBe(0);
	});

	it('one number written twice is one number', async () => {
		const phones = `${mobile(1)}; +55 ${mobile(1)}`;
		expect((await world.run([{ ...ONE, phones }])).status).toBe('waiting');
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'with On Error = %s each item says so',
		async (onError) => {
			const run = await world.run([ONE, ONE], { onError });
			expect(run.status).toBe('success');
			const failed = run.json(NODE, onError === 'continueErrorOutput' ? 1 : 0);
			expect(failed).toHaveLength(2);
			for (const json of failed) {
				expect(json.error).toMatch(/one item at a time/);
				expect(json.details).toMatchObject({ outcome: 'notSent' });
			}
			expect(world.control.stats().requests).toBe(0);
		},
	);

	it('without a credential', async () => {
		const stopped = await world.run([ONE], { credential: null });
		expect(stopped.status).toBe('error');
		const run = await world.run([ONE], { credential: null, onError: 'continueRegularOutput' });
		expect(run.json(NODE)).toEqual([expect.objectContaining({ error: expect.any(String) })]);
	});
});

describe('what was not accepted is not waited for', () => {
	it.each([['a refusal', special('http-400'), 'rejected']])('%s', async (_, phones, outcome) => {
		const stopped = await world.run([{ ...ONE, phones }]);
		expect(stopped.status).toBe('error');
		expect(stopped.waitTill ?? undefined).toBeUndefined();
		const run = await world.run([{ ...ONE, phones }], { onError: 'continueErrorOutput' });
		expect(run.status).toBe('success');
		expect(run.json(NODE, 0)).toEqual([]);
		expect(run.json(NODE, 1)).toMatchObject([{ details: { outcome } }]);
	});

	it('where the workflow continues, what was accepted is', async () => {
		const waiting = await world.run([ONE], { onError: 'continueErrorOutput' });
		expect(waiting.status).toBe('waiting');
		await post(resumeUrlOf(waiting, world.n8n), world.event());
		const run = await world.after(waiting);
		expect(run.json(NODE, 0)).toMatchObject([{ delivery: { status: 'delivered' } }]);
	});
});

describe('an idempotency key', () => {
	const parameters = { options: { idempotencyKey: 'order-1' } };

	it('that was used before sends nothing and does not wait', async () => {
		expect((await world.run([ONE], { parameters })).status).toBe('waiting');
		const again = await world.run([ONE], { parameters });
		expect(again.status).toBe('success');
		expect(again.json('After')).toMatchObject([{ skipped: true, reason: 'idempotencyKeyUsed' }]);
		expect([...world.control.deliveries().values()]).toEqual([1]);
	});
});

describe('trying again', () => {
	/** The node under test, which at its first try cannot be put to wait. */
	function flaky(): Pick<NodeRunOptions, 'type' | 'nodeTypes'> {
		const real = new LigueLead();
		let tries = 0;
		const node: INodeType = {
			description: real.description,
			async execute(this: IExecuteFunctions) {
				const put = async (till: Date) => {
					if (tries++ === 0) throw new Error('not now');
					await this.putExecutionToWait(till);
				};
				const context = new Proxy(this, {
					get: (target, key) =>
						key === 'putExecutionToWait' ? put : (Reflect.get(target, key) as unknown),
				});
				return await real.execute.call(context);
			},
			async webhook() {
				return await real.webhook.call(this);
			},
		};
		return { type: 'test.flaky', nodeTypes: { 'test.flaky': node } };
	}

	it('by Retry On Fail waits again without sending again', async () => {
		const waiting = await world.run([ONE], { ...flaky(), retryOnFail: true, maxTries: 3 });
		expect(waiting.status).toBe('waiting');
		await post(resumeUrlOf(waiting, world.n8n), world.event());
		expect((await world.after(waiting)).json('After')).toMatchObject([
			{ delivery: { status: 'delivered' } },
		]);
		expect([...world.control.deliveries().values()]).toEqual([1]);
	});

	it('by a retry of the execution waits again without sending again', async () => {
		const failed = await world.run([ONE], flaky());
		expect(failed.status).toBe('error');
		const waiting = await failed.retry();
		expect(waiting.status).toBe('waiting');
		expect([...world.control.deliveries().values()]).toEqual([1]);
	});

	it('sends what was refused before', async () => {
		world.control.queueFault({ fault: 'http-400', times: 1 });
		const waiting = await world.run([ONE], { retryOnFail: true, maxTries: 2 });
		expect(waiting.status).toBe('waiting');
		expect([...world.control.deliveries().values()]).toEqual([1]);
	});
});
