import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

interface Parameter {
	name: string;
	in: 'path' | 'query' | 'header';
	schema: object;
}

interface Operation {
	operationId: string;
	parameters?: Parameter[];
	requestBody?: { content: Record<string, { schema: object }> };
}

interface OpenApiDocument {
	paths: Record<string, Record<string, Operation>>;
}

/** What a route needs from the document. */
export interface DocumentedRoute {
	operationId: string;
	method: 'GET' | 'POST';
	/** Path in the router's notation, `/v1/voice/uploads/:id`. */
	url: string;
	mediaType?: string;
	schema: { body?: object; params?: object };
}

const documentId = 'openapi';

/** The OpenAPI document of the sandbox, parsed. */
export const openApiDocument: OpenApiDocument = parse(
	readFileSync(join(import.meta.dirname, 'openapi.yaml'), 'utf8'),
	{ merge: true },
);

/**
 * A validator that knows the document: schemas may refer to `openapi#/components/schemas/...`.
 * With `coerce`, strings become the numbers a schema asks for (path parameters).
 */
export function createValidator(options: { coerce: boolean }): Ajv2020 {
	const ajv = new Ajv2020({
		allErrors: true,
		coerceTypes: options.coerce,
		useDefaults: true,
		strict: false,
	});
	addFormats(ajv);
	ajv.addSchema(openApiDocument, documentId);
	return ajv;
}

/** Reference to a schema under `components/schemas`, for {@link createValidator}. */
export function componentSchema(name: string): { $ref: string } {
	return { $ref: `${documentId}#/components/schemas/${name}` };
}

function pointer(...parts: string[]): string {
	return parts.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
}

function paramsSchema(parameters: Parameter[]): object | undefined {
	const path = parameters.filter((parameter) => parameter.in === 'path');
	if (path.length === 0) return undefined;
	return {
		type: 'object',
		required: path.map((parameter) => parameter.name),
		properties: Object.fromEntries(path.map(({ name, schema }) => [name, schema])),
	};
}

function documentedRoute(path: string, method: string, operation: Operation): DocumentedRoute {
	const mediaType = Object.keys(operation.requestBody?.content ?? {})[0];
	const body = mediaType && {
		$ref: `${documentId}#/${pointer('paths', path, method, 'requestBody', 'content', mediaType, 'schema')}`,
	};
	const params = paramsSchema(operation.parameters ?? []);
	return {
		operationId: operation.operationId,
		method: method === 'get' ? 'GET' : 'POST',
		url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
		...(mediaType && { mediaType }),
		schema: { ...(body && { body }), ...(params && { params }) },
	};
}

/** Every operation of the document as a route with its schemas. */
export function documentedRoutes(): DocumentedRoute[] {
	return Object.entries(openApiDocument.paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]) => documentedRoute(path, method, operation)),
	);
}
