/** A parameter that mixes text and expressions, as it is written in the editor. */
export interface Template {
	/** The texts before, between and after the expressions: one more than there are of them. */
	readonly texts: readonly string[];
	/** The expressions with their braces, in order. */
	readonly expressions: readonly string[];
}

/**
 * Splits a parameter as it is saved into its texts and its expressions, as n8n does: an expression goes from
 * `{{` to the next `}}`, and a backslash before the braces makes them text. Undefined for what is no expression.
 */
export function splitTemplate(raw: unknown): Template | undefined {
	if (typeof raw !== 'string' || !raw.startsWith('=')) return undefined;
	const texts: string[] = [];
	const expressions: string[] = [];
	let text = '';
	let at = 1;
	for (;;) {
		const open = raw.indexOf('{{', at);
		const close = open < 0 ? -1 : raw.indexOf('}}', open + 2);
		if (close < 0) return { texts: [...texts, text + raw.slice(at)], expressions };
		if (raw[open - 1] === '\\') {
			text += raw.slice(at, close + 2);
		} else {
			texts.push(text + raw.slice(at, open));
			expressions.push(raw.slice(open, close + 2));
			text = '';
		}
		at = close + 2;
	}
}

// Each one is searched for in the whole value.
const MANY = 50;

/**
 * Whether a value may lack one of its template's expressions, because the texts on both sides of it stand
 * beside each other. A quick look: a value that says yes may also be whole. Never for a template without text.
 */
export function lacksExpression(value: string, { texts, expressions }: Template): boolean {
	if (expressions.length > MANY) return true;
	const last = expressions.length - 1;
	return expressions.some((_, at) => {
		const joint = `${texts[at]}${texts[at + 1]}`;
		if (joint.trim() === '') return false;
		if (last === 0) return value.trim() === joint.trim();
		if (at === 0) return value.trimStart().startsWith(joint.trimStart());
		return at === last ? value.trimEnd().endsWith(joint.trimEnd()) : value.includes(joint);
	});
}
