export type { HttpResponse, NetworkCause, RawAnswer } from './answer';
export { readNetworkCause } from './answer';
export { bounded, type Mask } from './bounded';
export { judge, TIMED_OUT } from './judge';
export type { Accepted, Failed, NotSent, Outcome, OutcomeDetails } from './outcome';
export { notSent } from './outcome';
export { mayHaveBeenSent, mayTryAgain } from './predicates';
export { quotable } from './quote';
export { IN_DOUBT, NOT_STARTED, PARTLY_SENT, UNANSWERED, unanswered } from './sentences';
