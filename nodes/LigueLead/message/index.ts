export { describeUnfinished } from './describeUnfinished';
export { findGap, findMarkup } from './doubts';
export { findLinks } from './findLinks';
export { estimateCredits, MAX_MESSAGE_LENGTH, messageLength } from './length';
export { replaceSpecialCharacters } from './replaceSpecialCharacters';
export { holdsUnsendable, removeUnsendable } from './sendable';
export { findUnfinished, type Unfinished } from './unfinished';
export { isVisible } from './visible';
