import { parseArgs } from 'node:util';

export const USAGE = `Measures this node in a real n8n, beside what a user would pick instead.

  npm run bench -- [options]

  --quick        smaller numbers, a few minutes; the report goes to the terminal only
  --only TEXT    only measurements whose id holds this text, to the terminal only
  --write        put the report of such a run into bench/README.md too, beside what is there
  --list         the ids
  --help         this text
`;

/** What the command line asks for. */
export interface Options {
	readonly quick: boolean;
	readonly only: string;
	/** Whether the report replaces the one in bench/README.md. */
	readonly write: boolean;
	readonly show?: 'list' | 'help';
}

/** Reads the command line; throws for an option it does not know. */
export function readOptions(args: readonly string[]): Options {
	const { values } = parseArgs({
		args: [...args],
		options: {
			quick: { type: 'boolean', default: false },
			only: { type: 'string', default: '' },
			write: { type: 'boolean', default: false },
			list: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const { quick, only, write, list, help } = values;
	return {
		...{ quick, only, write: write || (only === '' && !quick) },
		...(help ? { show: 'help' } : list ? { show: 'list' } : {}),
	};
}
