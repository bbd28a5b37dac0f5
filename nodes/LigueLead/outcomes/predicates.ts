import type { NotSent, Outcome } from './outcome';

type Kind = { readonly outcome: (Outcome | NotSent)['outcome'] };

/** Whether a campaign with this outcome was sent, or may have been: it must not be sent again unasked. */
export function mayHaveBeenSent({ outcome }: Kind): boolean {
	return outcome === 'accepted' || outcome === 'unknown';
}

/**
 * Whether the same request may be made again without asking anybody, because it was turned away at
 * the door (429) or reached nobody. False for what was rejected, which would be rejected again, and for
 * what no request was made for.
 */
export function mayTryAgain({ outcome }: Kind): boolean {
	return outcome === 'throttled' || outcome === 'unreachable';
}
