import { finish, type Steps } from '../steps';
import { addBlocked, addMobiles } from './blockedBy';
import { plainText } from './cleanText';
import { countDigits } from './countDigits';
import { isAreaCode, MOBILE_PATTERN } from './numberingPlan';
import { LEAST_DIGITS, optOutEntries, type OptOutEntry } from './optOutEntries';
import { parsePhone } from './parsePhone';
import { readWhole } from './readWhole';
import { skippedPhone } from './shown';
import { flatten } from './splitPhones';
import type { InvalidReason, SkippedPhone } from './types';
import { undoMarkup } from './undoMarkup';

type Unread = SkippedPhone<InvalidReason>;

export interface DoNotSendList {
	/** 11 national digits each. */
	phones: Set<string>;
	/** The same of landlines, 10 national digits each, for messages that reach them. */
	landlines: Set<string>;
	/** Entries that may name somebody who is not blocked: nothing may be sent with such a list. */
	unreadable: Unread[];
	/** Entries without digits enough for a phone, such as a column's head. They block nobody. */
	invalid: Unread[];
}

const OPTIONS = { addNinthDigit: true };
/** Groups of digits as in 119 8765-4321 and (11) 9876-54321: perhaps an older mobile and one digit too many. */
const MAYBE_GLUED = /(?<!\d)\d{3}(?!\d)|(?<!\d)\d{5}\D*$/;
const PLUS_OF_AREA_CODE = /^\+?(\d\d)9/;

/** A phone of another country gets no SMS anyway; a plus before an area code does not make it foreign. */
function isForeign(text: string, reason: InvalidReason): boolean {
	const digits = text.replace(/[^\d+]/g, '');
	return (
		reason === 'foreign' &&
		digits.length > 10 &&
		!isAreaCode(PLUS_OF_AREA_CODE.exec(digits)?.[1] ?? '')
	);
}

/** Most entries are one number and nothing else. */
function readNumber(text: string, phones: Set<string>): boolean {
	if (text.length > 40 || /[^\d\s()+./-]/.test(text) || MAYBE_GLUED.test(text)) return false;
	const digits = text.replace(/\D/g, '');
	const parsed = parsePhone(text, OPTIONS);
	if (!parsed.valid || parsed.addedNinthDigit || digits.length > 13) return false;
	phones.add(parsed.phone);
	if (digits.length > 11) addMobiles(digits, phones);
	return true;
}

function readEntry({ text, parts }: OptOutEntry, list: DoNotSendList): void {
	if (readNumber(text, list.phones)) return;
	addBlocked(text, list.phones, list.landlines);
	const parsed = parsePhone(text, OPTIONS);
	if (parsed.valid) {
		list.phones.add(parsed.phone);
		return;
	}
	const { reason } = parsed;
	const read = readWhole(text);
	if (read === 'none') {
		list.invalid.push(skippedPhone(text, reason));
	} else if (read !== 'whole' && !isForeign(text, reason)) {
		list.unreadable.push(skippedPhone(text, read === 'lostDigits' ? read : reason));
	} else if (parts.length > 1 && parts.every((part) => readWhole(part) !== 'unreadable')) {
		const few = parts.filter((part) => countDigits(part) < LEAST_DIGITS && !/\p{L}/u.test(part));
		for (const part of few) list.invalid.push(skippedPhone(part, 'tooShort'));
	}
}

function* readText(raw: string, list: DoNotSendList): Steps<void> {
	const text = plainText(raw);
	const plain = plainText(undoMarkup(text));
	// What is taken for a mark may have been a part of a number.
	if (plain !== text) addBlocked(text, list.phones, list.landlines);
	for (const entry of yield* optOutEntries(plain)) {
		readEntry(entry, list);
		yield;
	}
}

function* readCell(cell: unknown, list: DoNotSendList): Steps<void> {
	if (typeof cell !== 'string' && typeof cell !== 'number' && typeof cell !== 'bigint') {
		list.unreadable.push(skippedPhone(cell, 'wrongType'));
		return;
	}
	const text = String(cell);
	if (MOBILE_PATTERN.test(text) && isAreaCode(text.slice(0, 2))) list.phones.add(text);
	else if (typeof cell === 'number' && !(Math.abs(cell) <= Number.MAX_SAFE_INTEGER))
		list.unreadable.push(skippedPhone(cell, 'otherNumber'));
	else if (!readNumber(text, list.phones)) yield* readText(text, list);
}

/**
 * Reads a do-not-send list, in any form that `splitPhones` accepts. Unlike the reading of recipients it errs on the
 * side of blocking: an entry blocks every mobile that any reading of it yields, older mobiles their form with the
 * ninth digit.
 *
 * @returns the numbers to block; the entries that have digits enough for a phone and cannot be read whole, or are
 *   no text; and the entries that block nobody. Landlines are apart: they never get an SMS. Never throws.
 */
export function parseDoNotSend(value: unknown): DoNotSendList {
	return finish(parseDoNotSendSteps(value));
}

/** The same in steps: one for each cell, and for each entry of a long one. */
export function* parseDoNotSendSteps(value: unknown): Steps<DoNotSendList> {
	const list: DoNotSendList = {
		phones: new Set(),
		landlines: new Set(),
		unreadable: [],
		invalid: [],
	};
	for (const cell of flatten(value)) {
		yield* readCell(cell, list);
		yield;
	}
	return list;
}
