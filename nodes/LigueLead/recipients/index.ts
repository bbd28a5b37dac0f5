export { describeReason } from './describeReason';
export { nationalNumber } from './nationalNumber';
export { parseDoNotSend, type DoNotSendList } from './parseDoNotSend';
export { parsePhone, type ParseOptions } from './parsePhone';
export { planRecipients, type RecipientOptions, type RecipientPlan } from './planRecipients';
export { splitPhones } from './splitPhones';
export type { AdjustedPhone, InvalidReason, ParsedPhone, SkippedPhone, SkipReason } from './types';
