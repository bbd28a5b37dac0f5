import type { INodeProperties } from 'n8n-workflow';

import * as option from './optionFields';

/** The options that Send and Test Without Sending have in every channel. */
export const previewOptions: readonly INodeProperties[] = [
	option.addNinthDigit,
	option.doNotSend,
	option.idempotencyKey,
	option.includeInput,
	option.invalidPhones,
	option.maxRunCredits,
	option.onlySendTo,
	option.sendingHours,
	option.statusWebhookUrl,
];

/** The options about requests and what is remembered of them. */
const requestOptions: readonly INodeProperties[] = [
	option.idempotencyHistory,
	option.maxTries,
	option.runLimit,
	option.timeout,
	option.unknownOutcome,
];

/** The options of Send in every channel. */
export const sendOptions: readonly INodeProperties[] = [
	...previewOptions,
	...requestOptions,
	option.parallelRequests,
];

/** The options of Send and Wait for Delivery in every channel: it has one recipient. */
export const waitOptions: readonly INodeProperties[] = [
	...requestOptions,
	option.addNinthDigit,
	option.idempotencyKey,
	option.includeInput,
	option.onlySendTo,
	option.sendingHours,
];
