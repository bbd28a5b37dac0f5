import type { Log } from './log';
import { measureBlocks } from './measures/blocks';
import type { BlockSizes } from './measures/blocks';
import type { KeyedRounds } from './measures/keyed';
import { measureKeyed } from './measures/keyed';
import { measureHttps } from './measures/https';
import { measureMemory } from './measures/memory';
import type { NotesRounds } from './measures/notes';
import { measureNotes } from './measures/notes';
import { measureParallel } from './measures/parallel';
import { measurePhones } from './measures/phones';
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
		{ id: 'keyed', measure: (stand, log) => measureKeyed(stand, keyedRounds(quick), log) },
		{ id: 'notes', measure: (stand, log) => measureNotes(stand, notesRounds(quick), log) },
		one('parallel', (stand, log) =>
			measureParallel(stand, { items: 1_000, latency: 80 }, quick ? 3 : 7, log),
		),
		...[0, 80].map((latency) =>
			one(`https-${latency}ms`, (stand, log) =>
				measureHttps(stand, { items: 1_000, latency, rounds: quick ? 3 : 5 }, log),
			),
		),
		one('webhook', (stand, log) => measureWebhook(stand, quick ? 50 : 300, log)),
		one('phones', (_, log) => measurePhones(log)),
		one('memory', (stand, log) => measureMemory(stand, quick ? 2_000 : 10_000, log)),
		{ id: 'blocks', measure: (stand, log) => measureBlocks(stand, blockSizes(quick), log) },
	];
}

function keyedRounds(quick: boolean): KeyedRounds {
	return {
		orders: quick ? 9 : 31,
		batches: [
			{ items: 1_000, rounds: quick ? 3 : 5 },
			{ items: 10_000, rounds: quick ? 1 : 3 },
		],
		latency: 0,
	};
}

function notesRounds(quick: boolean): NotesRounds {
	if (quick) return { orders: 9, many: { items: 1_000, rounds: 3 } };
	return { orders: 31, many: { items: 10_000, rounds: 5 } };
}

function blockSizes(quick: boolean): BlockSizes {
	if (quick) return [{ items: 10_000, rounds: 1 }];
	return [
		{ items: 10_000, rounds: 3 },
		{ items: 100_000, rounds: 1 },
	];
}
