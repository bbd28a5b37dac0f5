const DATE = '(?:0?[1-9]|[12]\\d|3[01])([/.-])(?:0?[1-9]|1[0-2])\\1(?:(?:19|20)\\d{2}|\\d{2})';
const ISO_DATE = '(?:19|20)\\d{2}-\\d{2}-\\d{2}';
const TIME = '\\d{1,2}(?::\\d{2}){1,2}(?:\\.\\d{1,6})?(?:[+-]\\d{2}:?\\d{2})?';
const CPF = '\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}';
const CNPJ = '\\d{2}\\.\\d{3}\\.\\d{3}/\\d{4}-\\d{2}';
const CEP = '\\d{5}-\\d{3}';
const OTHER_KINDS = new RegExp(
	`(?<!\\d|\\d-)(?:${[DATE, ISO_DATE, TIME, CPF, CNPJ, CEP].join('|')})(?!\\d|-\\d)`,
	'g',
);

/**
 * A text without what is no phone by the way it is written: dates, times, CPF, CNPJ, CEP. A quotation mark takes
 * their place.
 */
export function withoutOtherKinds(text: string): string {
	return text.replace(OTHER_KINDS, '"');
}
