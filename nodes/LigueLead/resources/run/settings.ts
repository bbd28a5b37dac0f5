import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Grouping } from '../../campaigns';
import { asText } from '../../campaigns';
import { idempotencyHistory, maxTries, parallelRequests, runLimit, timeout } from './optionFields';

const MINUTE = 60_000;

/** Options that hold for a whole run; the first item's values count. */
export interface RunSettings {
	readonly campaigns: Grouping;
	readonly parallelRequests: number;
	readonly maxTries: number;
	/** Milliseconds. */
	readonly timeout: number;
	/** Milliseconds. */
	readonly runLimit: number;
	readonly resendUnknown: boolean;
	readonly idempotencyHistory: number;
	/** As read: what is no limit of credits has to be told. */
	readonly maxRunCredits: unknown;
}

/**
 * Reads the options of a run. A number out of its field's range becomes the nearest one in it; what
 * is empty or no number, the field's default.
 */
export function readRunSettings(context: IExecuteFunctions): RunSettings {
	const options = readOptions(context);
	return {
		campaigns: context.getNodeParameter('campaigns', 0, 'perItem') as RunSettings['campaigns'],
		parallelRequests: readNumber(options, parallelRequests),
		maxTries: readNumber(options, maxTries),
		timeout: readNumber(options, timeout),
		runLimit: readNumber(options, runLimit) * MINUTE,
		resendUnknown: options.unknownOutcome === 'resend',
		idempotencyHistory: readNumber(options, idempotencyHistory),
		maxRunCredits: options.maxRunCredits,
	};
}

// An expression that cannot be evaluated is the fault of its item, and is told there.
function readOptions(context: IExecuteFunctions): Record<string, unknown> {
	try {
		return (context.getNodeParameter('options', 0, {}) ?? {}) as Record<string, unknown>;
	} catch {
		return {};
	}
}

/** Reads the number of one field from options of any type; see {@link readRunSettings}. */
export function readNumber(options: Record<string, unknown>, field: INodeProperties): number {
	const standard = Number(field.default);
	// Number('') and Number(false) are 0: a timeout of a millisecond would leave every outcome unknown.
	const text = asText(options[field.name])?.trim();
	const value = text ? Number(text) : standard;
	if (!Number.isFinite(value)) return standard;
	const { minValue = 1, maxValue = Number.MAX_SAFE_INTEGER } = field.typeOptions ?? {};
	return Math.min(maxValue, Math.max(minValue, Math.round(value)));
}
