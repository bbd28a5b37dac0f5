import type { IExecuteFunctions } from 'n8n-workflow';

import type { ItemRequest, RefusedItem } from '../../campaigns';
import { isRefusal } from '../../campaigns';
import { bounded } from '../../outcomes';
import type { Wanted } from '../run/output';

/**
 * What each item asked for, as its parameters say it: `sms` with `phones`, `message`, `title`,
 * `group_id`, `is_flash` and `idempotency_key`, so that it can be looked at, corrected and sent again
 * behind the error output.
 *
 * Takes the items as read. Left out is what is not set, what cannot be evaluated, and what is larger
 * than an answer may be (64 KB, 5,000 values): half a text or half a list must not look like the whole.
 */
export function wantedSms(
	context: IExecuteFunctions,
	requests: ReadonlyArray<ItemRequest | RefusedItem>,
): Wanted {
	return (item) => {
		const request = requests[item];
		const values =
			request === undefined || isRefusal(request)
				? readAgain(context, item)
				: {
						...request.parameters,
						phones: request.phones,
						idempotencyKey: request.options.idempotencyKey,
					};
		const named = Object.entries(NAMES).map(([name, shown]) => [shown, whole(values[name])]);
		return { sms: Object.fromEntries(named.filter(([, value]) => value !== undefined)) };
	};
}

const NAMES = {
	phones: 'phones',
	message: 'message',
	title: 'title',
	groupId: 'group_id',
	flash: 'is_flash',
	idempotencyKey: 'idempotency_key',
} as const;

type Values = Readonly<Record<string, unknown>>;

// One parameter could not be evaluated: the others still can.
function readAgain(context: IExecuteFunctions, item: number): Values {
	const read = (name: string): unknown => {
		try {
			return context.getNodeParameter(name, item, '');
		} catch {
			return undefined;
		}
	};
	const { idempotencyKey: name, ...names } = PARAMETERS;
	const entries = Object.keys(names).map((one) => [one, read(one)]);
	return { ...Object.fromEntries(entries), idempotencyKey: read(name) };
}

const PARAMETERS = { ...NAMES, idempotencyKey: 'options.idempotencyKey' };

function whole(value: unknown): unknown {
	if (value === '' || value === null) return undefined;
	const copy = bounded(value, (text) => text);
	return copy.whole ? copy.value : undefined;
}
