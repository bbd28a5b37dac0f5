import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { dedupe, NODE } from '../support';
import { mobile, useSandbox } from './support';

const world = useSandbox();

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
