import { verdictOf } from '../../support/verdict';
import type { Cluster } from './cluster';
import { outputOf } from './executions';
import { eachOf } from './load';

const VERDICTS = [
	'accepted',
	'idempotencyKeyUsed',
	'idempotencyKeyUnsettled',
	'unknown',
	'failed',
] as const;

/** What an output item of the SMS node says of its order. */
export type Verdict = (typeof VERDICTS)[number];

/** What executions tell of the orders of {@link keyedOrders}: phones by verdict. */
export type Told = Record<Verdict, Set<string>>;

/** Reads what executions that ended well have put out. */
export async function readTold(
	cluster: Cluster,
	executions: ReadonlyArray<{ id: string }>,
): Promise<Told> {
	const told: Told = {
		accepted: new Set(),
		idempotencyKeyUsed: new Set(),
		idempotencyKeyUnsettled: new Set(),
		unknown: new Set(),
		failed: new Set(),
	};
	await eachOf(executions, 4, async ({ id }) => {
		const inputs = await outputOf(cluster, id, 'Items');
		const outputs = await outputOf(cluster, id, 'SMS');
		for (const [n, { json }] of inputs.entries()) {
			told[readVerdict(outputs[n]?.json ?? {})].add(String(json.phone));
		}
	});
	return told;
}

/** What one output says, for this purpose: what is neither sent, skipped nor in doubt is `failed`. */
export function readVerdict(json: Record<string, unknown>): Verdict {
	const verdict = verdictOf(json);
	return VERDICTS.find((one) => one === verdict) ?? 'failed';
}

/** How many phones of each verdict. */
export function countTold(told: Told): Record<string, number> {
	return Object.fromEntries(Object.entries(told).map(([verdict, { size }]) => [verdict, size]));
}
