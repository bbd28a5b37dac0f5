import type { IExecuteFunctions } from 'n8n-workflow';

import type { Channel, ItemRequest, RefusedItem, SendOptions } from '../../campaigns';
import { isRefusal, refuse } from '../../campaigns';
import { mapInSteps } from '../../steps';
import { inSlices } from './inSlices';
import { messageOf } from './messageOf';
import {
	emptyExpressions,
	emptyKeyExpressions,
	readTemplates,
	type Templates,
} from './readTemplates';

/**
 * Reads the parameters of every item; takes the channel and what the operation calls the field with
 * the phones. An expression that cannot be evaluated becomes a refusal of its item, with n8n's own
 * words.
 */
export async function readItems(
	context: IExecuteFunctions,
	channel: Channel,
	phonesField: ItemRequest['phonesField'],
): Promise<Array<ItemRequest | RefusedItem>> {
	const names = { ...channel.parameters, phones: phonesField, options: 'Options' };
	const templates = readTemplates(context);
	const steps = mapInSteps(context.getInputData(), (_, item) => {
		const request = readItem(context, item, names, phonesField);
		return isRefusal(request) ? request : { ...request, ...readGaps(context, request, templates) };
	});
	return await inSlices(steps);
}

function readGaps(
	context: IExecuteFunctions,
	{ item, options }: ItemRequest,
	{ message, key }: Templates,
): Pick<ItemRequest, 'emptyExpressions' | 'emptyKeyExpressions'> {
	// Each expression is evaluated once more: only for those who ask for it.
	const asked = message !== undefined && options.unfinishedMessage === 'failIfEmpty';
	return {
		...(asked && { emptyExpressions: emptyExpressions(context, message, item) }),
		...(key !== undefined && {
			emptyKeyExpressions: emptyKeyExpressions(context, options.idempotencyKey, key, item),
		}),
	};
}

function readItem(
	context: IExecuteFunctions,
	item: number,
	names: Readonly<Record<string, string>>,
	phonesField: ItemRequest['phonesField'],
): ItemRequest | RefusedItem {
	const values: Record<string, unknown> = {};
	for (const [name, shown] of Object.entries(names)) {
		try {
			values[name] = context.getNodeParameter(name, item, '');
		} catch (cause) {
			const message = `'${shown}' could not be read: ${messageOf(cause)}`;
			return { ...refuse(shown, message, `Check the expression of '${shown}'.`), item };
		}
	}
	const { phones, options, ...parameters } = values;
	return { item, parameters, phones, phonesField, options: (options || {}) as SendOptions };
}
