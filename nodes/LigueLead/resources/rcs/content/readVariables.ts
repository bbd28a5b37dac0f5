import type { Refusal } from '../../../campaigns';
import { asSendableText, asText, refuse } from '../../../campaigns';
import { describeUnfinished, findUnfinished } from '../../../message';

const NAME = 'Template Variables';

/** A value for a variable of a template, in the API's names. */
export interface Variable {
	readonly key: string;
	readonly value: string;
}

/**
 * Reads the values of a template's variables: `{variable: [{key, value}]}`, as the editor saves it. Returns a refusal for a value that is missing or not finished: it would stand in the message.
 */
export function readVariables(value: unknown): Variable[] | Refusal {
	const list = (value as { variable?: unknown } | null)?.variable;
	if (list === undefined || value === '') return [];
	if (!Array.isArray(list)) return refuseList();
	const variables: Variable[] = [];
	for (const entry of list) {
		if (typeof entry !== 'object' || entry === null) return refuseList();
		const { key: rawKey, value: rawValue } = entry as Record<string, unknown>;
		const key = asText(rawKey)
			?.trim()
			.replace(/^\{\{\s*|\s*\}\}$/g, '');
		if (key === undefined || key === '') return refuseList();
		const text = asSendableText(rawValue);
		if (text === undefined || text === '') {
			return refuse(
				NAME,
				`'${NAME}' has no value for {{${key}}}`,
				'Fill in its value, or check the expression.',
			);
		}
		const unfinished = findUnfinished(text);
		if (unfinished !== undefined) {
			const message = describeUnfinished(`${NAME} → {{${key}}}`, unfinished);
			return refuse(NAME, message, 'Correct the value: recipients would read it so.');
		}
		if (variables.some((one) => one.key === key)) {
			return refuse(NAME, `'${NAME}' has {{${key}}} twice`, 'Remove one of them.');
		}
		variables.push({ key, value: text });
	}
	return variables;
}

function refuseList(): Refusal {
	return refuse(
		NAME,
		`'${NAME}' is not a list of keys and values`,
		'Add one entry per variable of the template, with its name and its value.',
	);
}
