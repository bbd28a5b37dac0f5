/** A run of a node, a block of the event loop or a wait for an answer, in milliseconds since 1970. */
export interface Stretch {
	/** The node's, `block` or `health`. */
	readonly name: string;
	readonly start: number;
	readonly end: number;
}

/** The longest blocks of n8n's event loop, in milliseconds. */
export interface Longest {
	/** While the node ran. Of a block that began before or ended later, the part that is the node's. */
	readonly node: number;
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
	const blocks = stretches.filter(({ name }) => name === 'block');
	const longest = (pick: (block: Stretch) => number) => Math.max(0, ...blocks.map(pick));
	return {
		node: longest(({ start, end }) => Math.min(end, run.end) - Math.max(start, run.start)),
		others: longest(({ start, end }) =>
			Math.max(Math.min(end, run.start) - start, end - Math.max(start, run.end)),
		),
	};
}
