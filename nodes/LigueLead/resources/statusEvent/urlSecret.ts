import type { IWebhookFunctions } from 'n8n-workflow';

import { asText } from '../../campaigns';
import { isSameText } from './isSameText';

/**
 * Whether a call's URL carries the secret that the option 'Secret in the URL' asks for, in any value of its query:
 * LigueLead documents no signature, and calls a URL exactly as it is written. True without the option; false if it
 * cannot be read.
 */
export function hasSecret(context: IWebhookFunctions): boolean {
	try {
		const wanted = asText(context.getNodeParameter('options.urlSecret', ''))?.trim() ?? '';
		// An expression that yields nothing must not open what was to be closed.
		if (wanted === '') return !isSet(context);
		const given = Object.values(context.getQueryData() as Record<string, unknown>).flat();
		// All are looked at, so that the time tells nothing of which one it is.
		const same = given.map((one) => isSameText(String(one), wanted));
		return same.includes(true);
	} catch {
		return false;
	}
}

function isSet(context: IWebhookFunctions): boolean {
	const { options } = context.getNode().parameters as { options?: { urlSecret?: unknown } };
	return (options?.urlSecret ?? '') !== '';
}
