import type { Draft, ItemRequest, SendOptions } from '../../../nodes/LigueLead/campaigns';
import { estimateCredits } from '../../../nodes/LigueLead/message';

/** Mobile number `n` of area 11, different for each n below ten million. */
export function mobile(n: number): string {
	return `1198${String(n).padStart(7, '0')}`;
}

/** Mobile numbers `from` to `from + count - 1`. */
export function mobiles(from: number, count: number): string[] {
	return Array.from({ length: count }, (_, n) => mobile(from + n));
}

/** An item's parameters as they are read; a plain text for one number unless told otherwise. */
export function request(
	item: number,
	{
		options = {},
		...rest
	}: Partial<Omit<ItemRequest, 'item' | 'options'>> & {
		options?: SendOptions;
	} = {},
): ItemRequest {
	return {
		item,
		message: 'Hi',
		phones: mobile(item),
		phonesField: 'Phones',
		title: '',
		groupId: '',
		flash: false,
		options,
		...rest,
	};
}

/** A checked item with a message for some phones. */
export function draft(
	item: number,
	message: string,
	phones: readonly string[],
	idempotencyKey?: string,
): Draft {
	return {
		kind: 'draft',
		item,
		content: { message, flash: false },
		contentKey: message,
		phones,
		skipped: [],
		adjusted: [],
		creditsPerRecipient: estimateCredits(message),
		...(idempotencyKey !== undefined && { idempotencyKey }),
	};
}
