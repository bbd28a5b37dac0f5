import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { dedupe, NODE } from '../support';
import { mobile, mobiles, special, useSandbox } from './support';

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

describe('Execution hints', () => {
	it('say how many numbers were skipped and why, and which opt-outs cannot be read', async () => {
		const entries = [
			{ message: 'Hi', phones: [mobile(1), mobile(1), '1133334444', '<b>1</b>'] },
			{ message: 'Hi', phones: [mobile(2), '2133334444'] },
		];
		const run = await world.send(entries, optionsOf({ doNotSend: `={{ ['x & <y'] }}` }));
		const [numbers, optOuts, ...more] = run.hints(NODE).map(({ message }) => message);
		expect(numbers).toBe(
			'2 of 2 items sent to 2 recipients in 2 campaigns, 2 credits. Numbers left out: 2 landlines, 1 duplicate, 1 with too few digits.',
		);
		expect(optOuts).toMatch(/^'Opt-Out Numbers' holds 1 entry that cannot be read/);
		expect(optOuts).toContain('x &amp; &lt;y');
		expect(more).toEqual([]);
	});

	it('sum up a run in which all went well', async () => {
		const run = await world.send([{ message: 'Hi', phones: mobiles(1, 3) }]);
		expect(run.hints(NODE)).toEqual([
			expect.objectContaining({
				message: '1 of 1 item sent to 3 recipients in 1 campaign, 3 credits.',
				type: 'info',
			}),
		]);
	});

	it('sum up why items were not sent, by reason', async () => {
		const entries = [
			{ message: 'Hi', phones: '1133334444' },
			{ message: 'Hi', phones: '1133334445' },
			{ message: 'Hi', phones: '' },
			{ message: '', phones: mobile(1) },
			{ message: 'Hi', phones: special('http-400') },
			{ message: 'Hi', phones: special('http-500-after') },
			{ message: 'Hi', phones: mobile(9) },
			{ message: 'Hi', phones: mobile(2) },
		];
		const run = await world.send(entries, {
			...optionsOf({ doNotSend: mobile(9) }),
			onError: 'continueErrorOutput',
		});
		expect(run.hints(NODE)).toEqual([
			expect.objectContaining({
				message:
					"1 of 8 items sent to 1 recipient in 1 campaign, 1 credit. Not sent: 2 landlines, 1 without a phone, 1 opted out, 1 refused for 'Message', 1 rejected by LigueLead, 1 of unknown outcome.",
				type: 'warning',
			}),
		]);
	});

	it('say what a preview would send', async () => {
		const entries = [
			{ message: 'x'.repeat(161), phones: mobile(1) },
			{ message: 'Hi', phones: mobile(2) },
			{ message: 'Hi', phones: '1133334444' },
		];
		const run = await world.send(entries, { parameters: { operation: 'preview' } });
		expect(run.hints(NODE).map(({ message }) => message)).toEqual([
			'Would send 2 of 3 items to 2 recipients in 2 campaigns, 3 credits. Not sent: 1 landline.',
		]);
		expect(run.json(NODE).map(({ characters }) => characters)).toEqual([161, 2, undefined]);
	});
});

describe('Include Input Fields', () => {
	const entries = [
		{ message: 'Hi', phones: mobile(1), order: 'A' },
		{ message: 'Hi', phones: '1133334444', order: 'B' },
	];
	const on = optionsOf({ includeInput: true });
	const withInput = entries.map((input) => expect.objectContaining({ input }));

	it.each(['send', 'preview'])('puts them under `input` (%s)', async (operation) => {
		const run = await world.send(entries, {
			onError: 'continueRegularOutput',
			parameters: { ...on.parameters, operation },
		});
		expect(run.json(NODE)).toEqual(withInput);
	});

	it('leaves a field of that name alone on the error output, where n8n adds them', async () => {
		const run = await world.send(
			entries.map((entry) => ({ ...entry, input: 'own' })),
			{ ...on, onError: 'continueErrorOutput' },
		);
		const [, [failed] = []] = run.outputs(NODE);
		expect(failed?.json).toMatchObject({ order: 'B', input: 'own' });
	});
});

describe('Test Without Sending', () => {
	const anyPhone = fc.oneof(
		{ weight: 4, arbitrary: fc.nat(15).map(mobile) },
		fc.constantFrom('1133334444', 'x', '', '+55 (11) 98000-0003', '11 8765-4321'),
	);
	const anyItem = fc.record({
		message: fc.constantFrom('Hi', 'Olá, ção', 'x'.repeat(200), 'veja bit.ly/x', ''),
		phones: fc.oneof(fc.array(anyPhone, { maxLength: 5 }), anyPhone),
		title: fc.constantFrom('', 'T'),
		key: fc.constantFrom('', 'k1', 'k2', 'k3'),
	});
	const anyOptions = fc.record(
		{
			invalidPhones: fc.constantFrom('failIfNone', 'failIfAny', 'skip'),
			doNotSend: fc.constantFrom('', `${mobile(1)}, ${mobile(2)}`),
			addNinthDigit: fc.boolean(),
			maxCredits: fc.constantFrom(0, 1),
			replaceSpecialCharacters: fc.boolean(),
		},
		{ requiredKeys: [] },
	);

	/** What Preview and Send both say of an item; of one that goes out, Preview alone names the key. */
	const told = ({ recipients: who, credits, error, skipped, reason }: IDataObject) =>
		error === undefined ? { who, credits, skipped, reason } : { refused: error };
	/** What Preview shows and Send refuses. */
	const toldBefore = ({ message, ...json }: IDataObject) =>
		json.reason === 'refused'
			? { refused: String(message).replace('Would not be sent: ', '') }
			: told(json);

	it('says what Send then does, whatever the input, and uses up no key', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(anyItem, { minLength: 1, maxLength: 6 }),
				anyOptions,
				fc.constantFrom('perItem', 'perMessage'),
				fc.boolean(),
				async (entries, options, campaigns, flash) => {
					world.control.reset();
					dedupe.reset();
					const parameters = {
						title: '={{ $json.title }}',
						campaigns,
						flash,
						options: { ...options, idempotencyKey: '={{ $json.key }}' },
					};
					const onError = 'continueRegularOutput' as const;
					const before = await world.send(entries, {
						onError,
						parameters: { ...parameters, operation: 'preview' },
					});
					expect(world.control.stats().requests).toBe(0);
					const after = await world.send(entries, { onError, parameters });
					const previewed = before.json(NODE);
					const sent = after.json(NODE);
					expect(sent.map(told)).toEqual(previewed.map(toldBefore));
					expect(before.hints(NODE).slice(1)).toEqual(after.hints(NODE).slice(1));
					// Its campaigns, by number: message and size.
					const planned = new Map<number, string>();
					for (const { campaigns: list, message, title, is_flash: isFlash } of previewed) {
						for (const one of (list ?? []) as Array<Record<string, number>>) {
							const text = JSON.stringify([message, title, isFlash, one.campaign_recipients]);
							planned.set(one.number ?? 0, text);
						}
					}
					const made = world.control
						.campaigns()
						.campaigns.map(({ message, title, is_flash: isFlash, phones }) =>
							JSON.stringify([message, title, isFlash, phones.length]),
						);
					expect([...planned.values()].sort()).toEqual(made.sort());
					// Only Send uses up keys.
					const again = await world.send(entries, { onError, parameters });
					const keyed = (_: unknown, item: number) => entries[item]?.key !== '' && sent[item]?.data;
					expect(again.json(NODE).filter(keyed)).toEqual(
						sent.filter(keyed).map(() => expect.objectContaining({ reason: 'idempotencyKeyUsed' })),
					);
				},
			),
			{ numRuns: 40 },
		);
	}, 120_000);

	it('shows every item, whatever On Error says, and needs no credential', async () => {
		const entries = [
			{ message: 'Hi', phones: mobile(1) },
			{ message: 'Hi', phones: '1133334444' },
		];
		for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const) {
			const run = await world.send(entries, {
				parameters: { operation: 'preview' },
				credential: null,
				onError,
			});
			expect(run.outputs(NODE)[0]?.map(({ json }) => json)).toMatchObject([
				{ message: 'Hi', campaigns: [{ number: 1, recipients: 1, campaign_recipients: 1 }] },
				{
					sent: false,
					skipped: true,
					reason: 'refused',
					parameter: 'Phones',
					recipients: { phones: [], skipped: [{ phone: '1133334444', reason: 'landline' }] },
				},
			]);
		}
	});
});
