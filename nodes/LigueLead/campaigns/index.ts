export { collectResults } from './collect';
export { MAX_RECIPIENTS } from './plan';
export { prepare, type Prepared } from './prepare';
export { previewResults } from './preview';
export { summariseRefusals } from './refusals';
export { readResults, type ItemFailure, type ItemResult } from './results';
export type * from './types';
export { asText } from './values';
