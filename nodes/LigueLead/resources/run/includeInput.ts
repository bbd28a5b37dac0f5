import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { asBoolean } from '../../campaigns';

/** Whether the option 'Include Input Fields' is on; the first item's value counts, and what cannot be read is off. */
export function includesInput(context: IExecuteFunctions): boolean {
	try {
		return asBoolean(context.getNodeParameter('options.includeInput', 0, false)) === true;
	} catch {
		return false;
	}
}

/** The fields of an item as they came, under the key `input`; nothing unless the option is on. */
export function inputOf(context: IExecuteFunctions): (item: number) => { input?: IDataObject } {
	if (!includesInput(context)) return () => ({});
	const items = context.getInputData();
	return (item) => {
		const json = items[item]?.json;
		return json === undefined ? {} : { input: json };
	};
}
