import type { IExecuteFunctions, IDataObject } from 'n8n-workflow';

import { asText } from '../../campaigns';
import { isVisible } from '../../message';
import { describeReason, parsePhone } from '../../recipients';

/** The phone that gets the messages of this run, or why it cannot. */
export interface TestPhone {
	/** 11 national digits. */
	readonly phone?: string;
	readonly problem?: string;
}

const CONTEXT_KEY = 'ligueLeadTest';

const TESTS: ReadonlySet<unknown> = new Set(['manual', 'evaluation']);

/**
 * Reads from a credential's data whether this run sends to the test phone instead of to the recipients.
 * Undefined: it sends to the recipients. A test phone that cannot be read is a problem and never none,
 * or everybody would get what was meant for it.
 */
export function readTestPhone(
	context: IExecuteFunctions,
	{ testPhone, testPhoneUse }: IDataObject,
): TestPhone | undefined {
	const written = asText(testPhone);
	if (written !== undefined && !isVisible(written)) return undefined;
	if ((testPhoneUse || 'manual') === 'manual' && !isTest(context)) return undefined;
	// For a retry: n8n says of it that it is one, and in older versions not of what.
	context.getContext('node')[CONTEXT_KEY] = true;
	const parsed = parsePhone(testPhone, { addNinthDigit: false });
	return parsed.valid ? { phone: parsed.phone } : { problem: describeReason(parsed.reason) };
}

/** Whether somebody started this execution in the editor, or the one that it retries or is a part of. */
function isTest(context: IExecuteFunctions): boolean {
	const mode = context.getMode();
	if (mode === 'integrated') return TESTS.has(rootMode(context));
	if (mode !== 'retry') return TESTS.has(mode);
	// n8n 1 does not have it.
	const source = context.getExecutionContext?.()?.source;
	return TESTS.has(source) || context.getContext('node')[CONTEXT_KEY] === true;
}

// n8n tells a sub-workflow's nodes of the execution that it is a part of nowhere else.
function rootMode(context: IExecuteFunctions): unknown {
	const { additionalData } = context as { additionalData?: { rootExecutionMode?: unknown } };
	return additionalData?.rootExecutionMode;
}
