import { setTimeout as sleep } from 'node:timers/promises';

import pLimit from 'p-limit';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { verdictOf } from '../../support/verdict';
import { inProcess, killInStore, setStoreMood } from '../model/store';
import { NODE, type EngineRun, type NodeRunOptions } from '../support';
import {
	expectedOutcome,
	faults,
	isSlow,
	OUTCOMES,
	startBadServer,
	stopBadServer,
	type Fault,
} from './matrixFaults';
import { accountOf, mobile, useSandbox } from './support';

const world = useSandbox({ keep: true });

/**
 * How an execution ends before the one that n8n starts in its place, with an empty context: as a
 * sub-workflow that fails, and whose parent tries again; by Stop; with its process (SIGKILL, or a
 * restart that does not wait: of the two, the store sees the same).
 */
const ways = ['sub-workflow', 'stopped', 'killed'] as const;

interface Cell {
	readonly fault: Fault;
	readonly way: (typeof ways)[number];
	readonly campaigns: 'perItem' | 'perMessage';
}

// Each campaign mode with every way, and with every second fault of it.
const cells: Cell[] = faults.flatMap((fault, n) =>
	ways.map((way, m) => ({ fault, way, campaigns: (n + m) % 2 ? 'perItem' : 'perMessage' })),
);

interface Result {
	readonly first: EngineRun;
	/** The execution in its place, unless the first one ended well. */
	readonly again?: EngineRun;
	/** How often each item's recipient was queued an SMS. */
	readonly counts: readonly number[];
}

const results = new Map<Cell, Result>();
const own: Sandbox[] = [];
const OWN_SANDBOXES = 8;

/** Four items: the faulty one, one that shares its message, and two with a message of their own. */
function entriesOf({ fault }: Cell, index: number) {
	const [faulty, ...good] = [0, 1, 2, 3].map((n) => mobile(index * 4 + n));
	return [fault.phone ?? faulty ?? '', ...good].map((phones, n) => ({
		message: `${n < 2 ? 'faulty' : 'good'} ${index}`,
		phones,
	}));
}

function optionsOf({ fault, way, campaigns }: Cell, sandbox: Sandbox): NodeRunOptions {
	const account = accountOf(sandbox);
	return {
		mode: way === 'sub-workflow' ? 'integrated' : 'trigger',
		credential: fault.baseUrl
			? { ...account, data: { ...account.data, baseUrl: fault.baseUrl() } }
			: account,
		parameters: {
			campaigns,
			options: { maxTries: 2, parallelRequests: 1, timeout: isSlow(fault) ? 400 : 30_000 },
		},
	};
}

async function play(cell: Cell, index: number, sandbox: Sandbox): Promise<Result> {
	const { fault, way } = cell;
	const entries = entriesOf(cell, index);
	const options = optionsOf(cell, sandbox);
	const workflow = `broken-off-${index}`;
	setStoreMood(workflow, 'well');
	sandbox.control.reset();
	sandbox.control.setLatency(10);
	sandbox.control.queueFaults(fault.rules ?? []);
	const id = inProcess(workflow, 0);
	const running = world.start(entries, { ...options, id });
	if (way !== 'sub-workflow') await breakOff(running, sandbox, way, id);
	const first = await running.finished;
	// The server works on what a process that is gone has asked for.
	await sleep(30);
	const again =
		first.status === 'success'
			? undefined
			: await world.send(entries, {
					...options,
					onError: 'continueRegularOutput',
					id: inProcess(workflow, way === 'killed' ? 1 : 0),
				});
	const deliveries = sandbox.control.deliveries();
	const counts = entries.map(({ phones }) => deliveries.get(phones) ?? 0);
	return { first, counts, ...(again && { again }) };
}

/** Ends an execution when its first request has reached the server, if that is before it has ended. */
async function breakOff(
	{ cancel, finished }: ReturnType<typeof world.start>,
	{ control }: Sandbox,
	way: 'stopped' | 'killed',
	id: string,
): Promise<void> {
	let over = false;
	void finished.then(() => (over = true));
	while (!over && control.stats().requests === 0) await sleep(1);
	if (way === 'killed') killInStore(id);
	cancel();
}

beforeAll(async () => {
	await startBadServer();
	for (let n = 0; n < OWN_SANDBOXES; n++) own.push(await startSandbox());
	const turns = own.map((sandbox) => ({ sandbox, limit: pLimit(1) }));
	const inTurn = async (cell: Cell, index: number) => {
		const turn = turns[index % turns.length];
		await turn?.limit(async () => void results.set(cell, await play(cell, index, turn.sandbox)));
	};
	await Promise.all(cells.map(inTurn));
}, 120_000);

afterAll(async () => {
	stopBadServer();
	await Promise.all(own.map(async (sandbox) => await sandbox.close()));
});

const told = ({ first, again }: Result) =>
	(again ?? first)
		.outputs(NODE)
		.flat()
		.map(({ json }) => (json.reason === 'sentBefore' ? 'accepted' : verdictOf(json)));

describe.each(ways)('%s', (way) => {
	const ofWay = cells.filter((cell) => cell.way === way);

	it.each(ofWay.map((cell) => [`${cell.fault.name}, ${cell.campaigns}`, cell] as const))(
		'%s: nobody twice, and what is told is true',
		(_name, cell) => {
			const { fault, campaigns } = cell;
			const result = results.get(cell) as Result;
			const outcomes = told(result);
			expect(outcomes).toHaveLength(4);
			for (const [item, outcome] of outcomes.entries()) {
				const count = result.counts[item];
				expect(OUTCOMES).toContain(outcome);
				if (outcome === 'unknown') expect([0, 1]).toContain(count);
				else expect(count).toBe(outcome === 'accepted' ? 1 : 0);
			}
			const expected = expectedOutcome(fault);
			const shares = campaigns === 'perMessage' || fault.baseUrl !== undefined;
			const [faulty, sharing, ...good] = outcomes;
			if (way === 'sub-workflow') {
				expect(faulty).toBe(expected);
				expect(sharing).toBe(shares ? expected : 'accepted');
			} else {
				expect([expected, 'unknown']).toContain(faulty);
			}
			// A process that is gone leaves the whole wave in doubt.
			const allowed = fault.baseUrl ? ['unreachable'] : ['accepted'];
			if (way === 'killed' || isSlow(fault)) allowed.push('unknown');
			for (const outcome of good) expect(allowed).toContain(outcome);
		},
	);

	it('some were broken off, or had to be done again', () => {
		const again = ofWay.filter((cell) => results.get(cell)?.again !== undefined);
		expect(again.length).toBeGreaterThan(ofWay.length / 2);
	});
});
