import { DateTime } from 'luxon';

/** Hours of the day in which messages may go out, by the clock of a time zone. */
export interface DailyHours {
	/** Minutes since midnight, 0 to 1,439. */
	readonly from: number;
	/** Minutes since midnight, 1 to 1,440. Not after `from`: on the next day. */
	readonly to: number;
	/** Days on which the hours begin: 1 is Monday, 7 Sunday. At least one. */
	readonly weekdays: ReadonlySet<number>;
}

/** From when to when messages may go out, in milliseconds since 1970. */
export interface Opening {
	readonly opens: number;
	readonly closes: number;
}

const DAYS_AHEAD = 8;
const MIDNIGHT = 24 * 60;
const MOST_STEPS = 50;

/**
 * The opening that is under way, or the next one, in which all time zones are within their hours. Takes IANA names, at
 * least one, and the time in milliseconds since 1970. Undefined if no such time comes within a fortnight. An opening
 * that is under way begins at the given time.
 */
export function nextOpening(
	hours: DailyHours,
	zones: readonly string[],
	now: number,
): Opening | undefined {
	let opens = now;
	for (let step = 0; step < MOST_STEPS; step++) {
		const each = zones.map((zone) => openingOf(hours, zone, opens));
		const latest = Math.max(opens, ...each.map((one) => one.opens));
		if (latest === opens) return { opens, closes: Math.min(...each.map((one) => one.closes)) };
		opens = latest;
	}
	return undefined;
}

/** A time as a zone's clock shows it: ISO 8601 with its offset, without fractions of a second. */
export function isoTime(time: number, zone: string): string {
	return DateTime.fromMillis(time, { zone }).toISO({ suppressMilliseconds: true }) ?? '';
}

/** A time as a zone's clock shows it, for people: "Friday 20:31". */
export function clockTime(time: number, zone: string): string {
	return DateTime.fromMillis(time, { zone, locale: 'en' }).toFormat('cccc HH:mm');
}

function openingOf({ from, to, weekdays }: DailyHours, zone: string, now: number): Opening {
	const today = DateTime.fromMillis(now, { zone }).startOf('day');
	let found: Opening | undefined;
	for (let days = -1; days <= DAYS_AHEAD; days++) {
		const day = today.plus({ days });
		if (!weekdays.has(day.weekday)) continue;
		const opens = at(day, from);
		const closes = at(to > from ? day : day.plus({ days: 1 }), to);
		if (closes <= now) continue;
		// Hours that go on without a pause are one opening: a run at midnight goes on.
		if (found === undefined) found = { opens, closes };
		else if (opens <= found.closes) found = { ...found, closes };
		else break;
	}
	return found ?? { opens: now + DAYS_AHEAD * MIDNIGHT * 60_000, closes: now };
}

function at(day: DateTime, minutes: number): number {
	const time =
		minutes === MIDNIGHT
			? day.plus({ days: 1 }).startOf('day')
			: day.set({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
	return time.toMillis();
}
