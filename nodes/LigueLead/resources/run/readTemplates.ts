import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { asText } from '../../campaigns';
import { isVisible } from '../../message';
import { lacksExpression, splitTemplate, type Template } from './template';

/** What the message and the idempotency key look like in the editor, before they are evaluated. */
export interface Templates {
	readonly message?: Template;
	readonly key?: Template;
}

/** Reads the two parameters as they are saved; what holds no expression is left out. */
export function readTemplates(context: IExecuteFunctions): Templates {
	const { message, options } = context.getNode().parameters;
	const texts = {
		message: splitTemplate(message),
		key: splitTemplate((options as IDataObject | undefined)?.idempotencyKey),
	};
	return {
		...(texts.message !== undefined && { message: texts.message }),
		...(texts.key !== undefined && { key: texts.key }),
	};
}

/** The expressions of a template that yield nothing for an item, or cannot be evaluated. */
export function emptyExpressions(
	context: IExecuteFunctions,
	{ expressions }: Template,
	item: number,
): string[] {
	return expressions.filter((expression) => {
		try {
			const value: unknown = context.evaluateExpression(expression, item);
			// Within a text, n8n writes NaN as nothing, and a list as its entries.
			if (Number.isNaN(value)) return true;
			const text = Array.isArray(value) ? value.join('') : asText(value);
			return text !== undefined && !isVisible(text);
		} catch {
			return true;
		}
	});
}

/**
 * The expressions between the words of a key that yield nothing for an item. Takes the key as evaluated. They are
 * evaluated once more only if the key looks so.
 */
export function emptyKeyExpressions(
	context: IExecuteFunctions,
	key: unknown,
	template: Template,
	item: number,
): string[] {
	return lacksExpression(asText(key) ?? '', template)
		? emptyExpressions(context, template, item)
		: [];
}
