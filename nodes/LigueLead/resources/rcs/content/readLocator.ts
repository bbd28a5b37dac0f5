import type { Refusal } from '../../../campaigns';
import { asText, refuse } from '../../../campaigns';

/** Something of the account that a list or an ID names. */
export interface Located {
	readonly id: string;
	/** Its name, as far as the list in the editor has told it. */
	readonly name?: string;
}

/** Reads a resource locator of n8n, or what an expression yields in its place; takes the parameter's display name. */
export function readLocator(parameter: string, value: unknown): Located | Refusal {
	const locator = typeof value === 'object' && value !== null ? value : { value };
	const { value: raw, cachedResultName: name } = locator as Record<string, unknown>;
	const id = asText(raw)?.trim();
	if (id === undefined || !/^[\w-]{1,100}$/.test(id)) {
		return refuse(
			parameter,
			id === '' ? `'${parameter}' is empty` : `'${parameter}' is not an ID`,
			`Choose one from the list of '${parameter}', or fill in its ID.`,
		);
	}
	return { id, ...(typeof name === 'string' && name !== '' && { name }) };
}
