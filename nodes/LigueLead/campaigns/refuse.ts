import type { Refusal } from './types';

/** Makes the refusal of a parameter: takes its display name, what is wrong, and how to mend it. */
export function refuse(parameter: string, message: string, remedy: string): Refusal {
	return { kind: 'refusal', parameter, message, remedy };
}

/** Refuses a value whose type the parameter cannot have; takes what it has to be, in words. */
export function refuseType(parameter: string, wanted: string): Refusal {
	return refuse(
		parameter,
		`'${parameter}' is not ${wanted}`,
		`Check the expression of '${parameter}': it has to yield ${wanted}.`,
	);
}

/** Whether a reading ended in a refusal. */
export function isRefusal(value: object): value is Refusal {
	return 'kind' in value && value.kind === 'refusal';
}
