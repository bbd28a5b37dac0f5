/** Why a text or value is not sent to. `describeReason` has a sentence for each. */
export type InvalidReason =
	| 'empty'
	| 'wrongType'
	| 'notAPhone'
	| 'otherNumber'
	| 'severalNumbers'
	| 'extension'
	| 'lostDigits'
	| 'foreign'
	| 'ambiguousCountryCode'
	| 'unclearGrouping'
	| 'tooShort'
	| 'tooLong'
	| 'noAreaCode'
	| 'unknownAreaCode'
	| 'specialNumber'
	| 'landline'
	| 'missingNinthDigit'
	| 'notMobile';

export type SkipReason = InvalidReason | 'duplicate' | 'doNotSend';

/** `phone` is always 11 national digits: area code, 9, eight digits. */
export type ParsedPhone =
	| { valid: true; phone: string; addedNinthDigit: boolean }
	| { valid: false; reason: InvalidReason };

/** An entry that gets no message: what was given (shortened), why, and the same as a sentence. */
export interface SkippedEntry<Reason extends SkipReason = SkipReason> {
	phone: string;
	reason: Reason;
	message: string;
}
