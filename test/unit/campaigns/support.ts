import type { Draft, ItemRequest, SendOptions } from '../../../nodes/LigueLead/campaigns';
import { estimateCredits } from '../../../nodes/LigueLead/message';
import { mobile, mobiles } from '../../support/phones';

export { mobile, mobiles };

/** Parameters of an item, of any type, as an expression may yield them. */
export interface Parameters {
	readonly message?: unknown;
	readonly title?: unknown;
	readonly groupId?: unknown;
	readonly flash?: unknown;
	readonly phones?: unknown;
	readonly phonesField?: ItemRequest['phonesField'];
	readonly options?: SendOptions;
}

/** An item of SMS as it is read; a plain text for one number unless told otherwise. */
export function request(item: number, parameters: Parameters = {}): ItemRequest {
	const { phones, phonesField, options, ...rest } = {
		message: 'Hi',
		title: '',
		groupId: '',
		flash: false,
		phones: mobile(item),
		phonesField: 'Phones' as const,
		options: {},
		...parameters,
	};
	return { item, parameters: rest, phones, phonesField, options };
}

/** A checked item with a message for some phones. */
export function draft(
	item: number,
	message: string,
	phones: readonly string[],
	idempotencyKey?: string,
): Draft {
	const creditsPerRecipient = estimateCredits(message);
	return {
		kind: 'draft',
		item,
		content: {
			path: '/sms',
			body: { message },
			text: message,
			preview: { message },
			creditsPerRecipient,
		},
		contentKey: message,
		phones,
		skipped: [],
		adjusted: [],
		...(idempotencyKey !== undefined && { idempotencyKey }),
	};
}
