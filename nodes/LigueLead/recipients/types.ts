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

export type SkipReason = InvalidReason | 'duplicate' | 'doNotSend' | 'notAllowed';

/** `phone` is always 11 national digits: area code, 9, eight digits. */
export type ParsedPhone =
	| { valid: true; phone: string; addedNinthDigit: boolean }
	| { valid: false; reason: InvalidReason };

/** An entry that gets no message: what was given (shortened), why, and the same as a sentence. */
export interface SkippedPhone<Reason extends SkipReason = SkipReason> {
	phone: string;
	reason: Reason;
	message: string;
}

/** A number that got its ninth digit: as given (shortened), and as it is sent to. */
export interface AdjustedPhone {
	from: string;
	phone: string;
}
