import { asBoolean, asText, wrongType } from './values';
import type { ItemRequest, Refusal, SendOptions } from './types';

/** The options of an item, with their defaults and in the types they are meant to have. */
export interface CheckedOptions {
	readonly invalidPhones: NonNullable<SendOptions['invalidPhones']>;
	readonly addNinthDigit: boolean;
	readonly allowLinksInFlash: boolean;
	readonly replaceSpecialCharacters: boolean;
	/** 0: no limit. */
	readonly maxCredits: number;
	/** Empty: none. */
	readonly idempotencyKey: string;
}

const INVALID_PHONES = ['failIfNone', 'failIfAny', 'skip'] as const;

/**
 * Reads an item's options. Expressions may yield anything: `true` and `false` are also taken as text,
 * numbers too; an empty option counts as its default. Returns a refusal for a value of a wrong type.
 */
export function readOptions({ item, options }: ItemRequest): CheckedOptions | Refusal {
	const invalidPhones = INVALID_PHONES.find(
		(one) => one === (options.invalidPhones || 'failIfNone'),
	);
	if (invalidPhones === undefined) return unknownMode(item, options.invalidPhones);
	const addNinthDigit = asBoolean(options.addNinthDigit);
	if (addNinthDigit === undefined) return wrongSwitch(item, 'Add Missing Ninth Digit');
	const allowLinksInFlash = asBoolean(options.allowLinksInFlash);
	if (allowLinksInFlash === undefined) return wrongSwitch(item, 'Allow Links in Flash');
	const replaceSpecialCharacters = asBoolean(options.replaceSpecialCharacters);
	if (replaceSpecialCharacters === undefined) {
		return wrongSwitch(item, 'Replace Special Characters');
	}
	const maxCredits = readCreditLimit(options.maxCredits);
	if (maxCredits === undefined) {
		return {
			kind: 'refusal',
			item,
			parameter: 'Maximum Credits per Recipient',
			message: "'Maximum Credits per Recipient' is not a whole number of 0 or more",
			remedy: 'Use 0 for no limit, or a number such as 1.',
		};
	}
	// All objects read the same as text: taken for keys, they would hold back each other's SMS.
	const idempotencyKey = asText(options.idempotencyKey)?.trim();
	if (idempotencyKey === undefined) return wrongType(item, 'Idempotency Key', 'text');
	return {
		invalidPhones,
		addNinthDigit,
		allowLinksInFlash,
		replaceSpecialCharacters,
		maxCredits,
		idempotencyKey,
	};
}

function wrongSwitch(item: number, parameter: string): Refusal {
	return wrongType(item, parameter, 'true or false');
}

function unknownMode(item: number, value: unknown): Refusal {
	return {
		kind: 'refusal',
		item,
		parameter: 'Invalid Phones',
		message: `'Invalid Phones' has the unknown value ${JSON.stringify(value)}`,
		remedy: `Choose one of its list, or let its expression yield ${INVALID_PHONES.join(', ')}.`,
	};
}

function readCreditLimit(value: unknown): number | undefined {
	const text = asText(value)?.trim();
	if (text === undefined) return undefined;
	const limit = Number(text);
	return Number.isInteger(limit) && limit >= 0 ? limit : undefined;
}
