/** What identifies a node in n8n's contexts of execution and webhook. */
interface NodeContext {
	getWorkflow(): { readonly id?: string };
	getNode(): { readonly id: string };
}

/**
 * What this process remembers of each node until it ends, shared by all executions and webhook calls.
 * Takes how to make it for a node; returns the function that finds it.
 */
export function perNode<T>(make: () => T): (context: NodeContext) => T {
	const remembered = new Map<string, T>();
	return (context) => {
		const node = `${context.getWorkflow().id}:${context.getNode().id}`;
		let one = remembered.get(node);
		if (one === undefined) {
			one = make();
			remembered.set(node, one);
		}
		return one;
	};
}
