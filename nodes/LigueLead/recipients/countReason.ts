import type { SkipReason } from './types';

// One word for one, another for more; or what follows any number.
const WORDS: Record<SkipReason, string | readonly [string, string]> = {
	empty: 'without a phone',
	wrongType: 'with an object for a phone',
	notAPhone: 'with a text for a phone',
	otherNumber: [
		'other number (document, order, date …)',
		'other numbers (document, order, date …)',
	],
	severalNumbers: 'with several numbers in one',
	extension: 'with an extension',
	lostDigits: 'rounded by a spreadsheet',
	foreign: ['foreign number', 'foreign numbers'],
	ambiguousCountryCode: 'with an unclear country code',
	unclearGrouping: 'with unclear groups of digits',
	tooShort: 'with too few digits',
	tooLong: 'with too many digits',
	noAreaCode: 'without an area code',
	unknownAreaCode: 'with an unknown area code',
	specialNumber: ['service number', 'service numbers'],
	landline: ['landline', 'landlines'],
	missingNinthDigit: 'without the ninth digit',
	notMobile: 'that can be no mobile',
	duplicate: ['duplicate', 'duplicates'],
	doNotSend: 'opted out',
	notAllowed: "not in 'Only to These Numbers'",
};

/** So many numbers that were left out for one reason, in a few words: "31 landlines", "1 without an area code". */
export function countReason(reason: SkipReason, count: number): string {
	const words = WORDS[reason];
	const text = typeof words === 'string' ? words : words[count === 1 ? 0 : 1];
	return `${count.toLocaleString('en-US')} ${text}`;
}
