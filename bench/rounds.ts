import type { Log } from './log';
import type { Run, Runner } from './run';

/** The runs of some contenders, which took turns: A B C A B C … */
export interface Series {
	readonly name: string;
	readonly runs: Run[];
}

/**
 * Lets contenders take turns, so that whatever else the machine does meets all of them.
 *
 * @param rounds how often each runs
 * @param log told about each run
 */
export async function takeTurns(
	runners: readonly Runner[],
	rounds: number,
	log: Log = () => {},
): Promise<Series[]> {
	const series = runners.map(({ contender }) => ({ name: contender.name, runs: [] as Run[] }));
	for (let round = 1; round <= rounds; round++) {
		for (const [index, runner] of runners.entries()) {
			const run = await runner.run();
			series[index]?.runs.push(run);
			log(`    ${round}/${rounds} ${runner.contender.name}: ${Math.round(run.ms)} ms`);
		}
	}
	return series;
}
