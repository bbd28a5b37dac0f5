export { findLinks } from './findLinks';
export { estimateCredits, MAX_MESSAGE_LENGTH, messageLength } from './length';
export { replaceSpecialCharacters } from './replaceSpecialCharacters';
