const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

/**
 * Makes whole JSON of the first part of one: leaves out what is not complete at its end and closes what
 * is open. Takes any text; returns what may be JSON. One pass.
 */
export function closeJson(text: string): string {
	const open: string[] = [];
	// Where the last whole value ends, and how many lists and objects are open there.
	let end = 0;
	let depth = 0;
	for (let at = 0; at < text.length; at++) {
		const character = text[at] as string;
		if (character === '"') {
			at = endOfText(text, at);
			continue;
		}
		const closer = CLOSERS[character];
		if (closer !== undefined) {
			open.push(closer);
		} else if (character === '}' || character === ']') {
			open.pop();
			[end, depth] = [at + 1, open.length];
		} else if (character === ',') {
			[end, depth] = [at, open.length];
		}
	}
	return text.slice(0, end) + open.slice(0, depth).reverse().join('');
}

function endOfText(text: string, start: number): number {
	let at = start + 1;
	while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
	return at;
}
