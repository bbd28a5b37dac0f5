import type { ItemResult } from '../../../nodes/LigueLead/campaigns';
import type { Outcome } from '../../../nodes/LigueLead/outcomes';
import { Execution, type Try } from './execution';
import { accepted, draft, failed, memoryStore, mobile, mobiles } from './support';

/** By item: the outcome of a failure, why it was skipped, or `sent`. */
const told = ({ results }: Try) =>
	[...results]
		.sort(([a], [b]) => a - b)
		.map(([, result]: [number, ItemResult]) =>
			result.kind === 'failure' ? result.failure.details.outcome : (result.json.reason ?? 'sent'),
		);
const sentTo = ({ requests }: Try) => requests.map(({ campaign }) => campaign.phones);
const only = (item: number, outcome: Outcome) => (campaign: { items: readonly number[] }) =>
	campaign.items[0] === item ? outcome : accepted();

describe('sendDrafts', () => {
	const three = [0, 1, 2].map((item) => draft(item, 'Hi', [mobile(item)]));

	it('sends in a retry only what was not sent', async () => {
		const execution = new Execution();
		const first = await execution.attempt(three, { answer: only(1, failed('rejected')) });
		expect(told(first)).toEqual(['sent', 'rejected', 'sent']);
		const second = await execution.attempt(three);
		expect(sentTo(second)).toEqual([[mobile(1)]]);
		expect(told(second)).toEqual(['sent', 'sent', 'sent']);
	});

	it('reports the unknown again and sends the rest, though the workflow stops on failure', async () => {
		const execution = new Execution();
		const stop = { stopOnFailure: true, parallelRequests: 1 };
		const first = await execution.attempt(three, { ...stop, answer: only(0, failed('unknown')) });
		expect(told(first)).toEqual(['unknown', 'notSent', 'notSent']);
		const second = await execution.attempt(three, stop);
		expect(sentTo(second)).toEqual([[mobile(1)], [mobile(2)]]);
		expect(told(second)).toEqual(['unknown', 'sent', 'sent']);
		const third = await execution.attempt(three, stop);
		expect(sentTo(third)).toEqual([]);
		expect(told(third)).toEqual(['unknown', 'sent', 'sent']);
	});

	it('rejects with a mistake of its own only when no request is on its way any more', async () => {
		const store = memoryStore().store;
		const execution = new Execution(store);
		let ended = 0;
		const answer = async (campaign: { items: readonly number[] }) => {
			if (campaign.items[0] === 0) {
				await new Promise((resolve) => setImmediate(resolve));
				ended++;
			}
			return accepted();
		};
		// A recipient list that cannot be read is such a mistake.
		const broken = { ...draft(1, 'Hi', [mobile(1)]), phones: undefined as unknown as string[] };
		const drafts = [draft(0, 'Hi', [mobile(0)]), broken];
		await expect(execution.attempt(drafts, { answer, parallelRequests: 1 })).rejects.toThrow(
			TypeError,
		);
		expect(ended).toBe(1);
	});

	describe('with idempotency keys', () => {
		const keyed = (count: number) =>
			Array.from({ length: count }, (_, item) => draft(item, 'Hi', [mobile(item)], `k${item}`));

		it('sends nothing for keys that another execution used, and says so', async () => {
			const { store } = memoryStore();
			await new Execution(store).attempt(keyed(2));
			const again = await new Execution(store).attempt(keyed(3));
			expect(told(again)).toEqual(['idempotencyKeyUsed', 'idempotencyKeyUsed', 'sent']);
			expect(sentTo(again)).toEqual([[mobile(2)]]);
		});

		it.each([
			['rejected', 'sent', 1],
			['throttled', 'sent', 1],
			['unreachable', 'sent', 1],
			['unknown', 'idempotencyKeyUnsettled', 0],
		] as const)('after %s, another execution says %s', async (outcome, said, requests) => {
			const { store } = memoryStore();
			await new Execution(store).attempt(keyed(1), { answer: () => failed(outcome) });
			const again = await new Execution(store).attempt(keyed(1));
			expect(told(again)).toEqual([said]);
			expect(again.requests).toHaveLength(requests);
		});

		it('frees the keys of campaigns that never had their turn', async () => {
			const { store } = memoryStore();
			const stop = { stopOnFailure: true, parallelRequests: 2 };
			const answer = only(0, failed('rejected'));
			expect(told(await new Execution(store).attempt(keyed(5), { ...stop, answer }))).toEqual([
				'rejected',
				'sent',
				'notSent',
				'notSent',
				'notSent',
			]);
			expect(told(await new Execution(store).attempt(keyed(5)))).toEqual([
				'sent',
				'idempotencyKeyUsed',
				'sent',
				'sent',
				'sent',
			]);
		});

		it('sends in a retry with the keys that this execution holds', async () => {
			const { store } = memoryStore();
			const execution = new Execution(store);
			const unknown = await execution.attempt(keyed(2), { answer: only(0, failed('unknown')) });
			expect(told(unknown)).toEqual(['unknown', 'sent']);
			expect(told(await execution.attempt(keyed(2)))).toEqual(['unknown', 'sent']);
			const resent = await execution.attempt(keyed(2), { resendUnknown: true });
			expect(sentTo(resent)).toEqual([[mobile(0)]]);
			expect(told(resent)).toEqual(['sent', 'sent']);
		});

		it('keeps a key whose first request is unknown, though the second was refused', async () => {
			const { store } = memoryStore();
			const execution = new Execution(store);
			await execution.attempt(keyed(1), { answer: () => failed('unknown') });
			const refused = { resendUnknown: true, answer: () => failed('rejected') };
			expect(told(await execution.attempt(keyed(1), refused))).toEqual(['rejected']);
			expect(told(await new Execution(store).attempt(keyed(1)))).toEqual([
				'idempotencyKeyUnsettled',
			]);
		});

		it('sends to a recipient of a repeated item for the next item that wants it', async () => {
			const { store } = memoryStore();
			await new Execution(store).attempt([draft(0, 'Hi', [mobile(9)], 'used')]);
			const drafts = [
				draft(0, 'Hi', [mobile(1), mobile(2)], 'used'),
				draft(1, 'Hi', [mobile(1)], 'new'),
				draft(2, 'Hi', [mobile(3), mobile(1)]),
			];
			const run = await new Execution(store).attempt(drafts, { mode: 'perMessage' });
			expect(sentTo(run)).toEqual([[mobile(1), mobile(3)]]);
			expect(told(run)).toEqual(['idempotencyKeyUsed', 'sent', 'sent']);
			expect(run.results.get(1)).toMatchObject({ json: { recipients: { phones: [mobile(1)] } } });
			expect(run.results.get(2)).toMatchObject({ json: { recipients: { phones: [mobile(3)] } } });
		});

		it('settles an item of several campaigns once all were accepted', async () => {
			const { store } = memoryStore();
			const drafts = [draft(0, 'Hi', mobiles(0, 25_000), 'k')];
			const options = { parallelRequests: 1 };
			const last = (campaign: { phones: readonly string[] }) =>
				campaign.phones.length < 10_000 ? failed('rejected') : accepted();
			const execution = new Execution(store);
			await execution.attempt(drafts, { ...options, answer: last });
			expect(told(await new Execution(store).attempt(drafts, options))).toEqual([
				'idempotencyKeyUnsettled',
			]);
			const retry = await execution.attempt(drafts, options);
			expect(sentTo(retry).map(({ length }) => length)).toEqual([5_000]);
			expect(told(await new Execution(store).attempt(drafts, options))).toEqual([
				'idempotencyKeyUsed',
			]);
		});

		it('claims and settles 1,000 keys in few calls: three a wave', async () => {
			const { store, calls } = memoryStore();
			await new Execution(store).attempt(keyed(1_000), { parallelRequests: 50 });
			// Two to claim a wave, one to settle it; with the claim of a later wave, if there is one.
			expect(calls.length).toBeLessThanOrEqual(60);
		});

		it('leaves three waves in doubt at most if the process is killed', async () => {
			const { store, calls } = memoryStore();
			let requests = 0;
			const never = new Promise<never>(() => {});
			void new Execution(store).attempt(keyed(60), {
				parallelRequests: 4,
				answer: () => (++requests > 30 ? never : accepted()),
			});
			// Until nothing happens any more.
			for (let before = -1; before < calls.length + requests;) {
				before = calls.length + requests;
				for (let n = 0; n < 50; n++) await new Promise((resolve) => setImmediate(resolve));
			}
			const after = told(await new Execution(store).attempt(keyed(60)));
			const count = (reason: string) => after.filter((one) => one === reason).length;
			expect(count('idempotencyKeyUnsettled')).toBeGreaterThan(0);
			expect(count('idempotencyKeyUnsettled')).toBeLessThanOrEqual(12);
			expect(count('idempotencyKeyUsed') + count('idempotencyKeyUnsettled')).toBeGreaterThanOrEqual(
				30,
			);
			expect(count('idempotencyKeyUsed') + count('idempotencyKeyUnsettled') + count('sent')).toBe(
				60,
			);
		});

		it('sends nothing more where the store cannot be used, and says so', async () => {
			const { store, backing } = memoryStore();
			let left = 2;
			backing.before = () => {
				if (left-- <= 0) throw new Error('database is locked');
			};
			const run = await new Execution(store).attempt(keyed(10), { parallelRequests: 2 });
			// Three waves are claimed at once, in the first two calls.
			expect(told(run)).toEqual([
				...Array<string>(6).fill('sent'),
				...Array<string>(4).fill('notSent'),
			]);
			expect(run.results.get(6)).toMatchObject({
				failure: { message: "'Idempotency Key' could not be recorded: database is locked" },
			});
		});

		it('sends in a retry what a store that gave up half-way had kept back', async () => {
			const { store, backing } = memoryStore();
			await new Execution(store).attempt(keyed(1));
			let left = 2;
			backing.before = () => {
				if (left-- <= 0) throw new Error('database is locked');
			};
			const execution = new Execution(store);
			expect(told(await execution.attempt(keyed(2)))).toEqual(['notSent', 'notSent']);
			backing.before = undefined;
			expect(told(await execution.attempt(keyed(2)))).toEqual(['idempotencyKeyUsed', 'sent']);
		});
	});
});
