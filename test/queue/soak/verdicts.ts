import type { Call } from './load';

/** Recipients by what the workflow said of them, and what is wrong with that. */
export interface Tally {
	/** Numbers by verdict. */
	told: Record<string, number>;
	/** Numbers that got more than one SMS. */
	doubled: number;
	/** Numbers reported as accepted that got none. */
	lost: number;
	/** Numbers reported as not sent that got one. */
	denied: number;
	/** Numbers of calls that the workflow did not answer. */
	unanswered: number;
}

/** Compares what workflows answered with what was delivered. */
export function tally(calls: readonly Call[], deliveries: ReadonlyMap<string, number>): Tally {
	const told: Record<string, number> = {};
	const found = { doubled: 0, lost: 0, denied: 0, unanswered: 0 };
	for (const { phones, verdict } of calls) {
		told[verdict] = (told[verdict] ?? 0) + phones.length;
		for (const phone of phones) {
			const count = deliveries.get(phone) ?? 0;
			if (count > 1) found.doubled++;
			if (verdict === 'accepted' && count === 0) found.lost++;
			if (verdict === 'failed' && count > 0) found.denied++;
			if (verdict === 'none') found.unanswered++;
		}
	}
	return { told, ...found };
}

/** The value below which a share of all values lies. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
