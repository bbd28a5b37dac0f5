import type { IExecuteFunctions } from 'n8n-workflow';

import type { Grouping, Prepared, Repeat } from '../../campaigns';
import { describeHintsSteps } from '../../campaigns';
import { describeReason } from '../../recipients';
import type { SkipReason } from '../../recipients';
import { inSlices } from './inSlices';

/** What became of a run, as far as the hints need it. */
export interface HintFacts {
	readonly grouping: Grouping;
	/** How many recipients another item of their campaign had before. */
	readonly duplicates: number;
	/** What the idempotency keys said of items; missing if nothing was sent. */
	readonly repeats?: ReadonlyMap<number, Repeat>;
}

/** Says in the output pane how many numbers were skipped, and why, and what else to look at. */
export async function addHints(
	context: IExecuteFunctions,
	prepared: Prepared,
	{ grouping, duplicates, repeats }: HintFacts,
): Promise<void> {
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

function hint(context: IExecuteFunctions, message: string): void {
	context.addExecutionHints({
		message: escapeHtml(message),
		type: 'warning',
		location: 'outputPane',
	});
}

// Hints are shown as HTML, and a phone is whatever the input held.
function escapeHtml(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
