import { parseArgs } from 'node:util';

import { mistakes } from './mistakes';

export const USAGE = `npm run test:model -- [option…]

  --minutes N      how long to play random scenarios (default 1)
  --seed S         the first seed (default: random); with --path, one scenario alone
  --path P         the scenario of that seed, as a failure names it
  --lanes N        scenarios at once (default 4)
  --mistake NAME   break the node and see it found: ${Object.keys(mistakes).join(', ')}, all
  --scenarios N    with --mistake: how many to find it within (default 1000)`;

/** What `npm run test:model` is asked for. */
export interface Options {
	readonly minutes: number;
	readonly seed: number;
	readonly path?: string;
	readonly lanes: number;
	/** Names of mistakes to make. */
	readonly mistakes: readonly string[];
	readonly scenarios: number;
	readonly help: boolean;
}

/** Reads the arguments of the command line. Throws an Error that says which one is wrong. */
export function readOptions(args: readonly string[]): Options {
	const { values } = parseArgs({
		args: [...args],
		options: {
			minutes: { type: 'string', default: '1' },
			seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
			path: { type: 'string' },
			lanes: { type: 'string', default: '4' },
			mistake: { type: 'string' },
			scenarios: { type: 'string', default: '1000' },
			help: { type: 'boolean', default: false },
		},
	});
	const { path, mistake, help } = values;
	return {
		minutes: readNumber('minutes', values.minutes, 0),
		seed: readNumber('seed', values.seed, -(2 ** 31)),
		...(path !== undefined && { path }),
		lanes: readNumber('lanes', values.lanes, 1),
		mistakes: readMistakes(mistake),
		scenarios: readNumber('scenarios', values.scenarios, 1),
		help,
	};
}

function readNumber(name: string, text: string, least: number): number {
	const value = Number(text);
	if (Number.isFinite(value) && value >= least) return value;
	throw new Error(`--${name} is a number of ${least} or more, not '${text}'`);
}

function readMistakes(name: string | undefined): string[] {
	if (name === undefined) return [];
	if (name === 'all') return Object.keys(mistakes);
	if (Object.hasOwn(mistakes, name)) return [name];
	throw new Error(`No mistake is called '${name}'`);
}
