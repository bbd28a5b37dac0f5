export { asSendableText, MAX_WEBHOOK_URL_LENGTH, readTitle, readWebhookUrl } from './contentValues';
export { limitCreditsSteps, readCreditLimit } from './creditLimit';
export { describeCampaigns, summariseFailures, type Reader, type SentCampaigns } from './failures';
export { describeHintsSteps } from './hints';
export { tellWhatToLookFor } from './lookFor';
export { MAX_RECIPIENTS, planCampaigns, planCampaignsSteps } from './plan';
export { prepare, prepareSteps, refuseDrafts, type Prepared } from './prepare';
export { previewResultsSteps, showRefusals } from './preview';
export { summariseRefusals } from './refusals';
export { isRefusal, refuse, refuseType } from './refuse';
export {
	collectResults,
	collectResultsSteps,
	notSentResult,
	readResults,
	readResultsSteps,
	repeatResult,
	sentBeforeResult,
	type EarlierTries,
	type ItemFailure,
	type ItemResult,
} from './results';
export type * from './sent';
export { describeSuccess } from './shapes';
export { summariseRunSteps, type RunSummary } from './summary';
export type * from './types';
export { hoursOver } from './sendingHours';
export { addressToTestPhoneSteps } from './testRun';
export { asBoolean, asText } from './values';
export { waves } from './waves';
