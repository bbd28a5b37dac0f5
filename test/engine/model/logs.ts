const METHODS = ['log', 'info', 'warn', 'error', 'debug'] as const;

let watched: string[] | undefined;

/** What was logged to the console since the first call, in this process. */
export function logged(): readonly string[] {
	return (watched ??= watch());
}

function watch(): string[] {
	const lines: string[] = [];
	for (const method of METHODS) {
		const write = console[method].bind(console);
		console[method] = (...words: unknown[]) => {
			lines.push(words.map(String).join(' '));
			write(...words);
		};
	}
	return lines;
}
