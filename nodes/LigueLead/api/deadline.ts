const LONGEST = 2 ** 31 - 1;

/** The end of a request's time, or of its execution, whichever comes first. */
export interface Deadline {
	/** Aborts the request. */
	readonly signal: AbortSignal;
	/** Resolves when the time is over, or the execution cancelled, with which of the two it was. */
	readonly over: Promise<'timedOut' | 'cancelled'>;
	/** To be called when the request has ended. */
	release(): void;
}

/**
 * Sets a deadline for a whole exchange. HTTP clients count idle time only: a body that drips, or a
 * connection that was switched to another protocol, would hold an execution for ever.
 *
 * Takes milliseconds and the signal of the execution's cancellation, if it has one.
 */
export function setDeadline(milliseconds: number, cancelled?: AbortSignal): Deadline {
	const controller = new AbortController();
	const timedOut = AbortSignal.timeout(Math.min(milliseconds, LONGEST));
	let stop = (): void => {};
	let expire = (): void => {};
	const over = new Promise<'timedOut' | 'cancelled'>((resolve) => {
		const end = (how: 'timedOut' | 'cancelled') => () => {
			resolve(how);
			controller.abort();
		};
		expire = end('timedOut');
		stop = end('cancelled');
	});
	timedOut.addEventListener('abort', expire);
	cancelled?.addEventListener('abort', stop);
	if (cancelled?.aborted === true) stop();
	return {
		signal: controller.signal,
		over,
		release: () => {
			timedOut.removeEventListener('abort', expire);
			cancelled?.removeEventListener('abort', stop);
		},
	};
}
