import fc from 'fast-check';

import type { Campaign, Draft, ItemResult } from '../../../nodes/LigueLead/campaigns';
import type { Failed, Outcome } from '../../../nodes/LigueLead/outcomes';
import { placeSteps } from '../../../nodes/LigueLead/memory/runNotes';
import { UnfinishedRun } from '../../../nodes/LigueLead/memory/unfinishedRun';
import { finish } from '../../../nodes/LigueLead/steps';
import type { RowView } from '../../../nodes/LigueLead/memory/sharedRow';
import { Execution, type Try, type TryOptions } from '../api/execution';
import { accepted, draft, failed, memoryStore, mobile } from '../api/support';

jest.setTimeout(60_000);

const HOUR = 3_600_000;
const places = (waves: Draft[][]) => finish(placeSteps(waves));
const drafts = (count: number) =>
	Array.from({ length: count }, (_, item) => draft(item, 'Hi', [mobile(item)]));
const told = ({ results }: Try) =>
	[...results]
		.sort(([a], [b]) => a - b)
		.map(([, result]) =>
			result.kind === 'failure' ? result.failure.details.outcome : (result.json.reason ?? 'sent'),
		);
const sentTo = ({ requests }: Try) => requests.flatMap(({ campaign }) => campaign.phones);
const only = (item: number, outcome: Failed['outcome']) => (campaign: Campaign) =>
	campaign.items[0] === item ? failed(outcome) : accepted();

/** A store, and processes of n8n that share it: each of them has new memory. */
function world() {
	const { inOtherProcess, backing } = memoryStore();
	const newProcess = () => ({ store: inOtherProcess(), underWay: new Set<string>() });
	/** Resolves once nobody uses the store any more: what a process does after its last run. */
	const atRest = async () => {
		for (let before = -1; before < backing.calls.length;) {
			before = backing.calls.length;
			for (let n = 0; n < 20; n++) await new Promise((resolve) => setImmediate(resolve));
		}
	};
	return { newProcess, backing, atRest };
}

/** Starts an execution whose process dies once so many requests are on their way. */
async function kill(home: { store: RowView; underWay: Set<string> }, count: number, after: number) {
	const sent: string[] = [];
	let dead = false;
	const store = new Proxy(home.store, {
		get: (target, name: keyof RowView) =>
			dead ? async () => await new Promise(() => {}) : target[name].bind(target),
	});
	const answer = (): Outcome | Promise<Outcome> => {
		if (sent.length >= after) dead = true;
		return dead ? new Promise<never>(() => {}) : accepted();
	};
	void new Execution({ ...home, store }).attempt(drafts(count), {
		answer,
		onRequest: ({ phones }) => {
			if (!dead) sent.push(...phones);
		},
	});
	while (!dead) await new Promise((resolve) => setImmediate(resolve));
	for (let n = 0; n < 100; n++) await new Promise((resolve) => setImmediate(resolve));
	return sent;
}

describe('a run without keys', () => {
	it('that ended well and is started again sends again, and leaves nothing in the store', async () => {
		const { newProcess, backing } = world();
		const home = newProcess();
		for (let n = 0; n < 3; n++) {
			expect(told(await new Execution(home).attempt(drafts(5)))).toEqual(Array(5).fill('sent'));
		}
		for (let n = 0; n < 200; n++) await new Promise((resolve) => setImmediate(resolve));
		expect(backing.size).toBeLessThan(20);
		expect(told(await new Execution(newProcess()).attempt(drafts(5)))).toEqual(
			Array(5).fill('sent'),
		);
	});

	it('that ended badly is continued by an execution that knows nothing of it', async () => {
		const { newProcess } = world();
		const stop = { stopOnFailure: true, parallelRequests: 2 };
		const answer = only(2, 'rejected');
		expect(told(await new Execution(newProcess()).attempt(drafts(5), { ...stop, answer }))).toEqual(
			['sent', 'sent', 'rejected', 'sent', 'notSent'],
		);
		const again = await new Execution(newProcess()).attempt(drafts(5), stop);
		expect(told(again)).toEqual(['sentBefore', 'sentBefore', 'sent', 'sentBefore', 'sent']);
		expect(sentTo(again)).toEqual([mobile(2), mobile(4)]);
		expect(told(await new Execution(newProcess()).attempt(drafts(5)))).toEqual(
			Array(5).fill('sent'),
		);
	});

	it('holds what nobody knows, unless it is to be sent again', async () => {
		const { newProcess } = world();
		await new Execution(newProcess()).attempt(drafts(3), { answer: only(1, 'unknown') });
		for (let n = 0; n < 2; n++) {
			const held = await new Execution(newProcess()).attempt(drafts(3));
			expect(told(held)).toEqual(['sentBefore', 'unknown', 'sentBefore']);
			expect(sentTo(held)).toEqual([]);
		}
		const resent = await new Execution(newProcess()).attempt(drafts(3), { resendUnknown: true });
		expect(told(resent)).toEqual(['sentBefore', 'sent', 'sentBefore']);
		expect(told(await new Execution(newProcess()).attempt(drafts(3)))).toEqual(
			Array(3).fill('sent'),
		);
	});

	it('never sends to some of an item what was accepted for others, also if told to send again', async () => {
		const { newProcess } = world();
		const phones = Array.from({ length: 10_001 }, (_, n) => mobile(n));
		const one = [draft(0, 'Hi', phones)];
		const answer = (campaign: Campaign) =>
			campaign.phones.length === 1 ? failed('rejected') : accepted();
		await new Execution(newProcess()).attempt(one, { answer });
		const again = await new Execution(newProcess()).attempt(one, { resendUnknown: true });
		expect(told(again)).toEqual(['unknown']);
		expect(sentTo(again)).toEqual([]);
	});

	it('that sent nothing leaves nothing', async () => {
		const { newProcess } = world();
		await new Execution(newProcess()).attempt(drafts(2), { answer: () => failed('rejected') });
		expect(told(await new Execution(newProcess()).attempt(drafts(2)))).toEqual(['sent', 'sent']);
	});

	it('is a new one if a text, a recipient or the order differs', async () => {
		const { newProcess } = world();
		await new Execution(newProcess()).attempt(drafts(2), { answer: only(1, 'unknown') });
		const others = [
			[draft(0, 'Ho', [mobile(0)]), draft(1, 'Hi', [mobile(1)])],
			[draft(0, 'Hi', [mobile(0)]), draft(1, 'Hi', [mobile(2)])],
			[draft(0, 'Hi', [mobile(1)]), draft(1, 'Hi', [mobile(0)])],
		];
		for (const other of others) {
			expect(told(await new Execution(newProcess()).attempt(other))).toEqual(['sent', 'sent']);
		}
	});

	it.each([
		[17.9, ['sentBefore', 'unknown']],
		[24, ['sent', 'sent']],
	])('is remembered after %d hours: %j', async (hours, expected) => {
		const { newProcess, atRest } = world();
		for (const start of [0, 1, 5.9, 6].map((hour) => hour * HOUR)) {
			await new Execution(newProcess()).attempt(drafts(2), {
				answer: only(1, 'unknown'),
				now: start,
			});
			const later = start + hours * HOUR;
			expect(told(await new Execution(newProcess()).attempt(drafts(2), { now: later }))).toEqual(
				expected,
			);
			await new Execution(newProcess()).attempt(drafts(2), { now: later, resendUnknown: true });
			await atRest();
		}
	});

	it('that is equal to one under way is refused, and said so; after it, it sends', async () => {
		const { newProcess } = world();
		const home = newProcess();
		let answer = (_: Outcome) => {};
		const asked = new Promise<void>((resolve) => {
			void new Execution(home).attempt(drafts(1), {
				answer: async () => {
					resolve();
					return await new Promise<Outcome>((end) => (answer = end));
				},
			});
		});
		await asked;
		const second = await new Execution(home).attempt(drafts(1));
		expect(second.results.get(0)).toMatchObject({
			failure: {
				message: expect.stringContaining('another execution is sending'),
				details: { outcome: 'notSent', safe_to_send_again: false },
			},
		});
		expect(second.requests).toEqual([]);
		answer(accepted());
		for (let n = 0; n < 50; n++) await new Promise((resolve) => setImmediate(resolve));
		expect(told(await new Execution(home).attempt(drafts(1)))).toEqual(['sent']);
	});

	it.each([0, 1, 9, 30])(
		'whose process is killed after %i requests: nobody twice',
		async (after) => {
			const { newProcess } = world();
			const first = await kill(newProcess(), 40, after);
			const run = await new Execution(newProcess()).attempt(drafts(40));
			const second = sentTo(run);
			expect(new Set([...first, ...second]).size).toBe(first.length + second.length);
			// Two waves are on their way, of two drafts each, and one that has ended may not be noted yet.
			const states = told(run);
			expect(states.filter((state) => state === 'unknown').length).toBeLessThanOrEqual(8);
			for (const [item, state] of states.entries()) {
				if (state === 'sentBefore') expect(first).toContain(mobile(item));
				if (state === 'sent') expect(first).not.toContain(mobile(item));
			}
		},
	);
});

describe('the notes of a run', () => {
	const surroundings = () => ({
		underWay: new Set<string>(),
		now: () => 0,
		patience: async () => await new Promise<void>(() => {}),
		notRecorded: () => {},
	});
	const success: ItemResult = { kind: 'success', json: {} };
	const refused: ItemResult = {
		kind: 'failure',
		failure: { message: '', remedy: '', details: { outcome: 'rejected' } },
	};

	it('do not close a wave in doubt for drafts that were not sent again', async () => {
		const { newProcess } = world();
		const all = drafts(4);
		const openRun = async () => {
			const run = new UnfinishedRun(newProcess().store, 'i', places([all]), surroundings());
			await run.open();
			return run;
		};
		await openRun();
		const second = await openRun();
		await second.begin(0, all.slice(0, 2));
		finish(second.close(0, new Map([0, 1].map((item) => [item, success]))));
		await second.end(false);
		const third = await openRun();
		expect(all.map((one) => third.stateOf(one))).toEqual([
			...['accepted', 'accepted'],
			...['unknown', 'unknown'],
		]);
	});

	// The oldest entries of the row make room, and those are the ones that say that there was a run.
	it('leave a wave in doubt if they would push each other out', async () => {
		const { newProcess } = world();
		const all = drafts(5_000);
		const first = new UnfinishedRun(newProcess().store, 'i', places([all]), surroundings());
		await first.open();
		const half = all.map(({ item }) => [item, item < 2_400 ? success : refused] as const);
		finish(first.close(0, new Map(half)));
		await first.end(false);
		const second = new UnfinishedRun(newProcess().store, 'i', places([all]), surroundings());
		await second.open();
		expect(new Set(all.map((one) => second.stateOf(one)))).toEqual(new Set(['unknown']));
	});
});

describe('a store', () => {
	it('that fails is no precondition: the run sends, and the reason is told once', async () => {
		const { newProcess, backing } = world();
		backing.before = () => {
			throw new Error('database is locked');
		};
		expect(told(await new Execution(newProcess()).attempt(drafts(5)))).toEqual(
			Array(5).fill('sent'),
		);
	});

	it.each([false, true])('that hangs does not hang the run; for good: %s', async (forGood) => {
		const { newProcess } = world();
		const { store } = newProcess();
		const reasons: string[] = [];
		const hanging = { ...store, look: async () => await new Promise<never>(() => {}) };
		const run = new UnfinishedRun(hanging, 'i', places([drafts(2)]), {
			underWay: new Set(),
			now: () => 0,
			patience: async () => await Promise.resolve(),
			notRecorded: (reason) => reasons.push(reason),
		});
		expect(await run.open()).toBeUndefined();
		await run.begin(0, drafts(2));
		finish(
			run.close(0, new Map(drafts(2).map(({ item }) => [item, { kind: 'success', json: {} }]))),
		);
		await run.end(forGood);
		expect(run.isRecorded).toBe(false);
		expect(reasons).toEqual(['it took too long']);
	});

	it('that answers when the run has ended well is left without notes of it', async () => {
		const looks: Array<Parameters<RowView['look']>[0]> = [];
		const { store } = world().newProcess();
		const late: RowView = {
			...store,
			look: async (look) => {
				looks.push(look);
				return await new Promise<never>(() => {});
			},
			removeForGood: async () => {},
			confirm: async () => {},
		};
		const run = new UnfinishedRun(late, 'i', places([drafts(1)]), {
			underWay: new Set(),
			now: () => 0,
			patience: async () => await Promise.resolve(),
			notRecorded: () => {},
		});
		await run.open();
		const [look] = looks;
		expect(look?.read(new Set()).stay).not.toEqual([]);
		finish(run.close(0, new Map([[0, { kind: 'success', json: {} }]])));
		await run.end(true);
		expect(look?.read(new Set()).stay).toEqual([]);
	});

	it('that fails once an earlier run is found bars the run, and leaves its notes', async () => {
		const { newProcess, backing } = world();
		await new Execution(newProcess()).attempt(drafts(2), { answer: only(1, 'unknown') });
		let calls = 0;
		backing.before = ({ method }) => {
			if (method === 'checkProcessedAndRecord' && ++calls > 1) throw new Error('locked');
		};
		const barred = await new Execution(newProcess()).attempt(drafts(2));
		expect(told(barred)).toEqual(['notSent', 'notSent']);
		expect(barred.requests).toEqual([]);
		backing.before = undefined;
		expect(told(await new Execution(newProcess()).attempt(drafts(2)))).toEqual([
			'sentBefore',
			'unknown',
		]);
	});
});

const anyRuns = fc.array(
	fc.record({
		stopOnFailure: fc.boolean(),
		parallelRequests: fc.constantFrom(1, 2, 50),
		isNewProcess: fc.boolean(),
		outcomes: fc.array(
			fc.constantFrom('accepted', 'accepted', 'rejected', 'throttled', 'unknown' as const),
			{ minLength: 1, maxLength: 12 },
		),
	}),
	{ minLength: 1, maxLength: 6 },
);

const anyList = fc.array(
	fc.record({
		message: fc.constantFrom('A', 'B'),
		phones: fc.uniqueArray(fc.nat(9).map(mobile), { minLength: 1, maxLength: 4 }),
	}),
	{ minLength: 1, maxLength: 7 },
);

function answers(outcomes: readonly string[]): NonNullable<TryOptions['answer']> {
	let next = 0;
	return () => {
		const outcome = outcomes[Math.min(next++, outcomes.length - 1)] ?? 'accepted';
		return outcome === 'accepted' ? accepted() : failed(outcome as Failed['outcome']);
	};
}

describe('whatever happens to requests, and however often the same run is started anew', () => {
	it.each(['perItem', 'perMessage'] as const)(
		'nobody gets it twice until it has ended well, and no "sent before" is false: %s',
		async (mode) => {
			await fc.assert(
				fc.asyncProperty(anyList, anyRuns, async (list, runs) => {
					const { newProcess, atRest } = world();
					let home = newProcess();
					const all = list.map(({ message, phones }, item) => draft(item, message, phones));
					let got = new Map<string, 'accepted' | 'unknown'>();
					// A run is known by its waves too.
					const parallelRequests = runs[0]?.parallelRequests ?? 1;
					for (const { outcomes, isNewProcess, stopOnFailure } of runs) {
						if (isNewProcess) {
							await atRest();
							home = newProcess();
						}
						const run = await new Execution(home).attempt(all, {
							stopOnFailure,
							parallelRequests,
							mode,
							answer: answers(outcomes),
						});
						for (const { campaign, outcome } of run.requests) {
							if (outcome.outcome !== 'accepted' && outcome.outcome !== 'unknown') continue;
							for (const phone of campaign.phones) {
								const name = `${mode === 'perItem' ? campaign.items[0] : ''} ${campaign.contentKey} ${phone}`;
								expect(got.get(name)).toBeUndefined();
								got.set(name, outcome.outcome);
							}
						}
						for (const { item, contentKey, phones } of all) {
							const result = run.results.get(item);
							if (result?.kind !== 'success') continue;
							for (const phone of phones) {
								expect(got.get(`${mode === 'perItem' ? item : ''} ${contentKey} ${phone}`)).toBe(
									'accepted',
								);
							}
						}
						if ([...run.results.values()].every(({ kind }) => kind === 'success')) got = new Map();
					}
				}),
				{ numRuns: 150 },
			);
		},
	);
});
