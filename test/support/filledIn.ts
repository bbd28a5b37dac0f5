/** A parameter that the model fills in. */
export function fromAi(key: string, description: string): string {
	return `={{ $fromAI('${key}', '${description}', 'string') }}`;
}

/** The parameters of a Send whose phone, message and idempotency key the model fills in. */
export const FILLED_IN_BY_MODEL = {
	phones: fromAi('phone', 'Brazilian mobile number of the recipient, such as 11 91234-5678'),
	message: fromAi('message', 'Text of the SMS, at most 160 characters'),
	options: {
		idempotencyKey: fromAi('reference', 'The order ID and the occasion, such as 1042-shipped'),
	},
};
