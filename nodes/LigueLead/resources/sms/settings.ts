import type { IExecuteFunctions } from 'n8n-workflow';

import { asText } from '../../campaigns';
import { optionFields } from './optionFields';

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

type NumberOption = 'parallelRequests' | 'maxTries' | 'timeout' | 'idempotencyHistory';

/**
 * Reads the options of a run. A number out of its field's range becomes the nearest one in it; what
 * is empty or no number, the field's default.
 */
export function readRunSettings(context: IExecuteFunctions): RunSettings {
	const options = readOptions(context);
	return {
		campaigns: context.getNodeParameter('campaigns', 0, 'perItem') as RunSettings['campaigns'],
		parallelRequests: readNumber(options, 'parallelRequests'),
		maxTries: readNumber(options, 'maxTries'),
		timeout: readNumber(options, 'timeout'),
		resendUnknown: options.unknownOutcome === 'resend',
		idempotencyHistory: readNumber(options, 'idempotencyHistory'),
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

function readNumber(options: Record<string, unknown>, name: NumberOption): number {
	const field = optionFields.find((one) => one.name === name);
	const standard = Number(field?.default);
	// Number('') and Number(false) are 0: a timeout of a millisecond would leave every outcome unknown.
	const text = asText(options[name])?.trim();
	const value = text ? Number(text) : standard;
	if (!Number.isFinite(value)) return standard;
	const { minValue = 1, maxValue = Number.MAX_SAFE_INTEGER } = field?.typeOptions ?? {};
	return Math.min(maxValue, Math.max(minValue, Math.round(value)));
}
