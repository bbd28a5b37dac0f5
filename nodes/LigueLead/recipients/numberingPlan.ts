import { PhoneNumber } from 'libphonenumber-js/core';
import { metadata } from './metadata';
import type { InvalidReason } from './types';

/** 'mobile' may be sent to; any other word is the reason why not. */
export type NumberClass =
	| 'mobile'
	| Extract<
			InvalidReason,
			'landline' | 'missingNinthDigit' | 'notMobile' | 'specialNumber' | 'unknownAreaCode'
	  >;

const SERVICE_TYPES = new Set<string>(['TOLL_FREE', 'PREMIUM_RATE', 'SHARED_COST', 'UAN']);
const areaCodes = new Map<string, boolean>();

function typeOf(national: string): string | undefined {
	return new PhoneNumber(`+55${national}`, metadata).getType();
}

/**
 * Whether two digits are one of Brazil's 67 area codes: those in which the numbering plan of
 * libphonenumber (from ANATEL's) knows mobile numbers.
 */
export function isAreaCode(digits: string): boolean {
	let known = areaCodes.get(digits);
	if (known === undefined) {
		known = /^\d\d$/.test(digits) && typeOf(`${digits}991234567`) === 'MOBILE';
		areaCodes.set(digits, known);
	}
	return known;
}

/** A mobile is 9, then 1–9: ANATEL's plan has 90 million numbers an area; 90 is the collect-call prefix. */
export const MOBILE_PATTERN = /^[1-9][1-9]9[1-9]\d{7}$/;

/** No number of this form is of another kind: the services have prefixes that are no area codes. */
const LANDLINE_PATTERN = /^\d\d[2-5]\d{7}$/;

/**
 * What ten or eleven national digits (area code first) are.
 * Ten digits that start with 6, 8 or 9 after the area code had no ninth digit before 2016. Those with 7
 * were trunking (switched off in 2018), although libphonenumber still calls them mobile. In area 11, those with
 * 6 were landlines of São Paulo until they got a 2 in 2008.
 */
export function classify(national: string): NumberClass {
	if (MOBILE_PATTERN.test(national) && isAreaCode(national.slice(0, 2))) return 'mobile';
	if (LANDLINE_PATTERN.test(national) && isAreaCode(national.slice(0, 2))) return 'landline';
	const type = typeOf(national);
	if (type !== undefined && SERVICE_TYPES.has(type)) return 'specialNumber';
	if (!isAreaCode(national.slice(0, 2))) return 'unknownAreaCode';
	return /^(?!116)\d\d[689]\d{7}$/.test(national) ? 'missingNinthDigit' : 'notMobile';
}
