import type { IExecuteFunctions } from 'n8n-workflow';

import type { ItemRequest, Refusal, SendOptions } from '../../campaigns';

const NAMES = {
	message: 'Message',
	phones: 'Phones',
	title: 'Title',
	groupId: 'Group ID',
	flash: 'Flash',
	options: 'Options',
} as const;

/**
 * Reads the parameters of every item. An expression that cannot be evaluated becomes a refusal of
 * its item, with n8n's own words.
 */
export function readItems(context: IExecuteFunctions): Array<ItemRequest | Refusal> {
	return context.getInputData().map((_, item) => readItem(context, item));
}

function readItem(context: IExecuteFunctions, item: number): ItemRequest | Refusal {
	let reading: keyof typeof NAMES = 'message';
	const read = (name: keyof typeof NAMES, fallback: unknown): unknown => {
		reading = name;
		return context.getNodeParameter(name, item, fallback);
	};
	try {
		return {
			item,
			message: read('message', ''),
			phones: read('phones', ''),
			title: read('title', ''),
			groupId: read('groupId', ''),
			flash: read('flash', false),
			options: (read('options', {}) ?? {}) as SendOptions,
		};
	} catch (cause) {
		const parameter = NAMES[reading];
		return {
			kind: 'refusal',
			item,
			parameter,
			message: `'${parameter}' could not be read: ${cause instanceof Error ? cause.message : String(cause)}`,
			remedy: `Check the expression of '${parameter}'.`,
		};
	}
}
