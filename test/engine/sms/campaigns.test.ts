import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { NODE } from '../support';
import { mobile, useSandbox } from './support';

const world = useSandbox();

const optionsOf = (options: INodeParameters, more: INodeParameters = {}) => ({
	parameters: { ...more, options },
});
const recipients = (json: IDataObject) =>
	json.recipients as { phones: string[]; skipped?: Array<{ phone: string; reason: string }> };

describe('Options of Send', () => {
	const cases: Array<
		[name: string, INodeParameters, entry: IDataObject, phones: string[], reasons: string[]]
	> = [
		[
			'Add Missing Ninth Digit',
			{ addNinthDigit: true },
			{ phones: '11 8765-4321' },
			['11987654321'],
			[],
		],
		[
			'Opt-Out Numbers, as a list',
			{ doNotSend: `={{ ['+55 ${mobile(2)}'] }}` },
			{ phones: [mobile(1), mobile(2)] },
			[mobile(1)],
			['doNotSend'],
		],
		[
			'Opt-Out Numbers, of everybody',
			{ doNotSend: `${mobile(1)}; ${mobile(2)}` },
			{ phones: [mobile(1), mobile(2)] },
			[],
			['doNotSend', 'doNotSend'],
		],
		[
			'Invalid Phones: Fail if None Is Valid',
			{ invalidPhones: 'failIfNone' },
			{ phones: [mobile(1), '1133334444'] },
			[mobile(1)],
			['landline'],
		],
		[
			'Invalid Phones: Skip and Report',
			{ invalidPhones: 'skip' },
			{ phones: ['1133334444', mobile(1)] },
			[mobile(1)],
			['landline'],
		],
		[
			'Invalid Phones: Skip and Report, with no valid one',
			{ invalidPhones: 'skip' },
			{ phones: ['1133334444'] },
			[],
			['landline'],
		],
	];

	it.each(cases)('%s', async (_, options, entry, phones, reasons) => {
		const run = await world.send([{ message: 'Hi', ...entry }], optionsOf(options));
		const [json = {}] = run.json(NODE);
		expect(recipients(json).phones).toEqual(phones);
		expect((recipients(json).skipped ?? []).map(({ reason }) => reason)).toEqual(reasons);
		expect([...world.control.deliveries().keys()]).toEqual(phones);
		expect(json.skipped).toBe(phones.length === 0 ? true : undefined);
	});

	it('tells which numbers got their ninth digit', async () => {
		const entry = { message: 'Hi', phones: '11 8765-4321' };
		const run = await world.send([entry], optionsOf({ addNinthDigit: true }));
		expect(run.json(NODE)[0]).toHaveProperty('recipients.adjusted', [
			{ from: '11 8765-4321', phone: '11987654321' },
		]);
	});

	it.each([
		['Invalid Phones', { invalidPhones: 'failIfAny' }, { phones: [mobile(1), 'x'] }, /'Phones'/],
		['Maximum Credits', { maxCredits: 1 }, { message: 'x'.repeat(161) }, /2 credits/],
		['Flash with a link', {}, { message: 'veja bit.ly/x' }, /link \(bit\.ly\/x\)/],
		['Status Webhook URL', { statusWebhookUrl: 'nowhere' }, {}, /'Status Webhook URL'/],
		['Idempotency Key', { idempotencyKey: '={{ $json }}' }, {}, /'Idempotency Key' is not text/],
	])('%s keeps an item from being sent', async (_, options, entry, reason) => {
		const items = [{ message: 'Hi', phones: mobile(1), ...entry }];
		const more = optionsOf(options as INodeParameters, { flash: true });
		const run = await world.send(items, more);
		expect(run.error?.message).toMatch(reason);
		expect(run.error?.message).toContain('[item 0]');
		expect(world.control.stats().requests).toBe(0);
	});

	it('Replace Special Characters and Status Webhook URL change the request', async () => {
		const run = await world.send(
			[{ message: 'São “José” – 🎉 é', phones: mobile(1) }],
			optionsOf({ replaceSpecialCharacters: true, statusWebhookUrl: 'http://127.0.0.1:1/hook' }),
		);
		expect(run.status).toBe('success');
		expect(world.control.campaigns().campaigns[0]?.message).toBe('Sao "José" -  é');
	});

	it('Allow Links in Flash leaves it to LigueLead to refuse', async () => {
		const run = await world.send(
			[{ message: 'veja bit.ly/x', phones: mobile(1) }],
			optionsOf({ allowLinksInFlash: true }, { flash: true }),
		);
		expect(world.control.stats().requests).toBe(1);
		expect(run.error?.message).toMatch(/^LigueLead refused the campaign \(400\).*link/);
	});

	it('Parallel Requests is the most that are on their way at once', async () => {
		world.control.setLatency(20);
		const entries = Array.from({ length: 12 }, (_, n) => ({ message: 'Hi', phones: mobile(n) }));
		await world.send(entries, optionsOf({ parallelRequests: 3 }));
		expect(world.control.stats()).toMatchObject({ requests: 12, maxConcurrent: 3 });
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'an option that cannot be read fails its item, also the first, with %s',
		async (onError) => {
			const entries = [1, 2].map((n) => ({ message: 'Hi', phones: mobile(n) }));
			const key = `={{ $itemIndex === 0 ? $('Nowhere').first().json.x : 'k' }}`;
			const run = await world.send(entries, { onError, ...optionsOf({ idempotencyKey: key }) });
			const all = run.outputs(NODE).flat();
			expect(all.filter(({ json }) => 'error' in json)).toMatchObject([
				{ json: { error: expect.stringContaining("'Options' could not be read") } },
			]);
			expect([...world.control.deliveries().keys()]).toEqual([mobile(2)]);
		},
	);
});

describe('Campaigns', () => {
	const perMessage = { parameters: { campaigns: 'perMessage' } };

	it.each([
		['one message', 1, [10_000]],
		['3 messages', 3, [3_334, 3_333, 3_333]],
	])(
		'10,000 items with %s',
		async (_, messages, sizes) => {
			const entries = Array.from({ length: 10_000 }, (_, n) => ({
				message: `Message ${n % messages}`,
				phones: mobile(n),
			}));
			const run = await world.send(entries, perMessage);
			expect(run.error).toBeUndefined();
			const { campaigns } = world.control.campaigns();
			expect(campaigns.map(({ phones }) => phones.length)).toEqual(sizes);
			expect(world.control.stats().requests).toBe(messages);
			const output = run.outputs(NODE)[0] ?? [];
			expect(output).toHaveLength(10_000);
			const wrong = output.filter(({ json, pairedItem }, n) => {
				const { campaign_id: id } = json.data as { campaign_id: string };
				const [phone] = recipients(json).phones;
				const paired = (pairedItem as { item: number }).item === n;
				return !paired || phone !== mobile(n) || id !== campaigns[n % messages]?.id;
			});
			expect(wrong).toEqual([]);
		},
		30_000,
	);

	it('sends one item with 25,000 phones in three campaigns, with one output', async () => {
		const phones = Array.from({ length: 25_000 }, (_, n) => mobile(n));
		const run = await world.send([{ message: 'Hi', phones }]);
		const { campaigns } = world.control.campaigns();
		expect(run.json(NODE)).toHaveLength(1);
		const listed = run.json(NODE)[0]?.campaigns as Array<{
			campaign_id: string;
			recipients: number;
		}>;
		const made = campaigns.map(({ id, phones: sent }) => [id, sent.length]);
		expect(listed.map(({ campaign_id: id, recipients: count }) => [id, count]).sort()).toEqual(
			made.sort(),
		);
		expect(listed.map(({ recipients: count }) => count)).toEqual([10_000, 10_000, 5_000]);
		expect(world.control.deliveries().size).toBe(25_000);
	});

	it('fails exactly the items of a refused campaign, and points duplicates to their campaign', async () => {
		const entries = [
			{ message: 'A', phones: mobile(1) },
			{ message: 'B', phones: [mobile(1), '11910000400'] },
			{ message: 'A', phones: mobile(1) },
			{ message: 'B', phones: mobile(3) },
		];
		const run = await world.send(entries, { ...perMessage, onError: 'continueRegularOutput' });
		const output = run.json(NODE);
		expect(output.map(({ error }) => error !== undefined)).toEqual([false, true, false, true]);
		expect(output[2]?.data).toEqual(output[0]?.data);
		expect(recipients(output[2] ?? {})).toMatchObject({
			phones: [],
			skipped: [{ phone: mobile(1), reason: 'duplicate' }],
		});
		expect([...world.control.deliveries()]).toEqual([[mobile(1), 1]]);
		expect(run.hints(NODE).map(({ message }) => message)).toEqual([
			"2 of 4 items sent to 1 recipient in 1 campaign, 1 credit. Not sent: 2 rejected by LigueLead. Numbers left out: 1 duplicate. To list them with their data: On Error → Continue (using error output), or Options → 'Include Input Fields'.",
		]);
	});
});
