const UNITS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

type Unit = keyof typeof UNITS;

const MAX_DAYS = 365;

/** How long an execution waits for a delivery at most. */
export interface WaitTime {
	readonly milliseconds: number;
	/** In words, for the output. */
	readonly text: string;
}

/**
 * Reads the field 'Limit Wait Time'. What is no amount above zero, or no unit, becomes the standard
 * of one hour, because an execution must not wait for ever; more than a year becomes a year, because
 * far enough in the future there are no dates. Never throws.
 */
export function readWaitTime(value: unknown): WaitTime {
	const { values } = (value ?? {}) as { values?: { resumeAmount?: unknown; resumeUnit?: unknown } };
	const amount = readAmount(values?.resumeAmount);
	const unit = values?.resumeUnit;
	if (!(amount > 0) || !isUnit(unit)) return waitTime(1, 'hours');
	return amount * UNITS[unit] > MAX_DAYS * UNITS.days
		? waitTime(MAX_DAYS, 'days')
		: waitTime(amount, unit);
}

function readAmount(value: unknown): number {
	return typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
}

function isUnit(value: unknown): value is Unit {
	return typeof value === 'string' && Object.hasOwn(UNITS, value);
}

function waitTime(amount: number, unit: Unit): WaitTime {
	const name = amount === 1 ? unit.slice(0, -1) : unit;
	return { milliseconds: amount * UNITS[unit], text: `${amount} ${name}` };
}
