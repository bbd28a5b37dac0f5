import { describeHintsSteps, prepare, type Grouping } from '../../../nodes/LigueLead/campaigns';
import type { Repeat } from '../../../nodes/LigueLead/campaigns';
import { sms } from '../../../nodes/LigueLead/resources/sms/channel';
import { finish } from '../../../nodes/LigueLead/steps';
import { mobile, request, type Parameters } from './support';

const hints = (
	items: readonly Parameters[],
	grouping: Grouping = 'perItem',
	repeats: ReadonlyMap<number, Repeat> = new Map(),
) => {
	const prepared = prepare(
		items.map((item, n) => request(n, item)),
		sms,
		0,
	);
	return finish(describeHintsSteps(prepared, grouping, repeats));
};

const KEY = (idempotencyKey: unknown) => ({ options: { idempotencyKey } });

const cases: Array<[what: string, items: Parameters[], expected: string[]]> = [
	['nothing to look at', [{}, { message: 'Other' }], []],
	[
		'markup in one message',
		[{ message: 'Oi <b>Maria</b>' }, {}],
		['1 message holds HTML, which a phone shows as it is written: <b>'],
	],
	[
		'markup in several, the first of it shown',
		[{ message: 'Oi&nbsp;Ana' }, { message: '<p>Oi</p>' }, { message: 'Oi&nbsp;Ana' }],
		['3 messages hold HTML, which a phone shows as it is written: &nbsp;'],
	],
	[
		'a gap in one message',
		[{ message: 'Oi , tudo bem?' }],
		[
			"1 message looks as if a value is missing: \"Oi , tudo bem?\". To refuse such messages, set Options → 'Unfinished Message' to 'Fail, Also if a Value Is Empty'.",
		],
	],
	[
		'gaps in several',
		[{ message: 'Recebemos R$ . Obrigado!' }, { message: 'Oi , tudo bem?' }],
		[expect.stringMatching(/^2 messages look as if a value is missing: ".*R\$ \..*"\. To/)],
	],
	[
		'the same message to one phone',
		[{ phones: mobile(1) }, { phones: mobile(1) }, { phones: mobile(1) }],
		[
			`${mobile(1)} gets the same message 3 times: set Execute Once in this node's settings, or set 'Combine Items' to 'Yes'`,
		],
	],
	[
		'the same message to several phones',
		[
			{ phones: `${mobile(1)}, ${mobile(2)}, ${mobile(3)}` },
			{ phones: `${mobile(3)}, ${mobile(2)}, ${mobile(1)}` },
		],
		[
			expect.stringContaining(
				`${mobile(1)} gets the same message 2 times, and so 2 other numbers: `,
			),
		],
	],
	[
		'the same message to two phones',
		[{ phones: `${mobile(1)}, ${mobile(2)}` }, { phones: `${mobile(2)}, ${mobile(1)}` }],
		[expect.stringContaining('2 times, and so 1 other number: ')],
	],
	[
		'another message to one phone',
		[{ phones: mobile(1) }, { phones: mobile(1), message: 'B' }],
		[],
	],
	[
		'one empty key',
		[KEY(''), KEY('a')],
		['1 item is not protected from being sent twice: its Idempotency Key is empty'],
	],
	[
		'several empty keys',
		[KEY(''), KEY(null), KEY('a')],
		['2 items are not protected from being sent twice: their Idempotency Key is empty'],
	],
	['no key at all', [{}], []],
];

test.each(cases)('%s', (_, items, expected) => {
	expect(hints(items)).toEqual(expected);
});

test('items that share a campaign send one message to a phone', () => {
	expect(hints([{ phones: mobile(1) }, { phones: mobile(1) }], 'perMessage')).toEqual([]);
});

test('items whose key was used before, and those that follow them', () => {
	const items = [KEY('a'), KEY('b'), KEY('a'), KEY('c')];
	const used = (...numbers: number[]) => new Map(numbers.map((item) => [item, 'used' as const]));
	expect(hints(items, 'perItem', used(1))).toEqual([
		'1 of 4 items sent nothing: its Idempotency Key was used before. To test again, use another order.',
	]);
	expect(hints(items, 'perItem', used(0, 1))).toEqual([
		'3 of 4 items sent nothing: their Idempotency Key was used before. To test again, use another order.',
	]);
	expect(hints([KEY('a')], 'perItem', used(0))[0]).toMatch(/^1 of 1 item sent nothing/);
	expect(hints(items, 'perItem', new Map([[1, 'unsettled']]))).toEqual([]);
});

test('a message that its key held back is none that was sent to the same phone', () => {
	const items = [1, 2].map((n) => ({ phones: mobile(1), ...KEY(`k${n}`) }));
	expect(hints(items)).toHaveLength(1);
	expect(hints(items, 'perItem', new Map([[1, 'used']]))).toEqual([
		expect.stringContaining('1 of 2 items sent nothing'),
	]);
});
