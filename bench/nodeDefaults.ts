import * as optionFields from '../nodes/LigueLead/resources/run/optionFields';

/** Requests that this node has in flight unless told otherwise. */
export const DEFAULT_PARALLEL = Number(optionFields.parallelRequests.default);

/** Idempotency keys that this node remembers unless told otherwise. */
export const DEFAULT_HISTORY = Number(optionFields.idempotencyHistory.default);
