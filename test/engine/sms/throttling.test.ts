import type { INodeParameters } from 'n8n-workflow';

import { dataOf, mobile, special, useSandbox, verdicts } from './support';

const world = useSandbox();

const entriesFor = (...phones: string[]) =>
	phones.map((phone) => ({ message: 'Hi', phones: phone }));
const withOptions = (options: INodeParameters) => ({ parameters: { options } });
const delivered = () => Object.fromEntries(world.control.deliveries());

describe('Throttling', () => {
	it('waits and sends again after a 429', async () => {
		const start = Date.now();
		const run = await world.send(entriesFor(special('http-429-once')));
		expect(verdicts(run)).toEqual(['accepted']);
		expect(world.control.stats().requests).toBe(2);
		// The sandbox asks for one second.
		expect(Date.now() - start).toBeGreaterThanOrEqual(1_000);
	});

	it.each(['http-429-retry-after', 'http-429-reset', 'http-429'] as const)(
		'says clearly that nothing was sent when tries are used up: %s',
		async (fault) => {
			const run = await world.send(entriesFor(special(fault)), withOptions({ maxTries: 2 }));
			expect(run.error?.message).toMatch(/^Too many requests \(429\).*\[item 0\]$/);
			expect(run.error?.description).toMatch(
				/Nothing was sent for this item.*No campaign was accepted/,
			);
			expect(dataOf(run)).toMatchObject({ outcome: 'throttled', safe_to_send_again: true });
			expect(world.control.stats().requests).toBe(2);
			expect(delivered()).toEqual({});
		},
	);

	it('tries once where told to', async () => {
		await world.send(entriesFor(special('http-429')), withOptions({ maxTries: 1 }));
		expect(world.control.stats().requests).toBe(1);
	});

	it('pauses all requests of the run for one 429', async () => {
		world.control.queueFault({ fault: 'http-429-retry-after' });
		const phones = Array.from({ length: 6 }, (_, n) => mobile(n));
		const run = await world.send(entriesFor(...phones), withOptions({ parallelRequests: 1 }));
		expect(verdicts(run)).toEqual(Array(6).fill('accepted'));
		const times = world.control.requests().map(({ at }) => at);
		const [first = 0, second = 0] = times.reverse();
		expect(times).toHaveLength(7);
		expect(second - first).toBeGreaterThanOrEqual(900);
	});
});
