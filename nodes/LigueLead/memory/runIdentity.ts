import { createHash } from 'crypto';

import type { Draft, Grouping } from '../campaigns';
import { finish, type Steps } from '../steps';

/** What makes two runs the same: who sends, how, and to whom which texts. */
export interface RunKind {
	/** Who pays: the credential and its Base URL. */
	readonly account: string;
	/** The passes of a loop are runs of their own, in the same order each time. */
	readonly pass: number;
	readonly grouping: Grouping;
	/** Waves are noted by number, so they have to be cut in the same places. */
	readonly waveSize: number;
}

/**
 * Names a run by its drafts, in order and in waves: recipients, texts as they go out, and channel. Two orders of one
 * customer are two runs. Drafts with an idempotency key do not count: their keys remember them.
 */
export function identifyRun(kind: RunKind, waves: ReadonlyArray<readonly Draft[]>): string {
	return finish(identifyRunSteps(kind, waves));
}

/** The same in steps. */
export function* identifyRunSteps(
	{ account, pass, grouping, waveSize }: RunKind,
	waves: ReadonlyArray<readonly Draft[]>,
): Steps<string> {
	const hash = createHash('sha256').update(JSON.stringify([account, pass, grouping, waveSize]));
	for (const wave of waves) {
		hash.update('wave');
		for (const { idempotencyKey, contentKey, phones } of wave) {
			if (idempotencyKey === undefined) hash.update(JSON.stringify([contentKey, phones]));
			yield;
		}
	}
	return hash.digest('base64url').slice(0, 22);
}
