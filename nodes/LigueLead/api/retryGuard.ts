import type { NotSent } from '../outcomes';
import { notSent } from '../outcomes';
import type { IdempotencyKeys } from './idempotency';

const CONTEXT_KEY = 'ligueLeadExecution';

/**
 * Lets an execution be retried once. n8n offers a failed execution for retry again after a retry of it
 * has failed as well, and starts each retry from what the first execution had saved: the second one
 * would know nothing of what the first one sent.
 *
 * The execution's id is kept in n8n's node context, which a retry gets a copy of: another id there
 * means that this is a retry. The first one takes the key of the execution it retries; the others
 * find it taken.
 */
export class RetryGuard {
	/** The execution that this one retries. */
	private readonly retried: string | undefined;

	/**
	 * To be made at the start of each run of the node. Takes the node's context object, which it writes
	 * to, this execution's id, and a view of the key store.
	 */
	constructor(
		private readonly context: Record<string, unknown>,
		private readonly execution: string,
		private readonly keys: IdempotencyKeys,
	) {
		const known = (context[CONTEXT_KEY] ??= execution);
		this.retried = typeof known === 'string' && known !== execution ? known : undefined;
	}

	/** To be called before the first request; returns why there must be none. Never rejects. */
	async enter(): Promise<NotSent | undefined> {
		if (this.retried === undefined) return undefined;
		const key = keyOf(this.retried);
		try {
			await this.keys.take([key]);
		} catch (cause) {
			return notSent(
				`The retry could not be recorded: ${cause instanceof Error ? cause.message : String(cause)}`,
				"A retry that is not recorded could send twice, so no request was made. See whether n8n's database works, then try again.",
			);
		}
		if (this.keys.state(key) !== 'held') return retriedBefore(this.retried);
		this.context[CONTEXT_KEY] = this.execution;
		return undefined;
	}

	/**
	 * To be called after the last request; takes whether any may have been accepted. If none, the retry
	 * does not count. Never rejects.
	 */
	async leave(sent: boolean): Promise<void> {
		if (this.retried === undefined || sent || this.keys.state(keyOf(this.retried)) !== 'held')
			return;
		try {
			await this.keys.finish([keyOf(this.retried)]);
			this.context[CONTEXT_KEY] = this.retried;
		} catch {
			// The key stays taken: this execution can be retried, and the one before it no more.
		}
	}
}

function keyOf(execution: string): string {
	return `retry of execution ${execution}`;
}

function retriedBefore(execution: string): NotSent {
	const { details, ...told } = notSent(
		`Execution ${execution} was retried before, and this retry of it does not know what that one sent`,
		`In the list of executions, retry the newest retry of execution ${execution} instead.`,
	);
	return { ...told, details: { ...details, safe_to_send_again: false } };
}
