/**
 * A character that shows something on a screen. Not so: spaces; control, format, private and unassigned
 * characters and halves of characters (\p{C}); marks, which need a letter to stand on; what Unicode says is to be
 * ignored by default, such as U+3164, U+115F, U+034F and variation selectors; and U+2800, a Braille pattern without
 * a dot, which Unicode counts among the symbols.
 */
const VISIBLE = /[^\p{White_Space}\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether a text shows anything at all to who reads it. */
export function isVisible(text: string): boolean {
	return VISIBLE.test(text);
}
