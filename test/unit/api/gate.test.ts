import { Gate, MAX_WAIT } from '../../../nodes/LigueLead/api/gate';
import { FakeClock } from './support';

/** How long the next request has to wait, in milliseconds. */
async function waited(gate: Gate, clock: FakeClock): Promise<number> {
	const before = clock.time;
	await clock.run(gate.pass());
	return clock.time - before;
}

describe('Gate', () => {
	it('lets pass at once while nobody asked to wait', async () => {
		const clock = new FakeClock();
		expect(await clock.run(new Gate(5, clock).pass())).toBe(true);
		expect(clock.sleeps).toEqual([]);
	});

	it.each([
		[1, 0, 0],
		[1, 0.5, 500],
		[1, 0.999, 999],
		[2, 0.5, 1_000],
		[3, 0.5, 2_000],
		[6, 0.5, 16_000],
		[7, 0.5, 30_000],
		[19, 0.999, 59_940],
	])('backs off after try %i with chance %d for %i ms', async (tries, chance, wait) => {
		const clock = new FakeClock();
		clock.chance = chance;
		const gate = new Gate(20, clock);
		expect(gate.retry(tries)).toBe(true);
		expect(await waited(gate, clock)).toBe(wait);
	});

	it.each([
		['asked to', 3_000, 3_000],
		['asked for too long', 3_600_000, MAX_WAIT],
		['asked for a time that is over', -5_000, 500],
		['asked for now', 0, 500],
	])('waits as it is %s', async (_, after, wait) => {
		const clock = new FakeClock();
		const gate = new Gate(5, clock);
		expect(gate.retry(1, clock.now() + after)).toBe(true);
		expect(await waited(gate, clock)).toBe(wait);
	});

	it('keeps to the longest wait that was asked for', async () => {
		const clock = new FakeClock();
		const gate = new Gate(5, clock);
		gate.retry(1, clock.now() + 9_000);
		gate.retry(1, clock.now() + 2_000);
		expect(await waited(gate, clock)).toBe(9_000);
	});

	it('is closed for all that wait, and checks again after each sleep', async () => {
		const clock = new FakeClock();
		const gate = new Gate(5, clock);
		gate.retry(1, clock.now() + 1_000);
		const passes = Promise.all([gate.pass(), gate.pass()]);
		gate.retry(2, clock.now() + 4_000);
		const before = clock.time;
		expect(await clock.run(passes)).toEqual([true, true]);
		expect(clock.time - before).toBe(4_000);
	});

	it('gives up at the last try, and grants the others none more until one is accepted', () => {
		const gate = new Gate(2, new FakeClock());
		expect(gate.retry(1)).toBe(true);
		expect(gate.retry(2)).toBe(false);
		expect(gate.retry(1)).toBe(false);
		gate.accepted();
		expect(gate.retry(1)).toBe(true);
	});

	it('lets nobody pass once the execution was cancelled', async () => {
		const clock = new FakeClock();
		const gate = new Gate(5, clock);
		gate.retry(1, clock.now() + 60_000);
		const pass = gate.pass();
		clock.isCancelled = true;
		expect(await clock.run(pass)).toBe(false);
		expect(await clock.run(gate.pass())).toBe(false);
	});

	it.each([3_600_000, 86_400_000])(
		'waits no longer if the clock is set back by %i ms',
		async (back) => {
			const clock = new FakeClock();
			const gate = new Gate(5, clock);
			gate.retry(1, clock.now() + 10_000);
			const sleep = clock.sleep.bind(clock);
			let slept = 0;
			// In slices, as the clock of an execution sleeps.
			clock.sleep = async (ms) => {
				slept += Math.min(ms, 1_000);
				await sleep(Math.min(ms, 1_000));
				if (slept === 3_000) clock.time -= back;
			};
			expect(await clock.run(gate.pass())).toBe(true);
			expect(slept).toBeLessThanOrEqual(11_000);
		},
	);

	it('lets nobody pass once the time of the run is over, and holds nobody beyond it', async () => {
		const clock = new FakeClock();
		const gate = new Gate(5, clock, clock.now() + 20_000);
		expect(await clock.run(gate.pass())).toBe(true);
		gate.retry(1, clock.now() + 60_000);
		const before = clock.time;
		expect(await clock.run(gate.pass())).toBe(false);
		expect(clock.time - before).toBe(20_000);
		expect(gate.closed).toBe(true);
	});
});
