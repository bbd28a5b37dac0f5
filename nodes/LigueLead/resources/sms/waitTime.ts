const UNITS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

const STANDARD = { resumeAmount: 1, resumeUnit: 'hours' } as const;

/** How long an execution waits for a delivery at most. */
export interface WaitTime {
	readonly milliseconds: number;
	/** In words, for the output. */
	readonly text: string;
}

/**
 * Reads the field 'Limit Wait Time'. What is no amount above zero, or no unit, becomes the standard
 * of one hour, because an execution must not wait for ever.
 */
export function readWaitTime(value: unknown): WaitTime {
	const { values } = (value ?? {}) as { values?: { resumeAmount?: unknown; resumeUnit?: unknown } };
	const amount = Number(values?.resumeAmount);
	const unit = String(values?.resumeUnit);
	if (!(amount > 0) || !Object.hasOwn(UNITS, unit)) return waitTime(STANDARD.resumeAmount, 'hours');
	return waitTime(amount, unit as keyof typeof UNITS);
}

function waitTime(amount: number, unit: keyof typeof UNITS): WaitTime {
	const name = amount === 1 ? unit.slice(0, -1) : unit;
	return { milliseconds: amount * UNITS[unit], text: `${amount} ${name}` };
}
