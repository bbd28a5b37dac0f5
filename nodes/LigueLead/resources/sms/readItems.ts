import type { IExecuteFunctions } from 'n8n-workflow';

import type { ItemRequest, Refusal, SendOptions } from '../../campaigns';

const NAMES = {
	message: 'Message',
	title: 'Title',
	groupId: 'Group ID',
	flash: 'Flash',
	options: 'Options',
} as const;

type Names = typeof NAMES & { readonly phones: ItemRequest['phonesField'] };

/**
 * Reads the parameters of every item; takes what the operation calls the field with the phones. An
 * expression that cannot be evaluated becomes a refusal of its item, with n8n's own words.
 */
export function readItems(
	context: IExecuteFunctions,
	phonesField: ItemRequest['phonesField'],
): Array<ItemRequest | Refusal> {
	const names = { ...NAMES, phones: phonesField };
	return context.getInputData().map((_, item) => readItem(context, item, names));
}

function readItem(context: IExecuteFunctions, item: number, names: Names): ItemRequest | Refusal {
	let reading: keyof Names = 'message';
	const read = (name: keyof Names, fallback: unknown): unknown => {
		reading = name;
		return context.getNodeParameter(name, item, fallback);
	};
	try {
		return {
			item,
			message: read('message', ''),
			phones: read('phones', ''),
			phonesField: names.phones,
			title: read('title', ''),
			groupId: read('groupId', ''),
			flash: read('flash', false),
			options: (read('options', {}) ?? {}) as SendOptions,
		};
	} catch (cause) {
		const parameter = names[reading];
		return {
			kind: 'refusal',
			item,
			parameter,
			message: `'${parameter}' could not be read: ${cause instanceof Error ? cause.message : String(cause)}`,
			remedy: `Check the expression of '${parameter}'.`,
		};
	}
}
