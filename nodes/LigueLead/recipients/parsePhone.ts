import { cleanText } from './cleanText';
import { classify, isAreaCode, MOBILE_PATTERN } from './numberingPlan';
import { groupingFits, readings } from './readings';
import { undoNotation } from './spreadsheet';
import { findDigits, type DigitGroups } from './surroundings';
import type { InvalidReason, ParsedPhone } from './types';

export interface ParseOptions {
	/** Adds the ninth digit to older mobile numbers of ten digits instead of refusing them. */
	addNinthDigit?: boolean;
}

/** Longer texts are not a phone with its label. */
const MAX_TEXT_LENGTH = 300;

const SERVICE_NUMBER = /^(?:0?(?:[3589]00|303)\d{3,8}|40(?:0\d|20)\d{4}|1\d\d|\d{4,6})$/;

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

function reasonForIncomplete({ digits, plus }: DigitGroups): InvalidReason {
	if (!/[1-9]/.test(digits)) return 'notAPhone';
	if (plus && !digits.startsWith('55')) return 'foreign';
	if (plus && /^559[1-9]\d{7}$/.test(digits)) return 'ambiguousCountryCode';
	if (/^00(?!(?:\d\d)?55)/.test(digits)) return 'foreign';
	const local = plus ? digits.slice(2) : digits;
	if (SERVICE_NUMBER.test(local)) return 'specialNumber';
	if (digits.length >= 20) return 'severalNumbers';
	if (local.length >= 11) return 'tooLong';
	return local.length === 8 || local.length === 9 ? 'noAreaCode' : 'tooShort';
}

function parseDigits(groups: DigitGroups, addNinthDigit: boolean): ParsedPhone {
	let reason: InvalidReason | undefined;
	for (const reading of readings(groups)) {
		const kind = classify(reading.national);
		const sendable = kind === 'mobile' || kind === 'missingNinthDigit';
		if (sendable && !groupingFits(groups, reading)) {
			reason = 'unclearGrouping';
		} else if (kind === 'mobile') {
			return { valid: true, phone: reading.national, addedNinthDigit: false };
		} else if (kind === 'missingNinthDigit' && addNinthDigit) {
			const phone = `${reading.national.slice(0, 2)}9${reading.national.slice(2)}`;
			return { valid: true, phone, addedNinthDigit: true };
		} else {
			reason ??= kind;
		}
	}
	return invalid(reason ?? reasonForIncomplete(groups));
}

/** The whole way from a text to a number, for any text. */
export function parseAnyText(text: string, addNinthDigit: boolean): ParsedPhone {
	const cleaned = text.length > MAX_TEXT_LENGTH ? text.trim() : cleanText(text);
	if (cleaned === '') return invalid('empty');
	if (cleaned.length > MAX_TEXT_LENGTH) return invalid('notAPhone');
	const unwritten = undoNotation(cleaned);
	if ('reason' in unwritten) return invalid(unwritten.reason);
	const found = findDigits(unwritten.text);
	return 'reason' in found ? invalid(found.reason) : parseDigits(found, addNinthDigit);
}

/**
 * Reads one field that holds one Brazilian mobile number, in any common way of writing it.
 *
 * @param raw text, a number, or anything else; lists are split before, by `splitPhones`
 * @returns 11 national digits, or the reason why not; never throws. What could be two people's numbers is
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
	return parseAnyText(text, options.addNinthDigit ?? false);
}
