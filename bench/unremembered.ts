import { join } from 'node:path';
import { build } from 'esbuild';
import type { ChainNode } from './contenders';

const NODE = join(__dirname, '..', 'nodes', 'LigueLead', 'LigueLead.node.ts');

const NOTHING_REMEMBERED = `
export class UnfinishedRun {
	isRecorded = true;
	async open() {}
	stateOf() {}
	begin() {}
	close() {}
	async end() {}
}`;

/**
 * Bundles this package's node without the notes of runs that have not ended, for n8n to load beside the
 * node itself. Takes the folder that N8N_CUSTOM_EXTENSIONS names.
 */
export async function bundleUnremembered(folder: string): Promise<void> {
	await build({
		entryPoints: [NODE],
		outfile: join(folder, 'LigueLead.node.js'),
		bundle: true,
		platform: 'node',
		external: ['n8n-workflow'],
		minify: true,
		plugins: [
			{
				name: 'remember-nothing',
				setup: ({ onLoad }) =>
					onLoad({ filter: /memory[\\/]unfinishedRun\.ts$/ }, () => ({
						contents: NOTHING_REMEMBERED,
						loader: 'ts',
					})),
			},
		],
	});
}

/** The same node in a workflow, remembering no run. */
export function unremembered(node: ChainNode): ChainNode {
	return { ...node, type: 'CUSTOM.ligueLead' };
}
