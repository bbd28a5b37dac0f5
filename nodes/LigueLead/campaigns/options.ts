import { describeUnfinished, findUnfinished, holdsUnsendable, isVisible } from '../message';
import type { ItemRequest, Refusal } from './types';
import { refuse, refuseType } from './refuse';
import { asBoolean, asText } from './values';

const INVALID_PHONES = ['failIfNone', 'failIfAny', 'skip'] as const;

/** The options of an item that every channel has, with their defaults and in their own types. */
export interface CheckedOptions {
	readonly invalidPhones: (typeof INVALID_PHONES)[number];
	readonly addNinthDigit: boolean;
	/** Empty: none. */
	readonly idempotencyKey: string;
	/** The option is set, and its value empty. */
	readonly lacksKey: boolean;
}

/**
 * Reads an item's options. Expressions may yield anything: `true` and `false` are also taken as text,
 * numbers too; an empty option counts as its default. Returns a refusal for a value of a wrong type.
 */
export function readOptions({
	options,
	emptyKeyExpressions: empty,
}: ItemRequest): CheckedOptions | Refusal {
	const invalidPhones = INVALID_PHONES.find(
		(one) => one === (options.invalidPhones || 'failIfNone'),
	);
	if (invalidPhones === undefined) return refuseMode(options.invalidPhones);
	const addNinthDigit = asBoolean(options.addNinthDigit);
	if (addNinthDigit === undefined) return refuseType('Add Missing Ninth Digit', 'true or false');
	const idempotencyKey = readKey(options.idempotencyKey, empty);
	if (typeof idempotencyKey !== 'string') return idempotencyKey;
	const lacksKey = 'idempotencyKey' in options && idempotencyKey === '';
	return { invalidPhones, addNinthDigit, idempotencyKey, lacksKey };
}

// Keys that read the same hold back each other's messages: all objects do so as text, all placeholders that
// were not filled in, all values that are missing; and texts do once halves of characters are taken out.
function readKey(value: unknown, [empty]: readonly string[] = []): string | Refusal {
	const text = asText(value)?.trim();
	if (text === undefined) return refuseType('Idempotency Key', 'text');
	if (!isVisible(text)) return '';
	if (holdsUnsendable(text)) {
		return refuse(
			'Idempotency Key',
			"'Idempotency Key' holds half a character or a control character",
			'Check the expression that yields it: cut texts at whole characters.',
		);
	}
	const unfinished = findUnfinished(text);
	if (unfinished !== undefined && unfinished.kind !== 'json') {
		return refuse('Idempotency Key', describeUnfinished('Idempotency Key', unfinished), KEY_REMEDY);
	}
	if (empty !== undefined) {
		const message = `'Idempotency Key' has nothing to put in for ${empty}: it reads "${text}"`;
		return refuse('Idempotency Key', message, KEY_REMEDY);
	}
	return text;
}

const KEY_REMEDY =
	'Let it yield a value of its own for each message, such as the order ID: items with the same key send one message in all.';

function refuseMode(value: unknown): Refusal {
	return refuse(
		'Invalid Phones',
		`'Invalid Phones' has the unknown value ${JSON.stringify(value)}`,
		`Choose one of its list, or let its expression yield ${INVALID_PHONES.join(', ')}.`,
	);
}
