/**
 * Replaces what stands between `<!-- name:start -->` and `<!-- name:end -->`. Throws if a marker
 * is missing.
 */
export function replaceSection(text: string, name: string, section: string): string {
	const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
	const from = text.indexOf(start);
	const to = text.indexOf(end);
	if (from < 0 || to < from) throw new RangeError(`The markers of ${name} are missing`);
	return `${text.slice(0, from + start.length)}\n${section}\n${text.slice(to)}`;
}
