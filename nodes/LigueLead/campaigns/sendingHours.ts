import { IANAZone } from 'luxon';

import { notSent, type NotSent } from '../outcomes';
import { timeZonesOf } from '../recipients';
import { clockTime, isoTime, nextOpening, type DailyHours, type Opening } from './openings';
import { isRefusal, refuse, refuseType } from './refuse';
import type { Draft, Refusal, Skip, Window } from './types';
import { asText } from './values';

const NAME = 'Sending Hours';
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const OUTSIDE = ['fail', 'skip'] as const;

/** The option 'Sending Hours', as read. */
export interface SendingHours extends DailyHours {
	/** 'recipient': by the area code of each. Otherwise an IANA name. */
	readonly timeZone: string;
	readonly outside: (typeof OUTSIDE)[number];
}

/**
 * Reads the option `sendingHours`: `{window: {from, to, weekdays, timeZone, outside}}`, times as "HH:MM" up to
 * "24:00", weekdays from 1 (Monday) to 7 as a list or a text with commas. Undefined if the option is not set; a
 * refusal for what cannot be read, also for an option without hours: nobody may get a message at night because
 * hours were left empty.
 */
export function readSendingHours(option: unknown): SendingHours | Refusal | undefined {
	if (option === undefined) return undefined;
	const window = (option as { window?: unknown } | null)?.window;
	if (typeof window !== 'object' || window === null) {
		return refuse(
			NAME,
			`'${NAME}' is set and holds no hours`,
			'Fill in From and To, or remove the option: then messages go out at any time.',
		);
	}
	const { from, to, weekdays, timeZone, outside } = window as Record<string, unknown>;
	const opens = readTime(from);
	if (opens === undefined || opens === 24 * 60) return refuseTime('From', from, '09:00');
	const closes = readTime(to);
	if (closes === undefined) return refuseTime('To', to, '20:00');
	if (opens === closes) {
		return refuse(
			NAME,
			`'${NAME}' begins and ends at the same time`,
			'For the whole day, use 00:00 to 24:00.',
		);
	}
	const days = readWeekdays(weekdays);
	if (days === undefined) return refuseWeekdays();
	const zone = asText(timeZone)?.trim() || 'recipient';
	if (zone !== 'recipient' && !IANAZone.isValidZone(zone)) {
		return refuse(
			NAME,
			`'${NAME}' → 'Whose Time Zone' has the unknown value "${zone.slice(0, 50)}"`,
			'Choose one of its list, or let its expression yield a name such as America/Sao_Paulo.',
		);
	}
	const then = OUTSIDE.find((one) => one === (outside || 'fail'));
	if (then === undefined)
		return refuseType(NAME, `hours with 'When Outside' as ${OUTSIDE.join(' or ')}`);
	return { from: opens, to: closes, weekdays: days, timeZone: zone, outside: then };
}

// "9", "9:30", "09:30:00", "9h", "9h30": all that people and sheets write for a time of the day.
const TIME = /^(\d{1,2})(?:(?::|h)(\d{2})(?::00)?|h)?$/i;

function readTime(value: unknown): number | undefined {
	const [whole, hours, minutes = '0'] = TIME.exec(asText(value)?.trim() ?? '') ?? [];
	if (whole === undefined || Number(minutes) > 59) return undefined;
	const time = Number(hours) * 60 + Number(minutes);
	return time <= 24 * 60 ? time : undefined;
}

function readWeekdays(value: unknown): ReadonlySet<number> | undefined {
	if (value === undefined) return new Set(WEEKDAYS);
	const list: unknown[] = Array.isArray(value) ? value : (asText(value) ?? '').split(',');
	const days = list.map((day) => Number(asText(day)?.trim() || Number.NaN));
	const isValid = days.length > 0 && days.every((day) => WEEKDAYS.includes(day));
	return isValid ? new Set(days) : undefined;
}

function refuseTime(field: string, value: unknown, example: string): Refusal {
	const text = asText(value)?.trim();
	const got = text === undefined ? 'no text' : text === '' ? 'empty' : `"${text.slice(0, 30)}"`;
	return refuse(
		NAME,
		`'${NAME}' → '${field}' is no time of the day: it is ${got}`,
		`Write it like ${example}, with 24 hours.${field === 'To' ? ' The end of the day is 24:00.' : ''}`,
	);
}

function refuseWeekdays(): Refusal {
	return refuse(
		NAME,
		`'${NAME}' → 'Weekdays' holds no weekday, or something that is none`,
		'Choose at least one. An expression has to yield a list of numbers from 1 (Monday) to 7 (Sunday).',
	);
}

/** Holds the items of a run to their sending hours. Made for one run: it knows what it has worked out. */
export class HoursKeeper {
	private readonly read = new Map<string, SendingHours | Refusal | undefined>();

	private readonly openings = new Map<string, Opening | undefined>();

	/** Takes when the run begins, in milliseconds since 1970. */
	constructor(private readonly now: number) {}

	/**
	 * Takes a draft and the option as read. Returns the draft with the time at which its hours end; or a skip or a
	 * refusal, as the option says, if not all of its recipients are within their hours, with the time from which they
	 * are. Without the option, the draft as it is.
	 */
	keep(draft: Draft, option: unknown): Draft | Skip | Refusal {
		if (option === undefined) return draft;
		const hours = this.readOnce(option);
		if (hours === undefined || isRefusal(hours)) return hours ?? draft;
		const zones = zonesOf(draft.phones, hours);
		const [first = ''] = zones;
		const opening = this.next(hours, zones, this.now);
		if (opening === undefined) {
			return refuse(
				NAME,
				`There is no time at which all recipients of this item are within '${NAME}'`,
				"Send to them in items of their own, or choose one zone for all in 'Whose Time Zone'.",
			);
		}
		if (opening.opens > this.now) {
			const isClosed = (zone: string) =>
				(this.next(hours, [zone], this.now)?.opens ?? Infinity) > this.now;
			const closed = zones.find(isClosed) ?? first;
			const where = placeOf(draft.phones, closed, hours);
			return outsideHours(draft, hours, {
				message: `Outside '${NAME}': it is ${clockTime(this.now, closed)} ${where}`,
				sendAfter: isoTime(opening.opens, first),
			});
		}
		const next = this.next(hours, zones, opening.closes);
		const window: Window = {
			closes: opening.closes,
			reopens: isoTime(next?.opens ?? opening.closes, first),
			outside: hours.outside,
		};
		return { ...draft, window };
	}

	private readOnce(option: unknown): SendingHours | Refusal | undefined {
		const key = JSON.stringify(option) ?? '';
		if (!this.read.has(key)) this.read.set(key, readSendingHours(option));
		return this.read.get(key);
	}

	private next(hours: SendingHours, zones: readonly string[], at: number): Opening | undefined {
		const { from, to, weekdays } = hours;
		const key = JSON.stringify([from, to, [...weekdays], zones, at]);
		if (!this.openings.has(key)) this.openings.set(key, nextOpening(hours, zones, at));
		return this.openings.get(key);
	}
}

function zonesOf(phones: readonly string[], { timeZone }: SendingHours): string[] {
	if (timeZone !== 'recipient') return [timeZone];
	return [...new Set(phones.flatMap(timeZonesOf))];
}

function placeOf(phones: readonly string[], zone: string, { timeZone }: SendingHours): string {
	const where = zone.replace(/^.*\//, '').replace(/_/g, ' ');
	if (timeZone !== 'recipient') return `in ${where}`;
	const phone = phones.find((one) => timeZonesOf(one).includes(zone)) ?? '';
	return `for ${phone} (${where})`;
}

interface Closed {
	readonly message: string;
	readonly sendAfter: string;
}

function outsideHours(
	{ item, skipped, content }: Draft,
	{ outside }: SendingHours,
	{ message, sendAfter }: Closed,
): Skip | Refusal {
	if (outside === 'fail') {
		return { ...refuse(NAME, message, remedyFor(sendAfter)), sendAfter };
	}
	const { creditsPerRecipient } = content;
	return {
		...{ kind: 'skip', item, reason: 'sendingHours', message: `Not sent: ${message}` },
		...{ skipped, creditsPerRecipient, sendAfter },
	};
}

/** What to tell of a campaign whose sending hours are over before its request has started. */
export function hoursOver(window: Window | undefined, now: number): NotSent | undefined {
	if (window === undefined || now < window.closes) return undefined;
	const outcome = notSent(`'${NAME}' ended before its turn came`, remedyFor(window.reopens));
	const { details } = outcome;
	return { ...outcome, details: { ...details, send_after: window.reopens } };
}

function remedyFor(sendAfter: string): string {
	return `Send it from ${sendAfter} on: behind the error output, a Wait node can hold it until {{ $json.details.send_after }}.`;
}
