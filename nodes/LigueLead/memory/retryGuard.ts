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
 * means that this is a retry. The first one claims the id of the execution it retries; the others
 * find it taken.
 */
export class RetryGuard {
	/** The execution that this one retries. */
	private readonly retried: string | undefined;

	/**
	 * To be made at the start of each run of the node. Takes the node's context object, which it writes
	 * to, this execution's id, and a keyring of its own, whose keys are ids of executions.
	 */
	constructor(
		private readonly context: Record<string, unknown>,
		private readonly execution: string,
		private readonly keys: IdempotencyKeys,
	) {
		const known = (context[CONTEXT_KEY] ??= execution);
		this.retried = typeof known === 'string' && known !== execution ? known : undefined;
	}

	/**
	 * Whether another retry of the same execution may have sent what this one knows nothing of. To be
	 * asked before `enter`; it claims nothing. Never rejects.
	 */
	async mayBeRepeated(): Promise<boolean> {
		if (this.retried === undefined) return false;
		try {
			return (await this.keys.lookUp([this.retried])).size > 0;
		} catch {
			return true;
		}
	}

	/** To be called before the first request; returns why there must be none. Never rejects. */
	async enter(): Promise<NotSent | undefined> {
		if (this.retried === undefined) return undefined;
		try {
			await this.keys.claim([this.retried]);
		} catch (cause) {
			// Whether an earlier retry has sent something, nobody knows without the store.
			return refusedRetry(
				`The retry could not be recorded: ${cause instanceof Error ? cause.message : String(cause)}`,
				"A retry that is not recorded could send twice, so no request was made. See whether n8n's database works, then try again.",
			);
		}
		if (this.keys.state(this.retried) !== 'held') return retriedBefore(this.retried);
		this.context[CONTEXT_KEY] = this.execution;
		return undefined;
	}

	/**
	 * To be called after the last request; takes whether any may have been accepted. If none, the retry
	 * does not count. Never rejects.
	 */
	async leave(sent: boolean): Promise<void> {
		if (this.retried === undefined || sent || this.keys.state(this.retried) !== 'held') return;
		try {
			await this.keys.finish([this.retried]);
			this.context[CONTEXT_KEY] = this.retried;
		} catch {
			// The key stays taken: this execution can be retried, and the one before it no more.
		}
	}
}

function retriedBefore(execution: string): NotSent {
	return refusedRetry(
		`Execution ${execution} was retried before, and this retry of it does not know what that one sent`,
		`In the list of executions, retry the newest retry of execution ${execution} instead. If n8n was killed during that one, start the workflow anew with the same items: within a day it sends only the rest.`,
	);
}

function refusedRetry(message: string, remedy: string): NotSent {
	const { details, ...told } = notSent(message, remedy);
	return { ...told, details: { ...details, safe_to_send_again: false } };
}
