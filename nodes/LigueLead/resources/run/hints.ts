import type { IExecuteFunctions } from 'n8n-workflow';

import type { Grouping, ItemResult, Prepared, Repeat } from '../../campaigns';
import { describeHintsSteps, summariseRunSteps } from '../../campaigns';
import { inSlices } from './inSlices';
import { includesInput } from './includeInput';
import type { TestFacts } from './openRun';

/** What became of a run, as far as the hints need it. */
export interface HintFacts {
	readonly grouping: Grouping;
	/** What became of each item; missing if there is one, which says it all. */
	readonly results?: readonly ItemResult[];
	/** Whether these are what would become of them. */
	readonly isPreview?: boolean;
	/** What the idempotency keys said of items; missing if nothing was sent. */
	readonly repeats?: ReadonlyMap<number, Repeat>;
	/** Of a run that went to a test phone alone. */
	readonly test?: TestFacts;
}

/** Says in the output pane what became of a run, and what else to look at. */
export async function addHints(
	context: IExecuteFunctions,
	prepared: Prepared,
	facts: HintFacts,
): Promise<void> {
	const { grouping, repeats, test } = facts;
	if (test !== undefined) hint(context, describeTest(test), 'info');
	const { unreadableDoNotSend } = prepared;
	const { results, isPreview = false } = facts;
	if (results !== undefined) {
		const hasInput = context.getNode().onError === 'continueErrorOutput' || includesInput(context);
		const isTest = test !== undefined;
		const summary = await inSlices(summariseRunSteps(results, { isPreview, isTest, hasInput }));
		if (summary) hint(context, summary.text, summary.isComplete ? 'info' : 'warning');
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
