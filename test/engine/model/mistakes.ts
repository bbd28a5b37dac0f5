import { IdempotencyKeys } from '../../../nodes/LigueLead/memory/idempotency';
import { Ledger } from '../../../nodes/LigueLead/memory/ledger';
import { RetryGuard } from '../../../nodes/LigueLead/memory/retryGuard';
import { UnfinishedRun } from '../../../nodes/LigueLead/memory/unfinishedRun';
import { STATUSES } from '../../../nodes/LigueLead/outcomes/statuses';

/** Breaks the node in one place; returns what mends it. */
type Mistake = () => () => void;

function patch<T extends object, K extends keyof T>(owner: T, name: K, value: T[K]): () => void {
	const original = owner[name];
	owner[name] = value;
	return () => {
		owner[name] = original;
	};
}

const refusal = (status: number) =>
	patch(STATUSES as Record<number, unknown>, status, STATUSES[400]);

/** Mistakes that the model has to find, by name. */
export const mistakes: Readonly<Record<string, Mistake>> = {
	ledgerOff: () =>
		patch(Ledger.prototype, 'answer', ({ phones }) => ({ parts: [], rest: [...phones] })),
	unknownForgotten: () => {
		const { begin } = Ledger.prototype;
		return patch(Ledger.prototype, 'begin', function (this: Ledger, campaign) {
			const end = begin.call(this, campaign);
			return (outcome) =>
				end(outcome.outcome === 'unknown' ? { ...outcome, outcome: 'rejected' } : outcome);
		});
	},
	timeoutIsRefusal: () => refusal(408),
	clientGoneIsRefusal: () => refusal(499),
	seeOtherIsRefusal: () => refusal(303),
	guardOff: () => patch(RetryGuard.prototype, 'enter', async () => undefined),
	keysOff: () => patch(IdempotencyKeys.prototype, 'state', () => 'held'),
	keyTwiceAfterEdit: () => {
		const { heldKey } = Ledger.prototype;
		return patch(Ledger.prototype, 'heldKey', function (this: Ledger, draft) {
			return heldKey.call(this, draft) === undefined ? undefined : 'held';
		});
	},
	otherRetriesUnseen: () => patch(RetryGuard.prototype, 'mayBeRepeated', async () => false),
	unfinishedForgotten: () => patch(UnfinishedRun.prototype, 'stateOf', () => undefined),
	brokenOffIsUnsent: () => {
		const { stateOf } = UnfinishedRun.prototype;
		return patch(UnfinishedRun.prototype, 'stateOf', function (this: UnfinishedRun, draft) {
			const state = stateOf.call(this, draft);
			return state === 'unknown' ? 'notSent' : state;
		});
	},
};
