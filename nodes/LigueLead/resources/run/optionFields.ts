import type { INodeProperties } from 'n8n-workflow';

export const addNinthDigit: INodeProperties = {
	displayName: 'Add Missing Ninth Digit',
	name: 'addNinthDigit',
	type: 'boolean',
	default: false,
	description:
		'Whether a ten-digit number that looks like an old mobile gets its ninth digit, for example 11 8765-4321 → 11 98765-4321. Off, such numbers are skipped, because they may also have lost a digit.',
};

export const doNotSend: INodeProperties = {
	displayName: 'Opt-Out Numbers',
	name: 'doNotSend',
	type: 'string',
	default: '',
	placeholder: 'e.g. 11 91234-5678, (21) 99876-5432',
	description:
		'Numbers that never get a message, such as people who opted out, written like Phones; or an expression that yields a list. They are skipped and reported.',
};

export const idempotencyHistory: INodeProperties = {
	displayName: 'Idempotency History',
	name: 'idempotencyHistory',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1_000_000 },
	default: 5_000,
	description:
		'How many idempotency keys this node remembers before it forgets the oldest. Every call reads and writes all of them: set it to the number of messages you send in the time in which the same key may come again.',
};

export const idempotencyKey: INodeProperties = {
	displayName: 'Idempotency Key',
	name: 'idempotencyKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. order-1042',
	description:
		'A value that identifies this message, such as the order ID. An item whose key was used before, in any execution of this node, sends nothing.',
};

export const unknownOutcome: INodeProperties = {
	displayName: 'If the Outcome Is Unknown',
	name: 'unknownOutcome',
	type: 'options',
	default: 'hold',
	description:
		'Whether a retry sends a campaign again that LigueLead may have accepted without a clear answer, for example after a timeout',
	options: [
		{
			name: 'Do Not Send Again',
			value: 'hold',
			description: 'Report it, so that somebody can check by hand. Nobody gets the message twice.',
		},
		{
			name: 'Send Again',
			value: 'resend',
			description:
				'Choose this if getting the message twice is better than not at all. Both are paid.',
		},
	],
};

export const invalidPhones: INodeProperties = {
	displayName: 'Invalid Phones',
	name: 'invalidPhones',
	type: 'options',
	default: 'failIfNone',
	description: 'What happens with numbers that cannot receive the message',
	options: [
		{
			name: 'Fail if Any Is Invalid',
			value: 'failIfAny',
			description: 'An item with an invalid number is not sent to anybody',
		},
		{
			name: 'Fail if None Is Valid',
			value: 'failIfNone',
			description: 'Invalid numbers are skipped and reported; an item with no valid one fails',
		},
		{
			name: 'Skip and Report',
			value: 'skip',
			description: 'Invalid numbers are skipped and reported; an item never fails for them',
		},
	],
};

export const maxRunCredits: INodeProperties = {
	displayName: 'Maximum Credits per Run',
	name: 'maxRunCredits',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'Fails all items, before anything is sent, if this run would cost more than this many credits. 0 means no limit.',
};

export const maxTries: INodeProperties = {
	displayName: 'Maximum Tries',
	name: 'maxTries',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 20 },
	default: 5,
	description:
		'How many times to try a request that was throttled (429) or never reached LigueLead. Requests that may have been accepted are never tried again.',
};

export const onlySendTo: INodeProperties = {
	displayName: 'Only to These Numbers',
	name: 'onlySendTo',
	type: 'string',
	default: '',
	placeholder: 'e.g. 11 91234-5678, (21) 99876-5432',
	description:
		'The only numbers that may get a message, for example while you try out a workflow or let an AI agent send, written like Phones; or an expression that yields a list. All others are skipped and reported. If it yields no number, nobody gets anything.',
};

export const parallelRequests: INodeProperties = {
	displayName: 'Parallel Requests',
	name: 'parallelRequests',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 500 },
	default: 200,
	description: 'Maximum number of requests in flight at once',
	// A model calls a tool with one item at a time.
	displayOptions: { hide: { '@tool': [true] } },
};

export const runLimit: INodeProperties = {
	displayName: 'Run Limit',
	name: 'runLimit',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1_440 },
	default: 60,
	description:
		'Maximum number of minutes that one run of this node may take, for example while LigueLead asks it to slow down. What was not sent by then is reported, and can be sent again.',
};

export const statusWebhookUrl: INodeProperties = {
	displayName: 'Status Webhook URL',
	name: 'statusWebhookUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/sms-status',
	description:
		'Public address that LigueLead reports the delivery of this message to, instead of the one set for the account. LigueLead does not document this field.',
};

export const timeout: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 3_600_000 },
	default: 30_000,
	description:
		'How many milliseconds to wait for an answer. A request that takes longer may still have been accepted.',
};
