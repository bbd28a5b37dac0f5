import type { Unfinished } from './unfinished';

/**
 * Says which parameter holds what, and how to mend it. Takes the parameter's display name and the finding;
 * returns one sentence without a full stop.
 */
export function describeUnfinished(parameter: string, unfinished: Unfinished): string {
	const { kind, found, excerpt } = unfinished;
	switch (kind) {
		case 'expression':
			return `'${parameter}' still holds ${found}: switch the field from Fixed to Expression`;
		case 'placeholder':
			return `'${parameter}' still holds ${found}: a placeholder that was not filled in; put an expression in its place, such as {{ $json.${fieldOf(found)} }}`;
		case 'object':
			return `'${parameter}' holds ${found}: an expression yields an object; choose the field inside it`;
		case 'json':
			return `'${parameter}' holds JSON (${found}…): an expression yields an object as text; choose the field inside it`;
		case 'function':
			return `'${parameter}' holds the code of a function: an expression names it without calling it; put () after its name`;
		case 'date':
			return `'${parameter}' holds ${found}: an expression reads a date from a value that is none; check that value and its format`;
		case 'cell':
			return `'${parameter}' holds ${found}: a cell of the spreadsheet has no value; correct it there`;
		case 'notANumber':
			return `'${parameter}' reads "${excerpt}": an expression calculates with a value that is no number; check the field, and its decimal comma`;
		case 'noValue':
			return `'${parameter}' reads "${excerpt}": an expression yields no value; check the field that it names, or give it a fallback such as {{ $json.name || 'cliente' }}`;
	}
}

function fieldOf(placeholder: string): string {
	const name = /[\p{L}_][\p{L}\p{N}_]*/u.exec(placeholder)?.[0] ?? 'name';
	return name.toLowerCase();
}
