import type { Log } from './log';
import { measureGrowth } from './measures/growth';
import { measureMemory } from './measures/memory';
import { measurePackage } from './measures/package';
import { measurePhones } from './measures/phones';
import { measureProfile } from './measures/profile';
import { measureWebhook } from './measures/webhook';
import { measureWorkload } from './measures/workload';
import type { Section } from './report/section';
import type { Stand } from './stand';
import { workloads } from './workloads';

/** One thing that is measured; its id is what `--only` looks at. */
export interface Measurement {
	readonly id: string;
	measure(stand: Stand, log: Log): Promise<readonly Section[]>;
}

/** All measurements; those that start n8n anew come last. */
export function measurements(quick: boolean): Measurement[] {
	const one = (id: string, measure: (stand: Stand, log: Log) => Promise<Section> | Section) => ({
		id,
		measure: async (stand: Stand, log: Log) => [await measure(stand, log)],
	});
	return [
		...workloads(quick).map((workload) =>
			one(workload.id, (stand, log) => measureWorkload(stand, workload, log)),
		),
		one('webhook', (stand, log) => measureWebhook(stand, quick ? 50 : 300, log)),
		one('growth', (stand, log) =>
			measureGrowth(stand, quick ? [1_000, 4_000] : [1_000, 10_000, 100_000], quick ? 3 : 2, log),
		),
		one('phones', (_, log) => measurePhones(log)),
		one('package', (stand, log) => measurePackage(stand, quick ? 11 : 31, log)),
		one('memory', (stand, log) => measureMemory(stand, quick ? 2_000 : 10_000, log)),
		{
			id: 'profile',
			measure: (stand, log) => measureProfile(stand, quick ? 2_000 : 10_000, log),
		},
	];
}
