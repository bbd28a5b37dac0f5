/**
 * Makes one line of at most the given length out of a text; `…` stands for what was cut off. Control
 * characters and white space become single spaces.
 */
export function shorten(text: string, length: number): string {
	// Cut first, so that a text of any size costs no more than a short one.
	const start = text.slice(0, length * 4);
	const line = start.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
	if (line.length <= length && start.length === text.length) return line;
	return `${withoutHalf(line.slice(0, length))}…`;
}

/** A text without the first half of a character that a cut left at its end. */
export function withoutHalf(text: string): string {
	return text.replace(/[\ud800-\udbff]$/, '');
}
