export type { HttpResponse, NetworkCause, RawAnswer } from './answer';
export { readNetworkCause } from './answer';
export type { Delivered, DeliveredPart, Repeat } from './delivered';
export { judge } from './judge';
export type { Accepted, Failed, NotSent, Outcome, OutcomeDetails } from './outcome';
export { notSent } from './outcome';
export { NOT_STARTED, UNANSWERED } from './sentences';
