import type { IExecuteFunctions } from 'n8n-workflow';

import type { Grouping, Prepared, Repeat } from '../../campaigns';
import { describeHintsSteps } from '../../campaigns';
import { describeReason } from '../../recipients';
import type { SkipReason } from '../../recipients';
import { inSlices } from './inSlices';
import type { TestFacts } from './openRun';

/** What became of a run, as far as the hints need it. */
export interface HintFacts {
	readonly grouping: Grouping;
	/** How many recipients another item of their campaign had before. */
	readonly duplicates: number;
	/** What the idempotency keys said of items; missing if nothing was sent. */
	readonly repeats?: ReadonlyMap<number, Repeat>;
	/** Of a run that went to a test phone alone. */
	readonly test?: TestFacts;
}

/** Says in the output pane how many numbers were skipped, and why, and what else to look at. */
export async function addHints(
	context: IExecuteFunctions,
	prepared: Prepared,
	{ grouping, duplicates, repeats, test }: HintFacts,
): Promise<void> {
	if (test !== undefined) hint(context, describeTest(test), 'info');
	const { planned, unreadableDoNotSend } = prepared;
	const counts = new Map<SkipReason, number>();
	const count = (reason: SkipReason, times = 1) =>
		counts.set(reason, (counts.get(reason) ?? 0) + times);
	for (const item of planned) {
		for (const { reason } of item.skipped ?? []) count(reason);
	}
	if (duplicates > 0) count('duplicate', duplicates);
	const total = [...counts.values()].reduce((sum, times) => sum + times, 0);
	if (total > 0) {
		const reasons = [...counts].map(
			([reason, times]) => `${plural(times)}: ${describeReason(reason)}`,
		);
		hint(context, `${plural(total)} skipped. ${reasons.join(' ')}`);
	}
	if (unreadableDoNotSend.length > 0) {
		const shown = unreadableDoNotSend.slice(0, 3).map(({ phone }) => `"${phone}"`);
		hint(
			context,
			`'Opt-Out Numbers' holds ${unreadableDoNotSend.length === 1 ? '1 entry' : `${unreadableDoNotSend.length} entries`} that cannot be read as a phone number: ${shown.join(', ')}`,
		);
	}
	const sentences = await inSlices(describeHintsSteps(prepared, grouping, repeats));
	for (const sentence of sentences) hint(context, sentence);
}

function plural(count: number): string {
	return count === 1 ? '1 number' : `${count} numbers`;
}

function describeTest({ phone, sent, recipients }: TestFacts): string {
	const messages = sent === 1 ? '1 message' : `${sent} messages`;
	const people =
		recipients === 1 ? '1 recipient' : `${recipients.toLocaleString('en-US')} recipients`;
	const shown = phone.replace(/^(..)(.....)(....)$/, '($1) $2-$3');
	return `Test: ${messages} went to ${shown}, the Test Phone of the credential; ${people} got nothing.`;
}

function hint(
	context: IExecuteFunctions,
	message: string,
	type: 'info' | 'warning' = 'warning',
): void {
	context.addExecutionHints({
		message: escapeHtml(message),
		type,
		location: 'outputPane',
	});
}

// Hints are shown as HTML, and a phone is whatever the input held.
function escapeHtml(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
