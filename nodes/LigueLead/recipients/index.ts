export { describeReason } from './describeReason';
export { nationalNumber } from './nationalNumber';
export { parsePhone, type ParseOptions } from './parsePhone';
export {
	parseDoNotSend,
	planRecipients,
	type DoNotSendList,
	type RecipientOptions,
	type RecipientPlan,
} from './planRecipients';
export { splitPhones } from './splitPhones';
export type { AdjustedPhone, InvalidReason, ParsedPhone, SkippedPhone, SkipReason } from './types';
