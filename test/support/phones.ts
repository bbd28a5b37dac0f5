/** Mobile number `n` of area 11, different for each n below ten million; none is special to the sandbox. */
export function mobile(n: number): string {
	return `1198${String(n).padStart(7, '0')}`;
}

/** Mobile numbers `from` to `from + count - 1`. */
export function mobiles(from: number, count: number): string[] {
	return Array.from({ length: count }, (_, n) => mobile(from + n));
}
