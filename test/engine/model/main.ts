// `npm run test:model`: random scenarios in the real engine against a model of what each recipient may get.
import { mistakes } from './mistakes';
import { readOptions, USAGE, type Options } from './options';
import { check, describeFound, startModelSandbox } from './property';

const BATCH = 50;
const SHRINK_MS = 60_000;

async function main(): Promise<number> {
	const options = readOptions(process.argv.slice(2));
	if (options.help) {
		console.log(USAGE);
		return 0;
	}
	if (options.mistakes.length > 0) return await findMistakes(options);
	if (options.path !== undefined) return await playAgain(options);
	return await playFor(options);
}

/** Plays scenarios in several lanes until the time is over; returns how many went wrong. */
async function playFor({ minutes, seed, lanes }: Options): Promise<number> {
	const start = Date.now();
	const end = start + minutes * 60_000;
	let next = seed;
	let played = 0;
	let failures = 0;
	console.log(`Seeds from ${seed}, for ${minutes} min in ${lanes} lanes`);
	const lane = async () => {
		const sandbox = await startModelSandbox();
		while (Date.now() < end) {
			const found = await check(sandbox, { seed: next++, runs: BATCH, shrinkFor: SHRINK_MS });
			played += found.numRuns;
			const seconds = Math.round((Date.now() - start) / 1_000);
			console.log(
				`  ${played} scenarios in ${seconds} s, seed ${found.seed}: ${found.failed ? 'wrong' : 'fits'}`,
			);
			if (!found.failed) continue;
			failures++;
			console.log(describeFound(found));
		}
		await sandbox.close();
	};
	await Promise.all(Array.from({ length: lanes }, lane));
	console.log(`${played} scenarios, ${failures} wrong`);
	return failures;
}

async function playAgain({ seed, path }: Options): Promise<number> {
	const sandbox = await startModelSandbox();
	const found = await check(sandbox, { seed, path, runs: 1, shrinkFor: 0 });
	console.log(found.failed ? describeFound(found) : 'It fits');
	return found.failed ? 1 : 0;
}

/** Makes each mistake in turn; returns how many were not found. */
async function findMistakes({ mistakes: names, seed, scenarios }: Options): Promise<number> {
	const sandbox = await startModelSandbox();
	let missed = 0;
	for (const name of names) {
		const mend = mistakes[name]?.();
		const found = await check(sandbox, { seed, runs: scenarios, shrinkFor: 0 });
		mend?.();
		if (!found.failed) missed++;
		const [first] = String(
			found.errorInstance instanceof Error ? found.errorInstance.message : '',
		).split('\n');
		console.log(
			found.failed
				? `${name}: found by scenario ${found.numRuns} of seed ${seed}: ${first}`
				: `${name}: not found within ${found.numRuns} scenarios of seed ${seed}`,
		);
	}
	return missed;
}

main().then(
	(wrong) => process.exit(wrong === 0 ? 0 : 1),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	},
);
