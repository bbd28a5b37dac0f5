import { nestedText } from './statusEvents';

type Fields = Record<string, unknown>;

/** Name, body (text goes as it is, undefined is none) and, unless it is JSON, content type. */
export type Body = [name: string, body: unknown, contentType?: string];

/**
 * What may arrive at a webhook and is no status event.
 *
 * @param eventOf makes an event of ours, with other fields of its campaign or of its own
 */
export function bodiesThatAreNoEvent(
	eventOf: (campaign?: Fields, fields?: Fields) => { app_id: string },
): Body[] {
	const event = eventOf();
	const complete = JSON.stringify(event);
	const withDeep = complete.replace('"is_flash":false', `"deep":${nestedText(100_000)}`);
	return [
		['nothing', undefined],
		['an empty text', ''],
		['null', 'null'],
		['a number', '7'],
		['a text', '"campaign.status"'],
		['a list', [event]],
		['an empty object', {}],
		['an event without campaign', { ...event, campaign: undefined }],
		['a list as campaign', { ...event, campaign: [] }],
		['numbers for texts', eventOf({ type: 1, status: 13991884678 })],
		['objects for texts', eventOf({ phone: { toString: 1 }, status: {} })],
		['an app id that is no text', eventOf({}, { app_id: [event.app_id] })],
		['100,000 levels of nesting', nestedText(100_000)],
		['100,000 levels within an event', withDeep],
		['100,000 levels of lists', '['.repeat(100_000) + ']'.repeat(100_000)],
		['5 MB of text', JSON.stringify('x'.repeat(5_000_000))],
		['5 MB of object', { text: 'x'.repeat(5_000_000) }],
		['5 MB of lists', Array.from({ length: 500_000 }, () => [1, 2])],
		['keys of a prototype', '{"__proto__":{"campaign":{}},"constructor":1,"campaign":{}}'],
		['plain text', 'delivered', 'text/plain'],
		['a form', 'event=campaign.status&campaign[id]=1', 'application/x-www-form-urlencoded'],
		['an unknown type', '<event/>', 'application/octet-stream'],
	];
}
