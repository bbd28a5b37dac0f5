// `npm run bench`: this node in a real n8n, beside what a user would pick instead.
import { stopOnSignal } from '../n8n/src/shutdown';
import { measurements } from './measurements';
import { readOptions, USAGE } from './options';
import { machineFacts, machineLoad } from './report/machine';
import { pasteReport } from './report/paste';
import { report } from './report/section';
import type { Section } from './report/section';
import { openStand } from './stand';

async function main(shutdown: ReturnType<typeof stopOnSignal>): Promise<void> {
	const { quick, only, write, show } = readOptions(process.argv.slice(2));
	const wanted = measurements(quick).filter(({ id }) => id.includes(only));
	if (show !== undefined) {
		console.log(show === 'help' ? USAGE : wanted.map(({ id }) => id).join('\n'));
		return;
	}
	if (wanted.length === 0) throw new Error(`Nothing is called '${only}'; see --list`);
	const load = machineLoad();
	const stand = await openStand(shutdown.add, console.log);
	const sections: Section[] = [];
	for (const { id, measure } of wanted) {
		console.log(`  ${id}`);
		sections.push(...(await measure(stand, (line) => console.log(line))));
	}
	const text = report(machineFacts(quick, load), sections);
	console.log(`\n${text}`);
	if (write) console.log(`\nWritten to ${pasteReport(text)}`);
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
