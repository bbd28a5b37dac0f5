import type { IWebhookFunctions } from 'n8n-workflow';

import { CREDENTIAL } from '../../api/request';
import { isSameText } from './isSameText';

/** Whose an event is, by its app id; `unreadable` if n8n could not read the credential just now. */
export type Owner = 'ours' | 'other' | 'noCredential' | 'unreadable';

// By credential, while they are under way. In a webhook n8n sets up an expression engine of its own for
// each reading of a credential, which costs more than all the rest of the answer: events that arrive
// together share one.
const readings = new Map<string, Promise<string | undefined>>();

/**
 * Tells whether an event's app id is that of the node's credential, by a comparison in constant time.
 * Never throws.
 */
export async function ownerOf(context: IWebhookFunctions, appId: string): Promise<Owner> {
	const id = context.getNode().credentials?.[CREDENTIAL]?.id;
	if (typeof id !== 'string') return 'noCredential';
	const own = await sharedReading(context, id);
	if (own === undefined) return 'unreadable';
	if (own === '') return 'noCredential';
	return isSameText(own, appId) ? 'ours' : 'other';
}

async function sharedReading(context: IWebhookFunctions, id: string): Promise<string | undefined> {
	const underWay = readings.get(id);
	if (underWay !== undefined) return await underWay;
	const reading = readAppId(context).finally(() => readings.delete(id));
	readings.set(id, reading);
	return await reading;
}

async function readAppId(context: IWebhookFunctions): Promise<string | undefined> {
	try {
		const { appId } = await context.getCredentials(CREDENTIAL);
		return typeof appId === 'string' ? appId.trim() : '';
	} catch {
		return undefined;
	}
}
