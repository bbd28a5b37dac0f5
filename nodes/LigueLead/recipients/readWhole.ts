import { isAreaCode } from './numberingPlan';
import { LEAST_DIGITS } from './optOutEntries';
import { withoutOtherKinds } from './otherKinds';
import { TRUNK_PREFIX } from './readings';
import { undoNotation } from './spreadsheet';

const ROW = /\d(?:[^\p{L}<>"@=]*\d)?/gu;
const SCIENTIFIC = /(?<![\d.,])\d(?:[.,]\d{0,20})?e\+?\d{1,2}(?!\d)/gi;
const SERVICE_NUMBER = /^(?:0?[3589]00\d{6,7}|0?303\d{7}|40(?:0\d|20)\d{4})$/;
const MAX_PREFIX = 9;
const PREFIX_STARTS = '059';
const SERVICE_STARTS = '034589';
const TEN_CUTS = ['', '2', '6', '2,6'];
class Row {
	readonly digits: string;

	/** Where groups of digits start and end. */
	readonly bounds = new Set<number>([0]);

	private readonly ends = new Map<number, number>();

	constructor(text: string) {
		const groups = text.match(/\d+/g) ?? [];
		this.digits = groups.join('');
		let at = 0;
		for (const group of groups) {
			this.ends.set(at, at + group.length);
			this.bounds.add((at += group.length));
		}
	}

	/** The end of the group that starts at `at`. */
	groupEnd(at: number): number | undefined {
		return this.ends.get(at);
	}

	/** Marks where complete numbers that start at `at` end. */
	private markEnds(at: number, spare: Uint8Array): void {
		const isBound = this.bounds.has(at);
		const most = PREFIX_STARTS.includes(this.digits.charAt(at)) ? MAX_PREFIX : 0;
		for (let start = at; start <= at + most; start++) {
			const ends = [this.isMobile(start) && start + 11, isBound && this.isTen(start) && start + 10];
			if (start > at && !ends.some(Boolean)) continue;
			if (!TRUNK_PREFIX.test(this.digits.slice(at, start))) continue;
			for (const end of ends) if (end !== false) spare[end] = 0;
		}
		if (!isBound || !SERVICE_STARTS.includes(this.digits.charAt(at))) return;
		for (const length of [8, 9, 10, 11]) {
			const isService = SERVICE_NUMBER.test(this.digits.slice(at, at + length));
			if (isService && this.bounds.has(at + length)) spare[at + length] = 0;
		}
	}

	private isMobile(at: number): boolean {
		if (this.digits[at + 2] !== '9' || this.digits[at + 3] === '0') return false;
		return at + 11 <= this.digits.length && isAreaCode(this.digits.slice(at, at + 2));
	}

	/** Ten digits that are a landline or an older mobile, written as area code, four and four, or without a cut. */
	private isTen(at: number): boolean {
		if (!this.bounds.has(at + 10) || !/[2-9]/.test(this.digits[at + 2] ?? '')) return false;
		const cuts = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((cut) => this.bounds.has(at + cut));
		return TEN_CUTS.includes(String(cuts)) && isAreaCode(this.digits.slice(at, at + 2));
	}

	/**
	 * Whether the digits can be divided into complete numbers and groups of a few digits beside them ('apto 12'),
	 * of which too few stand together for another number.
	 */
	canBeDivided(): boolean {
		const { length } = this.digits;
		// The fewest digits without a number just before each position.
		const spare = new Uint8Array(length + 1).fill(LEAST_DIGITS);
		spare[0] = 0;
		for (let at = 0; at < length; at++) {
			const before = spare[at] ?? LEAST_DIGITS;
			if (before >= LEAST_DIGITS) continue;
			this.markEnds(at, spare);
			const end = this.groupEnd(at);
			if (end === undefined || before + end - at >= LEAST_DIGITS) continue;
			spare[end] = Math.min(spare[end] ?? LEAST_DIGITS, before + end - at);
		}
		return (spare[length] ?? LEAST_DIGITS) < LEAST_DIGITS;
	}
}

function longRows(text: string): Row[] {
	const rows = (text.match(ROW) ?? []).map((row) => new Row(row));
	return rows.filter(({ digits }) => digits.length >= LEAST_DIGITS);
}

/**
 * Whether a plain text of an opt-out list holds a phone's number of digits in a row that are not all of them read.
 * A date, a time or a formatted document beside a number is understood; by itself it is no opt-out.
 *
 * @returns 'whole' if all is read, 'none' if there are too few digits for a phone, otherwise what is the matter
 */
export function readWhole(text: string): 'whole' | 'none' | 'lostDigits' | 'unreadable' {
	let lost = false;
	const unwritten = text.replace(SCIENTIFIC, (number) => {
		const plain = undoNotation(number);
		lost ||= 'reason' in plain;
		return 'text' in plain ? plain.text : number;
	});
	if (lost) return 'lostDigits';
	if (longRows(unwritten).length === 0) return 'none';
	const rows = longRows(withoutOtherKinds(unwritten));
	return rows.length > 0 && rows.every((row) => row.canBeDivided()) ? 'whole' : 'unreadable';
}
