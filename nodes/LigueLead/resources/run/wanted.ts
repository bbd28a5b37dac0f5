import type { IExecuteFunctions } from 'n8n-workflow';

import type { Channel, ItemRequest, RefusedItem } from '../../campaigns';
import { isRefusal } from '../../campaigns';
import { bounded } from '../../outcomes';
import type { Wanted } from './output';

/**
 * What each item asked for, as its parameters say it, under the key and the names that its channel gives
 * (`sms` with `phones`, `message` and so on), so that it can be looked at, corrected and sent again behind the
 * error output.
 *
 * Takes the items as read. Left out is what is not set, what cannot be evaluated, and what is larger
 * than an answer may be (64 KB, 5,000 values): half a text or half a list must not look like the whole.
 */
export function wantedOf(
	context: IExecuteFunctions,
	{ wanted: { key, names } }: Channel,
	requests: ReadonlyArray<ItemRequest | RefusedItem>,
): Wanted {
	const all = { phones: 'phones', ...names, idempotencyKey: 'idempotency_key' };
	return (item) => {
		const request = requests[item];
		const values =
			request === undefined || isRefusal(request)
				? readAgain(context, Object.keys(all), item)
				: {
						...request.parameters,
						phones: request.phones,
						idempotencyKey: request.options.idempotencyKey,
					};
		const named = Object.entries(all).map(([name, shown]) => [shown, whole(values[name])]);
		return { [key]: Object.fromEntries(named.filter(([, value]) => value !== undefined)) };
	};
}

type Values = Readonly<Record<string, unknown>>;

// One parameter could not be evaluated: the others still can.
function readAgain(context: IExecuteFunctions, names: readonly string[], item: number): Values {
	const read = (name: string): unknown => {
		try {
			const path = name === 'idempotencyKey' ? `options.${name}` : name;
			return context.getNodeParameter(path, item, '');
		} catch {
			return undefined;
		}
	};
	return Object.fromEntries(names.map((name) => [name, read(name)]));
}

function whole(value: unknown): unknown {
	if (value === '' || value === null) return undefined;
	const copy = bounded(value, (text) => text);
	return copy.whole ? copy.value : undefined;
}
