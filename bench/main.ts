// `npm run bench`: this node in a real n8n, beside what a user would pick instead.
import { stopOnSignal } from '../n8n/src/shutdown';
import { measurements } from './measurements';
import type { Measurement } from './measurements';
import { readOptions, USAGE } from './options';
import { machineFacts, machineLoad } from './report/machine';
import { pasteReport } from './report/paste';
import { report } from './report/section';
import type { Section } from './report/section';
import { openStand } from './stand';
import type { Stand } from './stand';

async function main(shutdown: ReturnType<typeof stopOnSignal>): Promise<void> {
	const { quick, only, write, show } = readOptions(process.argv.slice(2));
	const known = measurements(quick);
	const wanted = known.filter(({ id }) => id.includes(only));
	if (show !== undefined) {
		console.log(show === 'help' ? USAGE : wanted.map(({ id }) => id).join('\n'));
		return;
	}
	if (wanted.length === 0) throw new Error(`Nothing is called '${only}'; see --list`);
	const load = machineLoad();
	const stand = await openStand(shutdown.add, console.log);
	const facts = machineFacts(quick);
	const { sections: measured, failures } = await measureAll(stand, wanted);
	const sections = measured.map((section) => ({ ...section, facts, load }));
	console.log(`\n${report(sections)}`);
	const order = known.map(({ id }) => id);
	if (write) console.log(`\nWritten to ${pasteReport(sections, order)}`);
	if (failures.length > 0) throw new Error(`Not measured: ${failures.join('; ')}`);
}

// After an hour of measuring, one failure must not take the other figures with it.
async function measureAll(stand: Stand, wanted: readonly Measurement[]) {
	const sections: Section[] = [];
	const failures: string[] = [];
	for (const { id, measure } of wanted) {
		console.log(`  ${id}`);
		try {
			sections.push(...(await measure(stand, (line) => console.log(line))));
		} catch (error) {
			failures.push(`${id}: ${error instanceof Error ? error.message : String(error)}`);
		}
	}
	return { sections, failures };
}

const shutdown = stopOnSignal();
main(shutdown).then(
	() => shutdown.now(0),
	(error: unknown) => {
		if (shutdown.stopping()) return;
		console.error(error instanceof Error ? error.message : error);
		return shutdown.now(1);
	},
);
