/** One way in which a text shows that it is not finished. */
export interface TextRule<Kind extends string> {
	readonly kind: Kind;
	/** Characters or words, of which the text holds one if the rule can match: the quick look. */
	readonly sign: string | RegExp;
	/** With the flag g. Each part has a greatest length, so that a text is read in linear time. */
	readonly pattern: RegExp;
	/** Whether a match is one indeed; takes the text too, of which it may look at the neighbourhood only. */
	readonly accept?: (match: RegExpExecArray, text: string) => boolean;
}

/** The first match of the first rule that has one, with its kind and its place; undefined if none has. */
export function firstMatch<Kind extends string>(
	rules: ReadonlyArray<TextRule<Kind>>,
	text: string,
): { readonly kind: Kind; readonly found: string; readonly index: number } | undefined {
	for (const { kind, sign, pattern, accept } of rules) {
		const possible = typeof sign === 'string' ? text.includes(sign) : sign.test(text);
		if (!possible) continue;
		for (const match of text.matchAll(pattern)) {
			if (accept === undefined || accept(match, text)) {
				return { kind, found: match[0], index: match.index };
			}
		}
	}
	return undefined;
}
