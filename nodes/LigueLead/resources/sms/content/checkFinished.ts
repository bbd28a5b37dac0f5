import type { Refusal } from '../../../campaigns';
import { refuse } from '../../../campaigns';
import { describeUnfinished, findUnfinished } from '../../../message';
import type { SmsOptions } from './options';

/**
 * Refuses a message that a reader would take for broken, as the option 'Unfinished Message' says. Takes the
 * text, and the expressions inside it that yielded nothing, which count only for `failIfEmpty`.
 */
export function checkFinished(
	message: string,
	{ unfinishedMessage: mode }: SmsOptions,
	emptyExpressions: readonly string[] = [],
): Refusal | undefined {
	if (mode === 'send') return undefined;
	const unfinished = findUnfinished(message);
	if (unfinished !== undefined) {
		return refuse(
			'Message',
			describeUnfinished('Message', unfinished),
			"If it is meant to read so, set Options → 'Unfinished Message' to 'Send All the Same'.",
		);
	}
	const [empty] = emptyExpressions;
	if (mode !== 'failIfEmpty' || empty === undefined) return undefined;
	return refuse(
		'Message',
		`'Message' has nothing to put in for ${empty}`,
		"Fill in the field that it names, or give the expression a fallback, such as {{ $json.name || 'cliente' }}.",
	);
}
