import { dedupe, NODE, type EngineRun } from '../support';
import { mobile, useSandbox } from './support';

const world = useSandbox();
beforeEach(() => dedupe.reset());

const LIST = [
	{ message: 'A', phones: `${mobile(1)}, ${mobile(2)}` },
	{ message: 'B', phones: mobile(3) },
	{ message: 'C', phones: '1133334444' },
];
const only = async (onlySendTo: unknown, more: Record<string, unknown> = {}) =>
	await world.send(LIST, {
		onError: 'continueRegularOutput',
		parameters: { options: { onlySendTo, ...more } as object } as never,
	});
const told = (run: EngineRun) =>
	run
		.outputs(NODE)
		.flat()
		.map(({ json }) => json);
const delivered = () => [...world.control.deliveries().keys()];

it.each([
	mobile(1),
	`(11) 98000-0001`,
	[mobile(1)],
	`Telefone\n+55 ${mobile(1)}`,
	`${mobile(1)}; 1133334444`,
	`Maria ${mobile(1)}`,
])('%j reaches that number, and nobody else', async (list) => {
	const run = await only(list);
	expect(delivered()).toEqual([mobile(1)]);
	expect(told(run)).toMatchObject([
		{
			sent: true,
			recipients: { phones: [mobile(1)], skipped: [{ phone: mobile(2), reason: 'notAllowed' }] },
		},
		{
			sent: false,
			skipped: true,
			reason: 'notAllowed',
			message: "Nothing to send: no valid number is in 'Only to These Numbers'",
		},
		{ details: { parameter: 'Phones' } },
	]);
});

it.each(['', ' ', null, '={{ $json.nothing }}', '={{ [] }}', [], 'Telefone', '1133334444', '[]'])(
	'%j allows nobody, and says so',
	async (list) => {
		const run = await only(list);
		expect(delivered()).toEqual([]);
		expect(told(run)[0]).toMatchObject({
			error: "'Only to These Numbers' is set and holds no mobile, so nobody may get the message",
			details: { parameter: 'Only to These Numbers', safe_to_send_again: true },
		});
	},
);

it.each([
	[`${mobile(1)}, 11 98000-000`, '11 98000-000'],
	[`${mobile(1)} ou ${mobile(2)} ramal 3`, undefined],
	[`${mobile(1)}, CPF 123.456.789-09`, undefined],
	['+1 415 555 2671', undefined],
	[{ phone: mobile(1) }, undefined],
	[true, undefined],
])('%j cannot be read for sure, and nobody gets anything', async (list, shown) => {
	const run = await only(list);
	expect(delivered()).toEqual([]);
	const { error } = told(run)[0] as { error: string };
	expect(error).toContain("'Only to These Numbers'");
	if (shown !== undefined) expect(error).toContain(shown);
});

it('an opt-out counts more', async () => {
	const run = await only([mobile(1), mobile(3)], { doNotSend: mobile(1) });
	expect(delivered()).toEqual([mobile(3)]);
	expect(told(run)[0]).toMatchObject({ sent: false, skipped: true });
});

it('without the option, everybody gets the message', async () => {
	await world.send(LIST, { onError: 'continueRegularOutput' });
	expect(delivered()).toHaveLength(3);
});
