import fc from 'fast-check';

import { addressToTestPhoneSteps, prepare } from '../../../nodes/LigueLead/campaigns';
import { sms } from '../../../nodes/LigueLead/resources/sms/channel';
import { finish } from '../../../nodes/LigueLead/steps';
import { mobile, request, type Parameters } from './support';

const OWN = mobile(99);
const address = (items: readonly Parameters[], grouping: 'perItem' | 'perMessage' = 'perItem') => {
	const prepared = prepare(
		items.map((item, n) => request(n, item)),
		sms,
		0,
	);
	return finish(addressToTestPhoneSteps(prepared, grouping, OWN));
};
const kinds = ({ planned }: ReturnType<typeof address>) =>
	planned.map((one) => (one.kind === 'skip' ? one.reason : one.kind));

test('the first three messages take the place of their recipients', () => {
	const test = address(Array.from({ length: 5 }, () => ({})));
	expect(kinds(test)).toEqual(['draft', 'draft', 'draft', 'testPhone', 'testPhone']);
	expect(test.drafts).toMatchObject(
		[0, 1, 2].map((item) => ({ item, phones: [OWN], insteadOf: [mobile(item)] })),
	);
	expect(test.planned[4]).toMatchObject({ test: { insteadOf: [mobile(4)], text: 'Hi' } });
	expect(test.test).toEqual({ phone: OWN, recipients: 5 });
});

test('of items that share a campaign, the first one stands for all', () => {
	const texts = ['A', 'B', 'A', 'C', 'D'];
	const test = address(
		texts.map((message) => ({ message })),
		'perMessage',
	);
	expect(kinds(test)).toEqual(['draft', 'draft', 'testPhone', 'draft', 'testPhone']);
	expect(test.drafts.map(({ item }) => item)).toEqual([0, 1, 3]);
});

test('what would not be sent stays what it is, and counts for nothing', () => {
	const options = { doNotSend: mobile(1) };
	const test = address([{ phones: '1' }, { options }, {}, {}, {}, {}]);
	expect(kinds(test)).toEqual(['refusal', 'doNotSend', 'draft', 'draft', 'draft', 'testPhone']);
});

test('an item that follows another one by its key shares its fate', () => {
	const keyed = (key: string) => ({ options: { idempotencyKey: key } });
	const test = address(['a', 'b', 'c', 'd', 'd', 'a'].map(keyed));
	expect(kinds(test)).toEqual(['draft', 'draft', 'draft', 'testPhone', 'testPhone', 'draft']);
	expect(test.drafts.every((draft) => !('idempotencyKey' in draft))).toBe(true);
});

test('nobody but the test phone is addressed, whatever the items', () => {
	const anyItem = fc.record({
		message: fc.constantFrom('A', 'B', '', 'Oi undefined'),
		phones: fc.array(fc.nat(20).map(mobile), { maxLength: 3 }).map((list) => list.join()),
		options: fc.record({ idempotencyKey: fc.constantFrom('', 'a', 'b') }),
	});
	fc.assert(
		fc.property(
			fc.array(anyItem, { maxLength: 12 }),
			fc.constantFrom('perItem', 'perMessage' as const),
			(items, grouping) => {
				const test = address(items, grouping);
				expect(test.planned).toHaveLength(items.length);
				expect(test.drafts.length).toBeLessThanOrEqual(3);
				expect(test.drafts.flatMap(({ phones }) => phones)).toEqual(test.drafts.map(() => OWN));
				for (const one of test.planned) {
					const leads = one.kind === 'draft' && !test.followers.has(one.item);
					expect(leads).toBe(test.drafts.some(({ item }) => item === one.item));
				}
			},
		),
	);
});
