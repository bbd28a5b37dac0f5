import type { IDataObject } from 'n8n-workflow';

import { NODE } from '../support';
import { accountOf, mobile, special, useSandbox } from './support';

const world = useSandbox();

describe('SMS → Send', () => {
	it('makes one campaign per item and outputs its answer, paired', async () => {
		const run = await world.send([
			{ message: 'Hi Ana', phones: `${mobile(1)}, +55 (11) 98000-0002` },
			{ message: 'Hi Bia', phones: [mobile(3), 11980000004] },
			{ message: 'Hi Caio', phones: 11980000005 },
		]);
		expect(run.error).toBeUndefined();
		const [output] = run.outputs(NODE);
		expect(output?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		const { campaigns } = world.control.campaigns();
		expect(output?.map(({ json }) => json)).toEqual([
			{
				message: 'SMS accepted successfully',
				sent: true,
				text: 'Hi Ana',
				data: { campaign_id: campaigns[0]?.id, accepted_at: expect.any(String) },
				recipients: { phones: [mobile(1), mobile(2)] },
				credits: { per_recipient: 1, total: 2 },
			},
			expect.objectContaining({ data: expect.objectContaining({ campaign_id: campaigns[1]?.id }) }),
			expect.objectContaining({ recipients: { phones: [mobile(5)] } }),
		]);
		expect(campaigns.map(({ message, phones }) => [message, phones])).toEqual([
			['Hi Ana', [mobile(1), mobile(2)]],
			['Hi Bia', [mobile(3), mobile(4)]],
			['Hi Caio', [mobile(5)]],
		]);
	});

	it('leaves empty optional fields out of the body and sends the others', async () => {
		const one = await world.send([{ message: 'Hi', phones: mobile(1) }]);
		const two = await world.send([{ message: 'Hi', phones: mobile(1) }], {
			parameters: { title: ' Orders ', groupId: 'g1', flash: true },
		});
		expect([one.error, two.error]).toEqual([undefined, undefined]);
		const [bare, full] = world.control.campaigns().campaigns;
		expect(bare).not.toHaveProperty('title');
		expect(bare).toMatchObject({ is_flash: false });
		expect(full).toMatchObject({ title: 'Orders', group_id: 'g1', is_flash: true });
	});

	it('decrypts the credential once for a run', async () => {
		const entries = Array.from({ length: 50 }, (_, n) => ({ message: 'Hi', phones: mobile(n) }));
		const run = await world.send(entries);
		expect(run.json(NODE)).toHaveLength(50);
		expect(run.credentialReads).toBe(1);
	});

	it.each([
		['Message', { message: ' ', phones: mobile(1) }, "'Message' is empty"],
		['Message', { message: { a: 1 }, phones: mobile(1) }, "'Message' is not text"],
		['Message', { message: 'x'.repeat(1601), phones: mobile(1) }, 'at most 1600'],
		['Phones', { message: 'Hi', phones: '' }, "'Phones' is empty"],
		['Phones', { message: 'Hi', phones: '1133334444' }, 'no number that can receive this message'],
	])('refuses a bad %s before any request and names the item', async (parameter, bad, reason) => {
		const run = await world.send([{ message: 'Hi', phones: mobile(1) }, bad]);
		expect(run.status).toBe('error');
		expect(run.error?.message).toContain(reason);
		expect(run.error?.message).toContain('[item 1]');
		expect(run.error?.message).toContain(`'${parameter}'`);
		expect(run.error?.description).toContain('Nothing was sent');
		expect(world.control.stats().requests).toBe(0);
	});

	it('groups the bad items by reason, the most frequent one first', async () => {
		const entries = Array.from({ length: 40 }, (_, n) => ({
			message: n === 7 ? '' : 'Hi',
			phones: n % 3 === 0 ? (n < 30 ? `11333344${n + 10}` : 'none') : mobile(n),
		}));
		const run = await world.send(entries);
		expect(run.error?.message).toMatch(/^15 of 40 items cannot be sent, so nothing was sent/);
		expect(run.error?.description).toMatch(
			/^\[items 0, 3, 6, 9, 12 and 5 more\] 'Phones' holds no number that can receive this message \(1133334410: This is a landline[^;]*\); \[items 30, 33, 36, 39\] .*; \[item 7\] 'Message' is empty\. /,
		);
		expect(run.error?.description).toContain('Continue (using error output)');
		expect(world.control.stats().requests).toBe(0);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'sends the good items with On Error = %s',
		async (onError) => {
			const entries = [
				{ message: 'Hi', phones: mobile(1), order: 'A' },
				{ message: '', phones: mobile(2), order: 'B' },
				{ message: 'Hi', phones: special('http-400'), order: 'C' },
				{ message: 'Hi', phones: mobile(4), order: 'D' },
			];
			const run = await world.send(entries, { onError });
			const all = run.outputs(NODE).flat();
			expect(all).toHaveLength(4);
			const failed =
				onError === 'continueErrorOutput'
					? run.json(NODE, 1)
					: run.json(NODE).filter((json) => 'error' in json);
			expect(failed.map(({ error }) => error)).toEqual([
				"'Message' is empty",
				expect.stringContaining('LigueLead refused the campaign (400)'),
			]);
			expect(failed.map(({ details }) => details)).toEqual([
				expect.objectContaining({ outcome: 'notSent', parameter: 'Message' }),
				expect.objectContaining({ outcome: 'rejected', status: 400 }),
			]);
			if (onError === 'continueErrorOutput') {
				expect(failed.map(({ order }) => order)).toEqual(['B', 'C']);
				expect(run.json(NODE, 0)).toHaveLength(2);
			}
			expect([...world.control.deliveries().keys()].sort()).toEqual([mobile(1), mobile(4)]);
		},
	);

	it.each([
		['a wrong token', { apiToken: 'not-the-token' }, 'API Token'],
		['a plain HTTP address', { baseUrl: 'http://api.example.com/v1' }, 'https://'],
	])('fails every item with %s, on the error branch too', async (_, change, hint) => {
		const { sandbox } = world;
		const { type, data: right } = accountOf(sandbox);
		const data: typeof right = { ...right, ...change };
		const credential = { type, data };
		const entries = [1, 2].map((n) => ({ message: 'Hi', phones: mobile(n) }));
		const stopped = await world.send(entries, { credential });
		expect(stopped.status).toBe('error');
		expect(`${stopped.error?.message} ${stopped.error?.description}`).toContain(hint);
		const run = await world.send(entries, { credential, onError: 'continueErrorOutput' });
		expect(run.json(NODE, 0)).toEqual([]);
		expect(run.json(NODE, 1)).toHaveLength(2);
		for (const json of run.json(NODE, 1)) {
			expect(`${json.error} ${(json.details as IDataObject).remedy}`).toContain(hint);
			expect(JSON.stringify(json)).not.toContain(data.apiToken);
		}
		expect(world.control.deliveries().size).toBe(0);
	});

	it('fails every item on the error branch if the node has no credential', async () => {
		const entries = [1, 2].map((n) => ({ message: 'Hi', phones: mobile(n) }));
		const run = await world.send(entries, { credential: null, onError: 'continueErrorOutput' });
		expect(run.outputs(NODE).flat()).toHaveLength(2);
		expect(run.json(NODE, 1)).toHaveLength(2);
	});
});
