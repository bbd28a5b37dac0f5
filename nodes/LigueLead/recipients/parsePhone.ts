import { cleanText } from './cleanText';
import { classify, isAreaCode, MOBILE_PATTERN } from './numberingPlan';
import { groupingFits, maybeUnixTime, readings } from './readings';
import { undoNotation } from './spreadsheet';
import { isStructured } from './structured';
import { findDigits, type DigitGroups } from './surroundings';
import type { InvalidReason, ParsedPhone } from './types';
import { undoMarkup } from './undoMarkup';
import { withoutNotes } from './withoutNotes';

export interface ParseOptions {
	/** Adds the ninth digit to older mobile numbers of ten digits instead of refusing them. */
	addNinthDigit?: boolean;
	/** Takes landlines too, which can be called: ten national digits. */
	landlines?: boolean;
}

/** Longer texts are not a phone with its label. */
const MAX_TEXT_LENGTH = 300;

// 0300, 0303, 0500, 0800 and 0900 with six or seven digits; 4003 and the like are numbers of eight digits.
const SERVICE_NUMBER =
	/^(?:0?[3589]00\d{6,7}|0303\d{3,8}|303\d{7}|40(?:0\d|20)\d{4}|1\d\d|\d{4,6})$/;

function invalid(reason: InvalidReason): ParsedPhone {
	return { valid: false, reason };
}

function textOf(raw: unknown): string | { reason: InvalidReason } {
	if (raw === null || raw === undefined) return { reason: 'empty' };
	if (typeof raw === 'string') return raw;
	if (typeof raw === 'bigint') return raw < 0n ? { reason: 'otherNumber' } : String(raw);
	if (typeof raw !== 'number') return { reason: 'wrongType' };
	return Number.isSafeInteger(raw) && raw >= 0 ? String(raw) : { reason: 'otherNumber' };
}

/** '11 9876-54' has its area code. */
function hasAreaCode({ digits, cuts, plus }: DigitGroups): boolean {
	const start = plus ? 2 : 0;
	return cuts.includes(start + 2) && isAreaCode(digits.slice(start, start + 2));
}

function reasonForIncomplete(groups: DigitGroups): InvalidReason {
	const { digits, plus } = groups;
	if (!/[1-9]/.test(digits)) return 'notAPhone';
	if (plus && !digits.startsWith('55')) return 'foreign';
	if (plus && /^559[1-9]\d{7}$/.test(digits)) return 'ambiguousCountryCode';
	if (/^00(?!(?:\d\d)?55)/.test(digits)) return 'foreign';
	const local = plus ? digits.slice(2) : digits;
	if (SERVICE_NUMBER.test(local)) return 'specialNumber';
	if (digits.length >= 20) return 'severalNumbers';
	if (local.length >= 11) return 'tooLong';
	const isLocal = (local.length === 8 || local.length === 9) && !hasAreaCode(groups);
	return isLocal ? 'noAreaCode' : 'tooShort';
}

function parseDigits(
	groups: DigitGroups,
	{ addNinthDigit = false, landlines = false }: ParseOptions,
): ParsedPhone {
	let reason: InvalidReason | undefined;
	for (const reading of readings(groups)) {
		const kind = classify(reading.national);
		const isLandline = kind === 'landline' && landlines;
		const sendable = kind === 'mobile' || kind === 'missingNinthDigit' || isLandline;
		if (sendable && !groupingFits(groups, reading)) {
			reason = 'unclearGrouping';
		} else if (kind === 'mobile') {
			return { valid: true, phone: reading.national, addedNinthDigit: false };
		} else if ((kind === 'missingNinthDigit' || isLandline) && maybeUnixTime(groups)) {
			reason = 'otherNumber';
		} else if (kind === 'missingNinthDigit' && addNinthDigit) {
			const phone = `${reading.national.slice(0, 2)}9${reading.national.slice(2)}`;
			return { valid: true, phone, addedNinthDigit: true };
		} else if (isLandline) {
			return { valid: true, phone: reading.national, addedNinthDigit: false };
		} else {
			reason ??= kind;
		}
	}
	return invalid(reason ?? reasonForIncomplete(groups));
}

function parseCleaned(cleaned: string, options: ParseOptions): ParsedPhone {
	const unwritten = undoNotation(cleaned);
	if ('reason' in unwritten) return invalid(unwritten.reason);
	const found = findDigits(unwritten.text);
	return 'reason' in found ? invalid(found.reason) : parseDigits(found, options);
}

const MAY_HAVE_NOTES = new Set<InvalidReason>([
	'notAPhone',
	'otherNumber',
	'severalNumbers',
	'tooLong',
	'unclearGrouping',
]);

/** The whole way from a text to a number, for any text. */
export function parseAnyText(text: string, options: ParseOptions = {}): ParsedPhone {
	// Cut first: on millions of spaces, a regular expression runs out of stack.
	const short = text.length > MAX_TEXT_LENGTH ? text.trim() : text;
	if (short.length > MAX_TEXT_LENGTH) return invalid('notAPhone');
	const cleaned = cleanText(undoMarkup(short));
	if (cleaned === '') return invalid('empty');
	if (isStructured(cleaned)) return invalid('wrongType');
	const parsed = parseCleaned(cleaned, options);
	if (parsed.valid || !MAY_HAVE_NOTES.has(parsed.reason)) return parsed;
	// Without its ninth digit a number is too unclear to be looked for among other digits.
	const alone = withoutNotes(cleaned);
	const read =
		alone === undefined ? parsed : parseCleaned(alone, { ...options, addNinthDigit: false });
	return read.valid ? read : parsed;
}

/**
 * Reads one field that holds one Brazilian number, in any common way of writing it: a mobile, or a landline where
 * those are asked for.
 *
 * @param raw text, a number, or anything else; lists are split before, by `splitPhones`
 * @returns 11 national digits (10 of a landline), or the reason why not; never throws. What could be two people's numbers is
 *   refused, so that nobody gets a message meant for somebody else.
 *
 * Sources: LigueLead's guide (11 digits recommended), ANATEL's numbering plan through libphonenumber.
 */
export function parsePhone(raw: unknown, options: ParseOptions = {}): ParsedPhone {
	const text = textOf(raw);
	if (typeof text !== 'string') return invalid(text.reason);
	if (MOBILE_PATTERN.test(text) && isAreaCode(text.slice(0, 2))) {
		return { valid: true, phone: text, addedNinthDigit: false };
	}
	return parseAnyText(text, options);
}
