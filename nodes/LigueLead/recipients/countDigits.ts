const [ZERO, NINE, LAST_ASCII] = [0x30, 0x39, 0x7f];

function isDigit(code: number): boolean {
	return code >= ZERO && code <= NINE;
}

/** How many ASCII digits a text holds. */
export function countDigits(text: string): number {
	let count = 0;
	for (let at = 0; at < text.length; at++) {
		if (isDigit(text.charCodeAt(at))) count++;
	}
	return count;
}

/** Where the first ASCII digit of a text stands; -1 if it has none. */
export function firstDigit(text: string): number {
	for (let at = 0; at < text.length; at++) if (isDigit(text.charCodeAt(at))) return at;
	return -1;
}

/** Where the last ASCII digit of a text stands; -1 if it has none. */
export function lastDigit(text: string): number {
	for (let at = text.length - 1; at >= 0; at--) if (isDigit(text.charCodeAt(at))) return at;
	return -1;
}

/** Whether a text holds ASCII characters only; what is read most can be read faster then. */
export function isAscii(text: string): boolean {
	for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > LAST_ASCII) return false;
	return true;
}

// Unicode has none between the last of accented letters and Arabic, nor among punctuation, symbols and Chinese signs.
const OTHER_DIGITS = /[\u0660-\u1C59\uA620-\uFFFF]/;

/** Whether a text may hold digits other than ASCII's: a cheap look, which most texts do not pass. */
export function mayHoldOtherDigits(text: string): boolean {
	return !isAscii(text) && OTHER_DIGITS.test(text);
}

/** How many digits of any script a text holds. */
export function countAnyDigits(text: string): number {
	return mayHoldOtherDigits(text) ? (text.match(/\p{Nd}/gu)?.length ?? 0) : countDigits(text);
}
