import type { IExecuteFunctions } from 'n8n-workflow';

/** Options that hold for a whole run; the first item's values count. */
export interface RunSettings {
	readonly campaigns: 'perItem' | 'perMessage';
	readonly parallelRequests: number;
	readonly maxTries: number;
	/** Milliseconds. */
	readonly timeout: number;
	readonly resendUnknown: boolean;
	readonly idempotencyHistory: number;
}

export const DEFAULTS = {
	parallelRequests: 50,
	maxTries: 5,
	timeout: 30_000,
	idempotencyHistory: 10_000,
} as const;

const RANGES = {
	parallelRequests: [1, 500],
	maxTries: [1, 20],
	timeout: [1, 3_600_000],
	idempotencyHistory: [1, 1_000_000],
} as const;

/** Reads the options of a run; a number out of range becomes the nearest one in it. */
export function readRunSettings(context: IExecuteFunctions): RunSettings {
	const options = context.getNodeParameter('options', 0, {}) as Record<string, unknown>;
	const number = (name: keyof typeof DEFAULTS) => {
		const value = Number(options[name] ?? DEFAULTS[name]);
		const [low, high] = RANGES[name];
		return Number.isFinite(value)
			? Math.min(high, Math.max(low, Math.round(value)))
			: DEFAULTS[name];
	};
	return {
		campaigns: context.getNodeParameter('campaigns', 0, 'perItem') as RunSettings['campaigns'],
		parallelRequests: number('parallelRequests'),
		maxTries: number('maxTries'),
		timeout: number('timeout'),
		resendUnknown: options.unknownOutcome === 'resend',
		idempotencyHistory: number('idempotencyHistory'),
	};
}
