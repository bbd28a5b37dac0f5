import type { Refusal } from '../../../campaigns';
import { refuse } from '../../../campaigns';
import {
	estimateCredits,
	findLinks,
	MAX_MESSAGE_LENGTH,
	messageLength,
	isVisible,
} from '../../../message';
import type { SmsOptions } from './options';

/**
 * Checks a message as it would go out, and whether it is a flash SMS. Returns the refusal of one that
 * LigueLead does not take or that the options forbid.
 */
export function checkMessage(
	message: string,
	flash: boolean,
	{ maxCredits: limit, allowLinksInFlash }: SmsOptions,
): Refusal | undefined {
	const length = messageLength(message);
	if (!isVisible(message)) {
		return refuse(
			'Message',
			"Nothing is left of 'Message' after 'Replace Special Characters'",
			"Write the message in letters, or switch off Options → 'Replace Special Characters'.",
		);
	}
	if (length > MAX_MESSAGE_LENGTH) {
		return refuse(
			'Message',
			`'Message' has ${length} characters, and LigueLead takes at most ${MAX_MESSAGE_LENGTH}`,
			'Shorten the message.',
		);
	}
	const credits = estimateCredits(message);
	if (limit > 0 && credits > limit) {
		return refuse(
			'Maximum Credits per Recipient',
			`'Message' takes ${credits} credits per recipient (${length} characters), more than 'Maximum Credits per Recipient' (${limit}) allows`,
			'Shorten the message, or raise the limit: 160 characters are one credit, every further 152 one more.',
		);
	}
	return flash && !allowLinksInFlash ? checkFlash(message) : undefined;
}

function checkFlash(message: string): Refusal | undefined {
	const [link] = findLinks(message);
	if (link === undefined) return undefined;
	return refuse(
		'Message',
		`'Message' holds a link (${link}), and LigueLead allows none in a flash SMS`,
		"Remove the link, switch off 'Flash', or, if it is no link, switch on Options → 'Allow Links in Flash'.",
	);
}
