/** A Markdown table; numbers stand at the right, so all columns but the first do. */
export function table(header: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const rule = header.map((_, column) => (column === 0 ? '---' : '--:'));
	return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** `1,234 ms`, with decimals below 10 ms; a dash if there is no number. */
export function milliseconds(ms: number): string {
	const text = number(ms, ms < 10 ? 2 : 0);
	return text === '–' ? text : `${text} ms`;
}

/** With so many decimals and thousands separated; a dash if there is no number. */
export function number(value: number, decimals: number): string {
	if (!Number.isFinite(value)) return '–';
	return value.toLocaleString('en-US', {
		minimumFractionDigits: decimals,
		maximumFractionDigits: decimals,
	});
}
