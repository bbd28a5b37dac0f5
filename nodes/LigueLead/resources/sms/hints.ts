import type { IExecuteFunctions } from 'n8n-workflow';

import type { Prepared } from '../../campaigns';
import { describeReason } from '../../recipients';
import type { SkipReason } from '../../recipients';

/** Says in the output pane how many numbers were skipped, and why. */
export function addHints(
	context: IExecuteFunctions,
	{ planned, plan, unreadableDoNotSend }: Prepared,
): void {
	const counts = new Map<SkipReason, number>();
	const count = (reason: SkipReason) => counts.set(reason, (counts.get(reason) ?? 0) + 1);
	for (const item of planned) {
		for (const { reason } of item.skipped ?? []) count(reason);
	}
	for (const { duplicates } of plan.placements.values())
		duplicates.forEach(() => count('duplicate'));
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
			`${plural(unreadableDoNotSend.length)} in 'Do Not Send' cannot be read, so nobody is protected by it: ${shown.join(', ')}`,
		);
	}
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
