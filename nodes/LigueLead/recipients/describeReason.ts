import type { SkipReason } from './types';

const SENTENCES: Record<SkipReason, string> = {
	empty: 'The phone is empty.',
	wrongType:
		'This is an object or another value that is no phone. Choose the field that holds the phone.',
	notAPhone: 'This does not look like a phone.',
	otherNumber: 'This looks like another number: a document, an order, an amount, a date or an ID.',
	severalNumbers: 'This holds more than one number. Put a comma between them.',
	extension: 'This number has an extension, so it is no mobile.',
	lostDigits:
		'A spreadsheet rounded this number and lost its last digits. Format the column as text and type the number again.',
	foreign: 'This number is not from Brazil. Only Brazilian mobiles get the message.',
	ambiguousCountryCode:
		'The 55 may be the country code or the area code. Write the area code and nine digits.',
	unclearGrouping:
		'The groups of digits do not fit a mobile: a digit may be missing. Write the number like (11) 91234-5678.',
	tooShort: 'This number has too few digits. Write the area code and nine digits.',
	tooLong: 'This number has too many digits. Write the area code and nine digits.',
	noAreaCode: 'The area code is missing. Write the area code and nine digits.',
	unknownAreaCode: 'Brazil has no such area code.',
	specialNumber: 'This is a service number, which gets no SMS.',
	landline: 'This is a landline, which gets no SMS.',
	missingNinthDigit:
		"This looks like an old mobile without its ninth digit. Add the 9, or turn on 'Add Missing Ninth Digit'.",
	notMobile: 'This is no mobile: a mobile has a 9 after its area code, then 1 to 9.',
	duplicate: 'This message already goes to this number.',
	doNotSend: "This number is in 'Opt-Out Numbers'.",
	notAllowed: "This number is not in 'Only to These Numbers'.",
};

/**
 * One English sentence for a reason, ready to show to the person who runs the workflow. Takes how many digits the
 * entry has, if that is known: it says so of one that has too few.
 */
export function describeReason(reason: SkipReason, digits?: number): string {
	const sentence = SENTENCES[reason];
	if (reason !== 'tooShort' || digits === undefined || digits < 2) return sentence;
	return sentence.replace('too few', String(digits));
}
