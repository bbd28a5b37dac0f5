/** The part of V8's profile format that is needed here. */
export interface CpuProfile {
	readonly nodes: ReadonlyArray<{
		readonly id: number;
		readonly callFrame: { readonly functionName: string; readonly url: string };
	}>;
	/** The node on top of the stack, for each sample. */
	readonly samples: readonly number[];
	/** Microseconds between a sample and the one before it. */
	readonly timeDeltas: readonly number[];
}

/** How long a function ran itself, without what it called. */
export interface SelfTime {
	readonly name: string;
	/** The package, or the part of Node, that the function belongs to. */
	readonly module: string;
	readonly ms: number;
}

/**
 * Adds up a profile's samples by function and module. Left out are idle time and the inspector, which
 * is at work only because of the profile.
 */
export function selfTimes({ nodes, samples, timeDeltas }: CpuProfile): SelfTime[] {
	const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
	const times = new Map<string, { name: string; module: string; ms: number }>();
	for (const [index, sample] of samples.entries()) {
		const { functionName = '', url = '' } = frames.get(sample) ?? {};
		if (functionName === '(idle)') continue;
		const name = functionName || '(anonymous)';
		const module = moduleOf(functionName, url);
		if (module === 'Node: inspector') continue;
		const key = `${module}\n${name}`;
		const time = times.get(key) ?? { name, module, ms: 0 };
		time.ms += (timeDeltas[index] ?? 0) / 1000;
		times.set(key, time);
	}
	return [...times.values()];
}

function moduleOf(name: string, url: string): string {
	if (name.startsWith('(') && url === '') return `V8 ${name}`;
	if (url === '') return 'native functions';
	const [, part] = /^node:(?:internal\/)?([^/]+)/.exec(url) ?? [];
	if (part !== undefined) return `Node: ${part.replace(/^_/, '').replace(/^http_.*/, 'http')}`;
	const path = url.slice(url.lastIndexOf('node_modules/') + 'node_modules/'.length);
	if (path.length === url.length) return 'other';
	return /^(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? 'other';
}
