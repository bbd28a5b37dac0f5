import type { SkipReason } from './types';

const SENTENCES: Record<SkipReason, string> = {
	empty: 'There is no phone number.',
	wrongType: 'This value is not text or a number. Map the field that holds the phone number.',
	notAPhone: 'This does not look like a phone number.',
	otherNumber:
		'This looks like another kind of number (a document, an amount, a date or a code), not a phone.',
	severalNumbers: 'There is more than one phone number here. Separate them with commas.',
	extension: 'The number has an extension, so it is not a mobile phone.',
	lostDigits:
		'A spreadsheet rounded this number and its last digits are lost. Format the column as text and enter the number again.',
	foreign: 'This is not a Brazilian number. Only Brazilian mobile numbers receive the message.',
	ambiguousCountryCode:
		'It is not clear whether 55 is the country code or the area code. Write the number as area code and nine digits.',
	unclearGrouping:
		'The digits are grouped in an unusual way, so it is not clear which number is meant. Write it as area code and nine digits.',
	tooShort: 'The number has too few digits. Write the area code and nine digits.',
	tooLong: 'The number has too many digits. Write the area code and nine digits.',
	noAreaCode: 'The area code is missing. Write the area code and nine digits.',
	unknownAreaCode: 'The area code does not exist in Brazil.',
	specialNumber: 'This is a service number or a short code, not a mobile phone.',
	landline: 'This is a landline, which receives no SMS.',
	missingNinthDigit:
		"This looks like an older mobile number without its ninth digit. Correct it, or turn on the option 'Add Missing Ninth Digit'.",
	notMobile: 'This is not a mobile number: after the area code, a mobile has a 9 and then 1 to 9.',
	duplicate: 'This number is already among the recipients of this message.',
	doNotSend: 'This number is on the do-not-send list.',
};

/** One English sentence for a reason, ready to show to the person who runs the workflow. */
export function describeReason(reason: SkipReason): string {
	return SENTENCES[reason];
}
