/**
 * Halves of characters: a surrogate without its partner, such as `"🎉".slice(0, 1)` leaves. It has no form in
 * UTF-8, so a strict server refuses the whole request for it (RFC 8259, 8.2).
 */
const HALVES = /\p{Surrogate}/gu;

// How Word, PowerPoint and mainframes write a line or page break: the words beside it must not grow together.
const OTHER_BREAKS = /\r?[\v\f\u0085]/g;

// No phone shows them, NUL ends a text in many programs, and GSM 7-bit has none but \n and \r. A tab stays:
// it parts words.
const CONTROLS = /[\0-\x08\x0E-\x1F\x7F]/g;

const UNSENDABLE = /[\0-\x08\x0B\f\x0E-\x1F\x7F\u0085]|\p{Surrogate}/u;

/** Whether a text holds halves of characters, or control characters other than tab and line break. */
export function holdsUnsendable(text: string): boolean {
	return UNSENDABLE.test(text);
}

/**
 * Takes out of a text what cannot be sent: halves of characters and control characters. Tabs and line
 * breaks stay; vertical tab, form feed and U+0085 become line breaks. Nothing that can be seen is lost.
 */
export function removeUnsendable(text: string): string {
	if (!holdsUnsendable(text)) return text;
	// Halves first: without a control character between them, two would become one character.
	return text.replace(HALVES, '').replace(OTHER_BREAKS, '\n').replace(CONTROLS, '');
}
