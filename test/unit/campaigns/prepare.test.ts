import { prepare } from '../../../nodes/LigueLead/campaigns';
import { sms } from '../../../nodes/LigueLead/resources/sms/channel';
import { mobile, request } from './support';

describe('prepare', () => {
	it('keeps refusals of reading, drafts and skips in the order of the items', () => {
		const unread = {
			kind: 'refusal',
			item: 1,
			parameter: 'Title',
			message: "'Title' could not be read: no",
			remedy: 'Check it.',
		} as const;
		const prepared = prepare(
			[
				request(0),
				unread,
				request(2, { phones: mobile(9), options: { doNotSend: mobile(9) } }),
				request(3, { message: '' }),
			],
			sms,
			0,
		);
		expect(prepared.planned.map(({ kind }) => kind)).toEqual([
			'draft',
			'refusal',
			'skip',
			'refusal',
		]);
		expect(prepared.refusals.map(({ item }) => item)).toEqual([1, 3]);
		expect([...prepared.drafts].map(({ item }) => item)).toEqual([0]);
	});

	it('honours each item’s own list and reports unreadable entries of a list once', () => {
		const lists = [`${mobile(0)}, 12345`, `${mobile(0)}, 12345`, [mobile(2)]];
		const prepared = prepare(
			lists.map((doNotSend, item) => request(item, { options: { doNotSend } })),
			sms,
			0,
		);
		expect(prepared.planned.map(({ kind }) => kind)).toEqual(['skip', 'draft', 'skip']);
		expect(prepared.unreadableDoNotSend.map(({ phone }) => phone)).toEqual(['12345']);
	});
});

describe('Opt-Out Numbers', () => {
	const plan = (...lists: unknown[]) =>
		prepare(
			lists.map((doNotSend, n) => request(n, { phones: mobile(1), options: { doNotSend } })),
			sms,
			0,
		).planned;

	it('of objects is refused: it would protect nobody', () => {
		expect(plan([{ phone: mobile(1) }])).toMatchObject([
			{ kind: 'refusal', parameter: 'Opt-Out Numbers', remedy: expect.stringContaining('list of') },
		]);
	});

	it('with an entry that cannot be read whole are refused, and the entry is named', () => {
		expect(plan('11987654320\n98765-4321\n8765-4321')).toMatchObject([
			{
				kind: 'refusal',
				parameter: 'Opt-Out Numbers',
				message: expect.stringMatching(/^'Opt-Out Numbers' holds "98765-4321" and 1 more, which/),
			},
		]);
		expect(plan('telefone\n\n11987654320\n(11) 3456-7890')).toMatchObject([{ kind: 'draft' }]);
	});

	it('are each item’s own, also if JSON shows no difference between the lists', () => {
		const lists = [mobile(9), mobile(1)].map((phone) => ['+55 11 98765-4321', new Set([phone])]);
		expect(plan(...lists).map(({ kind }) => kind)).toEqual(['draft', 'skip']);
	});

	it('may be a Set, each item with its own', () => {
		const kinds = plan(new Set([mobile(9)]), new Set([mobile(1)])).map(({ kind }) => kind);
		expect(kinds).toEqual(['draft', 'skip']);
	});

	it('that cannot be written as JSON does not stop the others', () => {
		const circular: unknown[] = [];
		circular.push(circular);
		expect(() => plan([1n], circular, '')).not.toThrow();
	});

	// Processor time, so that other processes do not count.
	const cost = (...lists: unknown[]) => {
		const start = process.cpuUsage();
		plan(...lists);
		return process.cpuUsage(start).user / 1000;
	};

	it('of any length are read once for all items that have them', () => {
		const list = Array.from({ length: 20_000 }, (_, n) => mobile(n));
		const items = Array.from({ length: 2_000 });
		const without = cost(...items.map(() => ''));
		const once = cost(list);
		expect(cost(...items.map(() => list))).toBeLessThan(2 * without + 5 * once + 100);
		const fresh = cost(...items.slice(0, 500).map(() => [...list]));
		expect(fresh).toBeLessThan(2 * without + 15 * once + 100);
	});
});
