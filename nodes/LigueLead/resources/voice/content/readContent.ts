import type { Content, ItemRequest, Refusal } from '../../../campaigns';
import {
	asSendableText,
	isRefusal,
	readTitle,
	readWebhookUrl,
	refuse,
	refuseType,
} from '../../../campaigns';
import { readAudio } from './readAudio';
import { readRetries } from './readRetries';

/** Path of `POST /voice` (LigueLead, how to send a voice message). */
const PATH = '/voice';

/** Up to 30 seconds cost one credit a call, longer ones two; how long an audio is, no call of the API tells. */
const MOST_CREDITS = 2;

/**
 * Reads what a recipient hears from an item's parameters. Title and audio are required (LigueLead, how to send a voice
 * message). Returns a refusal for what is missing or of a wrong type.
 */
export function readContent(request: ItemRequest, now: number): Content | Refusal {
	const { parameters, options } = request;
	const audio = readAudio(parameters.audio);
	if (isRefusal(audio)) return audio;
	const title = readTitle(parameters.title);
	if (typeof title !== 'string') return title;
	if (title === '') {
		return refuse(
			'Title',
			"'Title' is empty, and LigueLead wants one for a voice message",
			'Write a title for the campaign. Recipients do not hear it.',
		);
	}
	const groupId = asSendableText(parameters.groupId)?.trim();
	if (groupId === undefined) return refuseType('Group ID', 'text');
	const url = readWebhookUrl(options.statusWebhookUrl);
	if (typeof url !== 'string') return url;
	const retries = readRetries(options, now);
	if (isRefusal(retries)) return retries;
	const body = {
		title,
		voice_upload_id: audio.id,
		...(groupId !== '' && { group_id: groupId }),
		...retries,
		...(url !== '' && { webhook_url: url }),
	};
	return {
		path: PATH,
		text: audio.title ?? `Audio ${audio.id}`,
		body,
		preview: body,
		creditsPerRecipient: MOST_CREDITS,
		creditsAre: 'at most',
	};
}
