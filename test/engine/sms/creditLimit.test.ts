import { dedupe, NODE } from '../support';
import { mobile, useSandbox } from './support';

const world = useSandbox();
beforeEach(() => dedupe.reset());

const LONG = 'x'.repeat(161);
const LIST = [
	{ message: 'A', phones: `${mobile(1)}, ${mobile(2)}` },
	{ message: 'A', phones: `${mobile(2)}, ${mobile(3)}` },
	{ message: LONG, phones: mobile(4) },
];
const parameters = (maxRunCredits: unknown, campaigns = 'perItem') => ({
	campaigns,
	options: { maxRunCredits } as object,
});
const limited = async (maxRunCredits: unknown, campaigns?: string) =>
	await world.send(LIST, { parameters: parameters(maxRunCredits, campaigns) as never });

// Two and two for A, two for the long one; shared, the phone in both items is paid once.
it.each([
	['perItem', 6, 5],
	['perMessage', 5, 4],
])(
	'%s: a run of %i credits goes out as long as it may cost as many',
	async (campaigns, cost, less) => {
		const over = await limited(less, campaigns);
		expect(over.error?.message).toContain(
			`This run would cost ${cost} credits for ${cost - 1} recipients, more than the ${less} of 'Maximum Credits per Run'`,
		);
		expect(world.control.stats().requests).toBe(0);
		expect((await limited(cost, campaigns)).status).toBe('success');
		expect(world.control.deliveries().size).toBe(4);
	},
);

it.each([0, '0', '', undefined, null, '6', 7])('%j lets it go out', async (limit) => {
	expect((await limited(limit)).status).toBe('success');
});

it.each(['many', -1, 1.5, true, { credits: 5 }, '5 credits', NaN])(
	'%j is no limit, and nothing goes out',
	async (limit) => {
		expect((await limited(limit)).error?.message).toContain(
			"'Maximum Credits per Run' is not a whole number of 0 or more",
		);
		expect(world.control.stats().requests).toBe(0);
	},
);

it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'with %s, all its items fail, and those that have a fault of their own keep it',
	async (onError) => {
		const list = [...LIST, { message: 'A', phones: 'none' }];
		const run = await world.send(list, { onError, parameters: parameters(5) as never });
		const outputs = run.outputs(NODE);
		expect(outputs.map(({ length }) => length)).toEqual(
			onError === 'continueErrorOutput' ? [0, 4] : [4],
		);
		expect(outputs.flat().map(({ json }) => json.details)).toMatchObject([
			...Array.from({ length: 3 }, () => ({
				outcome: 'notSent',
				parameter: 'Maximum Credits per Run',
				safe_to_send_again: true,
			})),
			{ parameter: 'Phones' },
		]);
		expect(world.control.stats().requests).toBe(0);
	},
);

it('is told by Test Without Sending, too', async () => {
	const run = await world.send(LIST, {
		parameters: { ...parameters(5), operation: 'preview' } as never,
	});
	expect(run.error).toBeUndefined();
	expect(run.json(NODE)).toEqual(
		LIST.map(() =>
			expect.objectContaining({
				sent: false,
				reason: 'refused',
				parameter: 'Maximum Credits per Run',
				message: expect.stringContaining('more than the 5 of'),
			}),
		),
	);
});
