import { dedupe, NODE, type EngineRun } from '../support';
import { mobile, special, useSandbox } from './support';

const world = useSandbox();
beforeEach(() => dedupe.reset());
afterEach(() => jest.restoreAllMocks());

/** Moves the clock that the node reads: it runs on from this time. */
function setClock(time: string) {
	const real = performance.now();
	jest
		.spyOn(Date, 'now')
		.mockImplementation(() => Date.parse(time) + Math.round(performance.now() - real));
}

const HOURS = { from: '09:00', to: '20:00', weekdays: [1, 2, 3, 4, 5], timeZone: 'recipient' };
const optionsOf = (outside: string, more: Record<string, unknown> = {}) => ({
	parameters: {
		options: { sendingHours: { window: { ...HOURS, outside } }, ...more },
	} as never,
});
const told = (run: EngineRun) =>
	run
		.outputs(NODE)
		.flat()
		.map(({ json }) => json);

const LIST = [
	{ message: 'SP', phones: mobile(1) },
	{ message: 'AC', phones: '68987654321' },
];

describe('at nine in São Paulo, seven in Acre', () => {
	beforeEach(() => setClock('2026-11-27T09:00:00-03:00'));

	it('fails the item outside its hours, says when it may go out, and sends the others', async () => {
		const run = await world.send(LIST, { ...optionsOf('fail'), onError: 'continueErrorOutput' });
		const [sent = [], failed = []] = run.outputs(NODE);
		expect(sent.map(({ json }) => json.sent)).toEqual([true]);
		expect(failed[0]?.json).toMatchObject({
			error: "Outside 'Sending Hours': it is Friday 07:00 for 68987654321 (Rio Branco)",
			details: {
				outcome: 'notSent',
				safe_to_send_again: true,
				send_after: '2026-11-27T09:00:00-05:00',
			},
		});
		expect([...world.control.deliveries().keys()]).toEqual([mobile(1)]);
	});

	it('sends to nobody if the workflow stops on failure', async () => {
		const run = await world.send(LIST, optionsOf('fail'));
		expect(run.error?.message).toContain("Outside 'Sending Hours'");
		expect(world.control.deliveries().size).toBe(0);
	});

	it('skips it, if it is to be skipped', async () => {
		const run = await world.send(LIST, optionsOf('skip'));
		expect(told(run)).toMatchObject([
			{ sent: true },
			{
				sent: false,
				skipped: true,
				reason: 'sendingHours',
				send_after: '2026-11-27T09:00:00-05:00',
			},
		]);
	});

	it('uses up no key: within its hours, the same item is sent', async () => {
		const options = optionsOf('skip', { idempotencyKey: '={{ $json.message }}' });
		await world.send(LIST, options);
		setClock('2026-11-27T12:00:00-03:00');
		const run = await world.send(LIST, options);
		expect(told(run)).toMatchObject([{ reason: 'idempotencyKeyUsed' }, { sent: true }]);
	});

	it('holds for Test Without Sending and Send and Wait, too', async () => {
		const later = [{ message: 'AC', phones: '68987654321' }];
		for (const operation of ['preview', 'sendWait']) {
			const { parameters } = optionsOf('skip') as unknown as { parameters: object };
			const run = await world.send(later, {
				parameters: { ...parameters, operation } as never,
				instanceUrl: 'http://127.0.0.1:5678/',
			});
			expect(told(run)).toMatchObject([{ sent: false, reason: 'sendingHours' }]);
		}
		expect(world.control.deliveries().size).toBe(0);
	});
});

describe('a run that is under way when the hours end', () => {
	const COUNT = 40;
	const many = Array.from({ length: COUNT }, (_, n) => ({
		message: `No. ${n}`,
		phones: mobile(n),
	}));

	test.each(['fail', 'skip'])(
		'starts no request any more, and frees the keys (%s)',
		async (outside) => {
			setClock('2026-11-27T19:59:50-03:00');
			const options = optionsOf(outside, {
				parallelRequests: 5,
				idempotencyKey: '={{ $json.message }}',
			});
			world.control.setLatency(40);
			const running = world.start(many, { ...options, onError: 'continueRegularOutput' });
			while (world.control.deliveries().size < 8) await new Promise((next) => setTimeout(next, 5));
			setClock('2026-11-27T20:00:00-03:00');
			const outputs = told(await running.finished);
			const sent = outputs.filter((json) => json.sent === true).length;
			expect(sent).toBe(world.control.deliveries().size);
			expect(sent).toBeGreaterThanOrEqual(8);
			expect(sent).toBeLessThanOrEqual(20);
			const late = outputs.find((json) => json.sent !== true);
			const when = '2026-11-30T09:00:00-03:00';
			expect(late).toMatchObject(
				outside === 'skip'
					? { sent: false, reason: 'sendingHours', send_after: when }
					: {
							error: "'Sending Hours' ended before its turn came",
							details: { outcome: 'notSent', safe_to_send_again: true, send_after: when },
						},
			);
			world.control.setLatency(0);
			setClock('2026-11-30T09:00:00-03:00');
			await world.send(many, { ...options, onError: 'continueRegularOutput' });
			expect([...world.control.deliveries().values()].filter((times) => times !== 1)).toEqual([]);
			expect(world.control.deliveries().size).toBe(COUNT);
		},
	);

	it('does not try again after the end what was asked to wait', async () => {
		setClock('2026-11-27T19:59:59-03:00');
		const running = world.start([{ message: 'A', phones: special('http-429-retry-after') }], {
			...optionsOf('skip'),
		});
		const outputs = told(await running.finished);
		expect(outputs).toMatchObject([{ sent: false, reason: 'sendingHours' }]);
	});
});
