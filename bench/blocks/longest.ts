/** A run of a node, a block of the event loop or a wait for an answer, in milliseconds since 1970. */
export interface Stretch {
	/** The node's, `block`, `gc` (a collection of garbage) or `health`. */
	readonly name: string;
	readonly start: number;
	readonly end: number;
	/** Of a block, the processor time of the thread in it, in milliseconds. */
	readonly busy?: number;
}

/** The longest blocks of n8n's event loop, in milliseconds. */
export interface Longest {
	/** While the node ran. Of a block that began before or ended later, the part that is the node's. */
	readonly node: number;
	/** The most that the thread computed in a block of the node: without other processes, and collections of garbage. */
	readonly busy: number;
	/** The rest of the time: n8n's own. */
	readonly others: number;
}

/**
 * Tells the blocks of a node from those of n8n around it.
 *
 * @param stretches what the preload noted during one execution
 * @param nodeName a node that ran once in it; throws when it did not
 */
export function longestBlocks(stretches: readonly Stretch[], nodeName: string): Longest {
	const run = stretches.find(({ name }) => name === nodeName);
	if (run === undefined) throw new Error(`'${nodeName}' has not run`);
	const collections = stretches.filter(({ name }) => name === 'gc');
	const blocks = stretches.filter(({ name }) => name === 'block');
	const longest = (pick: (block: Stretch) => number) => Math.max(0, ...blocks.map(pick));
	const overlap = (one: Stretch, other: Stretch) =>
		Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
	const garbage = (block: Stretch) =>
		collections.reduce((sum, collection) => sum + overlap(block, collection), 0);
	const within = ({ start, end }: Stretch) => Math.min(end, run.end) - Math.max(start, run.start);
	return {
		node: longest(within),
		busy: longest((block) => Math.min(within(block), (block.busy ?? NaN) - garbage(block))),
		others: longest(({ start, end }) =>
			Math.max(Math.min(end, run.start) - start, end - Math.max(start, run.end)),
		),
	};
}
