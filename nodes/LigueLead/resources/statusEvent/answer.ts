import { createHash, timingSafeEqual } from 'crypto';

import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { CREDENTIAL } from '../../api/request';

/**
 * Reads the App ID of the node's credential; undefined where there is none. Never throws.
 */
export async function readAppId(context: IWebhookFunctions): Promise<string | undefined> {
	try {
		const { appId } = await context.getCredentials(CREDENTIAL);
		const text = typeof appId === 'string' ? appId.trim() : '';
		return text === '' ? undefined : text;
	} catch {
		return undefined;
	}
}

/** Compares two texts in a time that does not depend on where they differ. */
export function equal(one: string, other: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(one), digest(other));
}

/** Answers with a status of refusal and starts nothing. */
export function refuse(
	context: IWebhookFunctions,
	status: number,
	problem: string,
): IWebhookResponseData {
	context.getResponseObject().status(status).json({ error: problem });
	return { noWebhookResponse: true };
}
