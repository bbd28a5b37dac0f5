import { floor, httpRequest, ONE_MESSAGE, PERSONALISED, thisNode } from '../contenders';
import type { Contender } from '../contenders';
import type { Log } from '../log';
import { DEFAULT_PARALLEL } from '../nodeDefaults';
import { number } from '../report/markdown';
import type { Section } from '../report/section';
import { withRunners } from '../run';
import type { Load } from '../run';
import type { Stand } from '../stand';
import { count } from '../workloads';

const HEADER = ['Contender', 'Before', 'Peak', 'Added'];

/** The most memory that n8n had, each time in a process that had run a hundred items before. */
export async function measureMemory(stand: Stand, items: number, log: Log): Promise<Section> {
	const rows: string[][] = [];
	const measureOne = async (title: string, contender: Contender) => {
		await stand.restart();
		await run(stand, contender, { items: 100, latency: 0 });
		const { memory } = await run(stand, contender, { items, latency: 0 });
		const { before = NaN, peak = NaN } = memory ?? {};
		log(`    ${title}, ${contender.name}: ${Math.round(peak)} MB`);
		rows.push([
			`${title}, ${contender.name}`,
			...[before, peak, peak - before].map((megabytes) => `${number(megabytes, 0)} MB`),
		]);
	};
	await measureOne('personalised', thisNode(PERSONALISED, 'perItem'));
	await measureOne('personalised', httpRequest(stand, PERSONALISED));
	await measureOne('personalised', floor(DEFAULT_PARALLEL, 1));
	await measureOne('one message', thisNode(ONE_MESSAGE, 'perMessage'));
	return {
		group: 'Memory',
		id: 'memory',
		title: `${count(items)} items, RSS of the n8n process`,
		header: HEADER,
		rows,
		goals: [],
	};
}

async function run(stand: Stand, contender: Contender, load: Load) {
	return withRunners(stand, [{ contender, load }], async ([runner]) => {
		if (runner === undefined) throw new Error('Nothing to run');
		return runner.run();
	});
}
