import type { Refusal, SendOptions } from '../../../campaigns';
import { asBoolean, readCreditLimit, refuse, refuseType } from '../../../campaigns';

const UNFINISHED_MESSAGE = ['fail', 'failIfEmpty', 'send'] as const;

/** The options of an item that are about the text of an SMS, in their own types. */
export interface SmsOptions {
	readonly allowLinksInFlash: boolean;
	readonly replaceSpecialCharacters: boolean;
	/** 0: no limit. */
	readonly maxCredits: number;
	readonly unfinishedMessage: (typeof UNFINISHED_MESSAGE)[number];
}

/** Reads the options about the text. Returns a refusal for a value of a wrong type. */
export function readSmsOptions(options: SendOptions): SmsOptions | Refusal {
	const allowLinksInFlash = asBoolean(options.allowLinksInFlash);
	if (allowLinksInFlash === undefined) return refuseType('Allow Links in Flash', 'true or false');
	const replaceSpecialCharacters = asBoolean(options.replaceSpecialCharacters);
	if (replaceSpecialCharacters === undefined) {
		return refuseType('Replace Special Characters', 'true or false');
	}
	const maxCredits = readCreditLimit(options.maxCredits);
	if (maxCredits === undefined) {
		return refuse(
			'Maximum Credits per Recipient',
			"'Maximum Credits per Recipient' is not a whole number of 0 or more",
			'Use 0 for no limit, or a number such as 1.',
		);
	}
	const unfinishedMessage = UNFINISHED_MESSAGE.find(
		(one) => one === (options.unfinishedMessage || 'fail'),
	);
	if (unfinishedMessage === undefined) {
		return refuse(
			'Unfinished Message',
			`'Unfinished Message' has the unknown value ${JSON.stringify(options.unfinishedMessage)}`,
			`Choose one of its list, or let its expression yield ${UNFINISHED_MESSAGE.join(', ')}.`,
		);
	}
	return { allowLinksInFlash, replaceSpecialCharacters, maxCredits, unfinishedMessage };
}
