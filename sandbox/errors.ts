import type { FastifyError, FastifySchemaValidationError } from 'fastify';

export interface FieldError {
	field: string;
	message: string;
}

/** The documented error body with a text. */
export function textError(error: string): { error: string } {
	return { error };
}

/** The documented error body with a list of fields. */
export function fieldErrors(error: FieldError[]): { error: FieldError[] } {
	return { error };
}

const messages: Readonly<Record<string, string>> = {
	'phones.pattern': 'must be 11 digits, with or without 55 or +55 in front',
	'webhook_url.pattern': 'must be an http or https URL',
	'webhook_url.format': 'must be an http or https URL',
};

function fieldError({ instancePath, keyword, params, message }: FastifySchemaValidationError) {
	const path = instancePath.slice(1).replaceAll('/', '.');
	const child = params.missingProperty ?? params.additionalProperty;
	const field = [path, child].filter((part) => typeof part === 'string' && part !== '').join('.');
	if (keyword === 'required') return { field, message: 'is required' };
	if (keyword === 'additionalProperties') return { field, message: 'is not a known field' };
	const known = messages[`${field.split('.')[0]}.${keyword}`];
	return { field, message: known ?? message ?? 'is invalid' };
}

/** Status and body, in one of the documented shapes, for anything a route has thrown. */
export function errorAnswer(error: FastifyError): {
	status: number;
	body: { error: string | FieldError[] };
} {
	const status = error.statusCode ?? 500;
	if (!error.validation) return { status, body: textError(error.message) };
	const fields = error.validation.map(fieldError);
	const unique = fields.filter(
		({ field, message }, index) =>
			index === 0 || field !== fields[index - 1]?.field || message !== fields[index - 1]?.message,
	);
	const isBodyItself = unique.some(({ field }) => field === '');
	return {
		status: 400,
		body: isBodyItself ? textError('The body must be a JSON object') : fieldErrors(unique),
	};
}
