// The order of the files. Reading one value: splitPhones (arrays, JSON) → undoMarkup (HTML, marks of exports) →
// contactCards → splitText (separators) → passOnLabels, splitAtSpaces. Reading one entry: parsePhone → undoMarkup →
// cleanText → isStructured → undoNotation (spreadsheets) → findDigits (surroundings, with labels) → readings → classify
// (numberingPlan); withoutNotes where there are digits beside the number. Both make planRecipients.
// Opt-outs have a reader of their own, which errs on the other side: parseDoNotSend → optOutEntries →
// blockedBy (whom to block) and readWhole (whether that is all of the entry).
export { countReason } from './countReason';
export { describeReason } from './describeReason';
export { nationalNumber } from './nationalNumber';
export { parseDoNotSend, parseDoNotSendSteps, type DoNotSendList } from './parseDoNotSend';
export { parseOnlySendToSteps, type OnlySendToList } from './parseOnlySendTo';
export { parsePhone, type ParseOptions } from './parsePhone';
export {
	planRecipients,
	planRecipientsSteps,
	type RecipientOptions,
	type RecipientPlan,
} from './planRecipients';
export { splitPhones } from './splitPhones';
export { timeZonesOf } from './timeZones';
export type { AdjustedPhone, InvalidReason, ParsedPhone, SkippedPhone, SkipReason } from './types';
