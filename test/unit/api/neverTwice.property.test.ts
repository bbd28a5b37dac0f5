import fc from 'fast-check';

import type { Draft, ItemResult } from '../../../nodes/LigueLead/campaigns';
import type { Failed, Outcome } from '../../../nodes/LigueLead/outcomes';
import { Execution, type Try, type TryOptions } from './execution';
import { accepted, draft, failed, memoryStore, mobile } from './support';

jest.setTimeout(60_000);

type Mode = 'perItem' | 'perMessage';

const anyOutcome: fc.Arbitrary<Outcome['outcome']> = fc.constantFrom(
	'accepted',
	'accepted',
	'accepted',
	'rejected',
	'throttled',
	'unreachable',
	'unknown',
);

const anyDrafts = fc.array(
	fc.record({
		message: fc.constantFrom('A', 'B'),
		phones: fc.uniqueArray(fc.nat(9).map(mobile), { minLength: 1, maxLength: 4 }),
		key: fc.option(fc.constantFrom('k1', 'k2', 'k3', 'k4', 'k5'), { nil: undefined }),
	}),
	{ minLength: 1, maxLength: 7 },
);

const anyTries = fc.array(
	fc.record({
		execution: fc.nat(2),
		stopOnFailure: fc.boolean(),
		parallelRequests: fc.constantFrom(1, 2, 50),
		outcomes: fc.array(anyOutcome, { minLength: 1, maxLength: 12 }),
		/** A phone that the user corrects before this try: of which item, to which. */
		correction: fc.option(fc.tuple(fc.nat(6), fc.nat(20).map(mobile)), { nil: undefined }),
	}),
	{ minLength: 1, maxLength: 8 },
);

const anyRetry = fc.record({
	/** Which of the failed executions so far is retried. */
	of: fc.nat(9),
	atOnce: fc.boolean(),
	stopOnFailure: fc.boolean(),
	parallelRequests: fc.constantFrom(1, 2, 50),
	outcomes: fc.array(anyOutcome, { minLength: 1, maxLength: 12 }),
});

type Retry = typeof anyRetry extends fc.Arbitrary<infer T> ? T : never;

const anyRetries = fc.array(anyRetry, { maxLength: 8 });

const isDone = (results: readonly ItemResult[]) => results.every(({ kind }) => kind === 'success');
const isBarred = (result: ItemResult) =>
	result.kind === 'failure' && result.failure.message.includes('was retried before');

const toDraft = (
	{ message, phones, key }: { message: string; phones: string[]; key: string | undefined },
	item: number,
): Draft => draft(item, message, phones, key);

/** Answers one request after the other from a list, the last one for ever. */
function answers(outcomes: ReadonlyArray<Outcome['outcome']>): TryOptions['answer'] {
	let next = 0;
	return () => {
		const outcome = outcomes[Math.min(next++, outcomes.length - 1)] ?? 'accepted';
		return outcome === 'accepted' ? accepted() : failed(outcome as Failed['outcome']);
	};
}

/** Who a request may have reached: a recipient for each SMS that it is due. */
function reached({ requests }: Try, mode: Mode): string[] {
	return requests
		.filter(({ outcome }) => ['accepted', 'unknown'].includes(outcome.outcome))
		.flatMap(({ campaign: { items, contentKey, phones } }) =>
			phones.map((phone) => `${mode === 'perItem' ? items[0] : ''} ${contentKey} ${phone}`),
		);
}

/** Whether what an item is told holds against all requests of its execution. */
function isTrue(result: ItemResult, phones: readonly string[], may: number[], sure: number[]) {
	if (result.kind === 'success') {
		return result.json.skipped === true || sure.every((count) => count === 1);
	}
	const { outcome, campaigns } = result.failure.details;
	if (outcome === 'unknown') return may.some((count) => count === 1);
	return campaigns !== undefined || phones.length === 0 || may.some((count) => count === 0);
}

describe('whatever happens to requests, and however often an execution is tried again', () => {
	it.each(['perItem', 'perMessage'] as const)(
		'no recipient may have got an SMS twice, and what is told is true: %s',
		async (mode) => {
			await fc.assert(
				fc.asyncProperty(anyDrafts, anyTries, async (list, tries) => {
					const execution = new Execution();
					let drafts = list.map(({ message, phones }, item) => draft(item, message, phones));
					const may = new Map<string, number>();
					const sure = new Map<string, number>();
					const count = (counts: Map<string, number>, names: string[]) => {
						for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
					};
					for (const { outcomes, correction, ...options } of tries) {
						drafts = drafts.map((one) =>
							one.item === correction?.[0]
								? { ...one, phones: [...new Set([...one.phones.slice(1), correction[1]])] }
								: one,
						);
						const run = await execution.attempt(drafts, {
							...options,
							mode,
							answer: answers(outcomes),
						});
						count(may, reached(run, mode));
						const certain = run.requests.filter(({ outcome }) => outcome.outcome === 'accepted');
						count(sure, reached({ ...run, requests: certain }, mode));
						expect(Math.max(0, ...may.values())).toBeLessThanOrEqual(1);
						for (const { item, contentKey, phones } of drafts) {
							const result = run.results.get(item) as ItemResult;
							const name = (phone: string) =>
								`${mode === 'perItem' ? item : ''} ${contentKey} ${phone}`;
							const of = (counts: Map<string, number>) =>
								phones.map((phone) => counts.get(name(phone)) ?? 0);
							expect(isTrue(result, phones, of(may), of(sure))).toBe(true);
						}
						// An execution that ended well is not tried again.
						if ([...run.results.values()].every(({ kind }) => kind === 'success')) break;
					}
				}),
				{ numRuns: 150 },
			);
		},
	);

	it.each(['perItem', 'perMessage'] as const)(
		'nor if failed executions are retried from the list, again and again, also two at once: %s',
		async (mode) => {
			await fc.assert(
				fc.asyncProperty(anyDrafts, anyRetry, anyRetries, async (list, first, retries) => {
					const { store } = memoryStore();
					const drafts = list.map(({ message, phones }, item) => draft(item, message, phones));
					const may = new Map<string, number>();
					const send = async (
						execution: Execution,
						{ outcomes, ...options }: Omit<Retry, 'of' | 'atOnce'>,
					) => {
						const answer = answers(outcomes);
						const run = await execution.attempt(drafts, { ...options, mode, answer });
						const names = reached(run, mode);
						for (const name of names) may.set(name, (may.get(name) ?? 0) + 1);
						expect(Math.max(0, ...may.values())).toBeLessThanOrEqual(1);
						const results = [...run.results.values()];
						return { execution, sent: names.length > 0, results, id: execution.id };
					};
					const run = await send(new Execution(store, 'e0'), first);
					// The failed ones, each with the execution whose records it continues.
					const failed = isDone(run.results) ? [] : [{ ...run, records: 'e0' }];
					const continued = new Set<string>();
					let ids = 0;
					for (const { of, atOnce, ...retry } of retries) {
						const { execution, records } = failed[of % failed.length] ?? {};
						if (execution === undefined || records === undefined) break;
						const runs = await Promise.all(
							(atOnce ? [1, 2] : [1]).map(() => send(execution.retry(`e${++ids}`), retry)),
						);
						const barred = runs.map(({ results }) => results.some(isBarred));
						if (continued.has(records)) expect(runs.filter(({ sent }) => sent)).toEqual([]);
						else expect(barred).toContain(false);
						for (const one of runs) {
							if (one.sent) continued.add(records);
							if (isDone(one.results)) continue;
							failed.push({ ...one, records: one.sent ? one.id : records });
						}
					}
				}),
				{ numRuns: 150 },
			);
		},
	);

	it('no SMS with an idempotency key may have gone out twice, in any execution', async () => {
		await fc.assert(
			fc.asyncProperty(anyDrafts, anyTries, async (list, tries) => {
				const { store } = memoryStore();
				const executions = [0, 1, 2].map(() => new Execution(store));
				const ended = new Set<number>();
				const drafts = list.map(toDraft);
				const may = new Map<string, number>();
				for (const { outcomes, execution, ...options } of tries) {
					if (ended.has(execution)) continue;
					const run = await executions[execution]?.attempt(drafts, {
						...options,
						answer: answers(outcomes),
					});
					if (run === undefined) continue;
					for (const { campaign, outcome } of run.requests) {
						const key = drafts[campaign.items[0] ?? -1]?.idempotencyKey;
						if (key === undefined || !['accepted', 'unknown'].includes(outcome.outcome)) continue;
						may.set(key, (may.get(key) ?? 0) + 1);
					}
					expect(Math.max(0, ...may.values())).toBeLessThanOrEqual(1);
					const failures = [...run.results.values()].filter(({ kind }) => kind === 'failure');
					if (failures.length === 0) ended.add(execution);
				}
			}),
			{ numRuns: 150 },
		);
	});

	it('an execution is done once its requests get through, or only unknowns are left', async () => {
		await fc.assert(
			fc.asyncProperty(anyDrafts, anyTries, fc.boolean(), async (list, tries, shared) => {
				const { store } = memoryStore();
				const execution = new Execution(store);
				const drafts = list.map(toDraft);
				const mode = shared ? 'perMessage' : 'perItem';
				for (const { outcomes, ...options } of tries) {
					await execution.attempt(drafts, { ...options, mode, answer: answers(outcomes) });
				}
				const last = await execution.attempt(drafts, { mode });
				const left = [...last.results.values()].filter(({ kind }) => kind === 'failure');
				for (const result of left) {
					expect(result).toHaveProperty('failure.details.outcome', 'unknown');
				}
			}),
			{ numRuns: 100 },
		);
	});
});
